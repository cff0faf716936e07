import assert from 'node:assert/strict';
import type { Story } from '../world.ts';
import { bge, distilbert, llama } from './models.ts';
import { collect, gatewayHeaders, only } from './read.ts';

const prompt = 'Hello?';

export const pastGatewayStories: readonly Story[] = [
  {
    name: 'sends and tells nothing of a gateway in any kind of call',
    without: 'gateway',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const whole = await sdk.text({ model: workersai(llama), prompt });
      const streamed = sdk.stream({ model: workersai(llama), prompt });
      await collect(streamed.parts);
      await sdk.embed({ model: workersai.embedding(bge), value: 'a' });
      await workersai.run(distilbert, { text: 'Splendid!' });
      assert.deepEqual(
        seen().map(({ model, gateway, headers }) => [model, gateway, gatewayHeaders(headers)]),
        [llama, llama, bge, distilbert].map(model => [model, undefined, {}]),
      );
      for (const { metadata } of [whole, await streamed.answer()]) {
        assert.equal(metadata.logId, undefined);
        assert.equal(metadata.cacheStatus, undefined);
        assert.equal(typeof metadata.inferenceId, 'string');
      }
    },
  },
  {
    name: 'goes through a gateway all the same where a call names one',
    without: 'gateway',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const options = { gateway: { id: 'named', eventId: 'event-1' } };
      const { metadata } = await sdk.text({ model: workersai(llama), prompt, options });
      const { gateway, headers, request } = only(seen());
      assert.equal(gateway, 'named');
      assert.deepEqual(gatewayHeaders(headers), { 'cf-aig-event-id': 'event-1' });
      assert.equal(metadata.eventId, 'event-1');
      assert.equal(metadata.logId, request.logId);
    },
  },
  {
    name: 'sends gateway options of a call through default, where the provider has no gateway',
    without: 'gateway',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const options = { gateway: { skipCache: true } };
      const { metadata } = await sdk.text({ model: workersai(llama), prompt, options });
      assert.deepEqual(
        seen().map(({ gateway }) => gateway),
        ['default'],
      );
      assert.equal(metadata.cacheStatus, 'MISS');
    },
  },
  {
    name: 'goes past the gateway where a call says so',
    needs: 'gateway',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open({ settings: { gateway: { cacheTtl: 60 } } });
      const { metadata } = await sdk.text({ model: workersai(llama), prompt, options: { gateway: false } });
      assert.deepEqual(
        seen().map(({ gateway, headers }) => [gateway, gatewayHeaders(headers)]),
        [[undefined, {}]],
      );
      assert.equal(metadata.logId, undefined);
    },
  },
];
