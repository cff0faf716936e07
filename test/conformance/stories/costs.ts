import assert from 'node:assert/strict';
import { costOf } from 'workers-ai-gateway/models';
import type { Story } from '../world.ts';
import { bge, shapes } from './models.ts';
import { collect } from './read.ts';

export const costStories: readonly Story[] = [
  ...shapes.map(
    ({ shape, id }): Story => ({
      needs: 'gateway',
      name: `estimates what an answer in the ${shape} shape cost, and what the cache saved`,
      run: async ({ sdk, open }) => {
        const { workersai } = await open({ settings: { gateway: { cacheTtl: 300 } } });
        const ask = async () => {
          const { result } = await sdk.text({ model: workersai(id), prompt: 'What is Cloudflare?' });
          return costOf(result, { model: id });
        };
        const miss = await ask();
        assert.ok(miss !== undefined && miss.usd > 0);
        assert.deepEqual(await ask(), { ...miss, usd: 0, savedUsd: miss.usd });
      },
    }),
  ),
  {
    name: 'estimates what a stream and an embedding cost',
    run: async ({ sdk, open }) => {
      const { workersai } = await open();
      for (const { id } of shapes) {
        const streamed = sdk.stream({ model: workersai(id), prompt: 'What is Cloudflare?' });
        await collect(streamed.parts);
        const cost = costOf((await streamed.answer()).result, { model: id });
        assert.ok(cost !== undefined && cost.usd > 0);
      }
      const { result } = await sdk.embed({ model: workersai.embedding(bge), value: 'What is Cloudflare?' });
      assert.ok((costOf(result, { model: bge })?.usd ?? 0) > 0);
    },
  },
];
