import assert from 'node:assert/strict';
import type { Story } from '../world.ts';
import { bge, distilbert, llama } from './models.ts';
import { collect, gatewayHeaders, only } from './read.ts';

const prompt = 'Name three uses of a cache.';

const cache: Story = {
  name: 'answers from the cache of the gateway, unless told to skip it',
  run: async ({ sdk, open }) => {
    const { workersai } = await open({ settings: { gateway: { cacheTtl: 300 } } });
    const ask = async (gateway: { skipCache?: boolean }) =>
      sdk.text({ model: workersai(llama), prompt, options: { gateway: { ...gateway } } });
    const [first, second, third] = [await ask({}), await ask({}), await ask({ skipCache: true })];
    assert.deepEqual(
      [first, second, third].map(answer => answer.metadata.cacheStatus),
      ['MISS', 'HIT', 'MISS'],
    );
    assert.equal(second.text, first.text);
    assert.equal(new Set([first, second, third].map(answer => answer.metadata.logId)).size, 3);
  },
};

const metadata: Story[] = [
  {
    name: 'tells what the gateway said of a whole answer and of a streamed one',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open({ settings: { gateway: { eventId: 'event-1' } } });
      const whole = await sdk.text({ model: workersai(llama), prompt });
      const streamed = sdk.stream({ model: workersai(llama), prompt });
      await collect(streamed.parts);
      const answers = [whole, await streamed.answer()];
      answers.forEach((answer, index) => {
        assert.equal(answer.metadata.logId, seen()[index]?.request.logId);
        assert.equal(answer.metadata.cacheStatus, seen()[index]?.request.cacheStatus);
        assert.equal(answer.metadata.eventId, 'event-1');
        assert.equal(answer.metadata.step, 0);
        assert.equal(answer.headers['cf-aig-log-id'], answer.metadata.logId);
      });
      assert.equal(typeof whole.metadata.logId, 'string');
      assert.notEqual(answers[0]?.metadata.logId, answers[1]?.metadata.logId);
    },
  },
];

/** Every option with the header that carries it. */
const everyOption = {
  skipCache: true,
  cacheTtl: 3360,
  cacheKey: 'greeting-v2',
  metadata: { team: 'search', user: 42, isTrial: false, city: 'Köln', serial: 9007199254740993n },
  collectLog: true,
  collectLogPayload: false,
  eventId: 'event-7',
  requestTimeoutMs: 5000,
  retries: { maxAttempts: 3, retryDelayMs: 100, backoff: 'linear' },
  customCost: { per_token_in: 0.000001, per_token_out: 0.000002 },
  byokAlias: 'second-key',
  zdr: true,
} as const;

const everyHeader: Readonly<Record<string, string>> = {
  'cf-aig-skip-cache': 'true',
  'cf-aig-cache-ttl': '3360',
  'cf-aig-cache-key': 'greeting-v2',
  'cf-aig-metadata':
    '{"team":"search","user":42,"isTrial":false,"city":"K\\u00f6ln","serial":"9007199254740993"}',
  'cf-aig-collect-log': 'true',
  'cf-aig-collect-log-payload': 'false',
  'cf-aig-event-id': 'event-7',
  'cf-aig-request-timeout': '5000',
  'cf-aig-max-attempts': '3',
  'cf-aig-retry-delay': '100',
  'cf-aig-backoff': 'linear',
  'cf-aig-custom-cost': '{"per_token_in":0.000001,"per_token_out":0.000002}',
  'cf-aig-byok-alias': 'second-key',
  'cf-aig-zdr': 'true',
};

const options: Story[] = [
  {
    name: 'sends every option of the gateway with every kind of call',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open({ settings: { gateway: everyOption } });
      await sdk.text({ model: workersai(llama), prompt });
      await collect(sdk.stream({ model: workersai(llama), prompt }).parts);
      await sdk.embed({ model: workersai.embedding(bge), value: 'a' });
      await workersai.run(distilbert, { text: 'Splendid!' });
      assert.equal(seen().length, 4);
      for (const { headers } of seen()) assert.deepEqual(gatewayHeaders(headers), everyHeader);
    },
  },
  {
    name: 'sends options that are off or zero',
    run: async ({ sdk, open }) => {
      const gateway = { skipCache: false, cacheTtl: 0, collectLog: false, retries: { retryDelayMs: 0 } };
      const { workersai, seen } = await open({ settings: { gateway } });
      await sdk.text({ model: workersai(llama), prompt });
      assert.deepEqual(gatewayHeaders(only(seen()).headers), {
        'cf-aig-skip-cache': 'false',
        'cf-aig-cache-ttl': '0',
        'cf-aig-collect-log': 'false',
        'cf-aig-retry-delay': '0',
      });
    },
  },
  {
    name: 'sends none that were not given',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      await sdk.text({ model: workersai(llama), prompt });
      assert.deepEqual(gatewayHeaders(only(seen()).headers), {});
    },
  },
  {
    name: 'lays the options of a call over those of the model and the provider, key by key',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open({
        settings: { gateway: { cacheTtl: 60, eventId: 'provider', metadata: { from: 'provider', kept: 1 } } },
      });
      const model = workersai(llama, { gateway: { eventId: 'model', cacheKey: 'model' } });
      const gateway = { cacheKey: 'call', metadata: { from: 'call' } };
      await sdk.text({ model, prompt, options: { gateway } });
      await collect(sdk.stream({ model, prompt, options: { gateway } }).parts);
      assert.equal(seen().length, 2);
      for (const { headers } of seen()) {
        assert.deepEqual(gatewayHeaders(headers), {
          'cf-aig-cache-ttl': '60',
          'cf-aig-event-id': 'model',
          'cf-aig-cache-key': 'call',
          'cf-aig-metadata': '{"from":"call","kept":1}',
        });
      }
    },
  },
  {
    name: 'goes through the gateway of the provider, the model or the call, the last one winning',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open({ settings: { gateway: { id: 'provider' } } });
      const model = workersai(llama, { gateway: { id: 'model' } });
      await sdk.text({ model: workersai(llama), prompt });
      await sdk.text({ model, prompt });
      await sdk.text({ model, prompt, options: { gateway: { id: 'call' } } });
      await workersai.run(distilbert, { text: 'Splendid!' }, { gateway: 'run' });
      assert.deepEqual(
        seen().map(({ gateway }) => gateway),
        ['provider', 'model', 'call', 'run'],
      );
    },
  },
];

const headers: Story[] = [
  {
    name: 'sends the headers of provider and call, and its own name',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open({
        settings: { headers: { 'x-team': 'search', 'x-call': 'no' } },
      });
      await sdk.text({ model: workersai(llama), prompt, headers: { 'x-call': 'yes' } });
      const { headers: sent } = only(seen());
      assert.equal(sent['x-team'], 'search');
      assert.equal(sent['x-call'], 'yes');
      assert.match(sent['user-agent'] ?? '', /workers-ai-gateway\/\d/);
    },
  },
  {
    name: 'sends the token of an authenticated gateway',
    needs: 'gateway token',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open({
        local: { gatewayToken: 'gateway-token' },
        settings: { gatewayToken: 'gateway-token' },
      });
      await sdk.text({ model: workersai(llama), prompt });
      assert.equal(only(seen()).headers['cf-aig-authorization'], 'Bearer gateway-token');
    },
  },
];

/** Past a gateway there is none to speak of. */
const throughGateway = [cache, ...metadata, ...options].map(story => ({
  ...story,
  needs: 'gateway' as const,
}));

export const gatewayStories: readonly Story[] = [...throughGateway, ...headers];
