import assert from 'node:assert/strict';
import { failure } from 'workers-ai-gateway/testing';
import type { Story } from '../world.ts';
import { bge } from './models.ts';
import { eventually, only, rejection } from './read.ts';

/** Vectors that tell their text: «value 7» becomes [7, 1]. */
const telling = (texts: readonly string[]) => texts.map(text => [Number(text.split(' ')[1]), 1]);

export const embeddingStories: readonly Story[] = [
  {
    name: 'embeds a value',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open({ local: { embed: telling } });
      const { embedding, tokens, headers } = await sdk.embed({
        model: workersai.textEmbeddingModel(bge),
        value: 'value 7',
      });
      assert.deepEqual(embedding, [7, 1]);
      assert.equal(tokens, 2);
      assert.equal(headers['cf-aig-log-id'], local.requests[0]?.logId);
      assert.equal(only(seen()).model, bge);
      assert.equal(JSON.stringify(only(seen()).inputs).includes('value 7'), true);
    },
  },
  {
    name: 'embeds 250 values in three requests, in order, and sums their usage',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open({ local: { embed: telling } });
      const values = Array.from({ length: 250 }, (_, index) => `value ${index}`);
      const { embeddings, tokens } = await sdk.embedMany({ model: workersai.embedding(bge), values });
      assert.deepEqual(
        embeddings,
        values.map((_, index) => [index, 1]),
      );
      assert.equal(tokens, 500);
      const sizes = seen().map(({ inputs }) => [inputs.text ?? inputs.input].flat().length);
      assert.deepEqual(
        sizes.sort((one, other) => other - one),
        [100, 100, 50],
      );
    },
  },
  {
    name: 'embeds 250 values in three requests at a time, and keeps their order',
    needs: 'parallel embeddings',
    run: async ({ sdk, open }) => {
      let asked = 0;
      const { workersai } = await open({
        local: {
          embed: async texts => {
            asked += 1;
            await eventually('three requests are under way', () => asked === 3);
            return telling(texts);
          },
        },
      });
      const values = Array.from({ length: 250 }, (_, index) => `value ${index}`);
      const { embeddings } = await sdk.embedMany({ model: workersai.embedding(bge), values });
      assert.deepEqual(
        embeddings.map(([first]) => first),
        values.map((_, index) => index),
      );
    },
  },
  {
    name: 'warns that the dimensions of an embedding cannot be chosen',
    needs: 'embedding dimensions',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open({ local: { embed: telling } });
      const call = { model: workersai.embedding(bge), value: 'value 7', dimensions: 256 };
      assert.match(only((await sdk.embed(call)).warnings), /dimensions/);
      assert.deepEqual(only(seen()).inputs, { text: ['value 7'] });
    },
  },
  {
    name: 'tells why values could not be embedded',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      local.reply(failure(3036));
      const error = await rejection(
        sdk.embed({ model: workersai.embedding(bge), value: 'value 7', maxRetries: 0 }),
      );
      assert.equal(error.name, 'AI_APICallError');
      assert.equal(error.isRetryable, false);
      assert.match(error.message, /3036/);
    },
  },
];
