import assert from 'node:assert/strict';
import { text, usage } from 'workers-ai-gateway/testing';
import type { ModelCall } from '../sdk.ts';
import type { Story } from '../world.ts';
import { bge, distilbert, glm, llama } from './models.ts';
import { collect, only } from './read.ts';

const prompt = 'Hello?';

export const compositionStories: readonly Story[] = [
  {
    name: 'stands in a registry',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open({ local: { embed: texts => texts.map(() => [1, 0]) } });
      const registry = sdk.registry(workersai);
      local.reply(text('Hello!'));
      const answer = await sdk.text({ model: registry.languageModel(`workersai:${llama}`), prompt });
      const { embedding } = await sdk.embed({
        model: registry.embeddingModel(`workersai:${bge}`),
        value: 'a',
      });
      assert.equal(answer.text, 'Hello!');
      assert.deepEqual(embedding, [1, 0]);
      assert.deepEqual(
        seen().map(({ model }) => model),
        [llama, bge],
      );
    },
  },
  {
    name: 'stands behind a custom provider',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const custom = sdk.custom({
        languageModels: { fast: workersai(llama, { maxTokens: 50 }) },
        embeddingModels: { small: workersai.embedding(bge) },
        fallback: workersai,
      });
      await sdk.text({ model: custom.languageModel('fast'), prompt });
      await sdk.text({ model: custom.languageModel(glm), prompt });
      await sdk.embed({ model: custom.embeddingModel('small'), value: 'a' });
      assert.deepEqual(
        seen().map(({ model, inputs }) => [model, inputs.max_tokens ?? inputs.max_completion_tokens]),
        [
          [llama, 50],
          [glm, undefined],
          [bge, undefined],
        ],
      );
    },
  },
  {
    name: 'takes default settings of a middleware, options of its own among them',
    needs: 'gateway',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const model = sdk.defaultSettings(workersai(llama), {
        temperature: 0.25,
        options: { gateway: { cacheKey: 'default', eventId: 'default' }, user: 'user-7' },
      });
      const options = { gateway: { eventId: 'call' } };
      await sdk.text({ model, prompt, options });
      await collect(sdk.stream({ model, prompt, options }).parts);
      assert.deepEqual(
        seen().map(({ inputs }) => [inputs.temperature, inputs.user]),
        [
          [0.25, 'user-7'],
          [0.25, 'user-7'],
        ],
      );
      for (const { headers } of seen()) {
        assert.equal(headers['cf-aig-cache-key'], 'default');
        assert.equal(headers['cf-aig-event-id'], 'call');
      }
    },
  },
  {
    name: 'shows in telemetry with its model, answer and usage',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      const said = [text('Hello!'), usage({ prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 })];
      const told: ModelCall[] = [];
      const call = {
        model: workersai(llama),
        prompt,
        onModelCall: (modelCall: ModelCall) => told.push(modelCall),
      };
      local.reply(...said);
      await sdk.text(call);
      local.reply(...said);
      await collect(sdk.stream(call).parts);
      const once = {
        provider: 'workersai.chat',
        model: llama,
        text: 'Hello!',
        usage: { input: 3, output: 2 },
      };
      assert.deepEqual(told, [once, once]);
    },
  },
  {
    name: 'runs a task that the SDK has no model for',
    run: async ({ open }) => {
      const { workersai, seen } = await open();
      const labels = await workersai.run(distilbert, { text: 'Cloudflare docs are amazing!' });
      const [best] = [...labels].sort((one, other) => other.score - one.score);
      assert.equal(best?.label, 'POSITIVE');
      assert.deepEqual(only(seen()).inputs, { text: 'Cloudflare docs are amazing!' });
    },
  },
];
