import assert from 'node:assert/strict';
import { json } from 'workers-ai-gateway/testing';
import { z } from 'zod';
import type { Story } from '../world.ts';
import { bge, llama } from './models.ts';
import { collect, only } from './read.ts';

const prompt = 'Hello?';
const schema = z.object({ name: z.string() });
const asked = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };

/** Options that stand in Workers AI's own schemas and not in OpenAI's. */
const ownOptions = {
  lora: 'my-finetune',
  raw: true,
  repetitionPenalty: 1.5,
  guidedJson: { type: 'object' },
  rejectIfBusy: true,
} as const;

const ownInputs = {
  lora: 'my-finetune',
  raw: true,
  repetition_penalty: 1.5,
  guided_json: { type: 'object' },
  options: { rejectIfBusy: true },
};

const pick = (inputs: Readonly<Record<string, unknown>>, names: object) =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => name in names));

/** The schema that a request carries, without what Zod's converter adds to it. */
function schemaIn(value: unknown): unknown {
  const { type, properties, required } = Object(value);
  return { type, properties, required };
}

const own: Story[] = [
  {
    name: 'sends the inputs that only Workers AI knows',
    needs: 'own format',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const answer = await sdk.text({ model: workersai(llama), prompt, options: ownOptions });
      assert.deepEqual(pick(only(seen()).inputs, ownInputs), ownInputs);
      assert.deepEqual(answer.warnings, []);
    },
  },
  {
    name: 'asks for an object by its bare schema',
    needs: 'own format',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      local.reply(json({ name: 'Ada' }));
      await sdk.output({ model: workersai(llama), prompt, schema });
      const { type, json_schema: bare } = Object(only(seen()).inputs.response_format);
      assert.equal(type, 'json_schema');
      assert.deepEqual(schemaIn(bare), asked);
    },
  },
  {
    name: 'sends values and pooling by the names of the model',
    needs: 'own format',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      await sdk.embed({ model: workersai.embedding(bge, { pooling: 'cls' }), value: 'a' });
      assert.deepEqual(only(seen()).inputs, { text: ['a'], pooling: 'cls' });
    },
  },
];

const openai: Story[] = [
  {
    name: 'leaves out, and warns of, the inputs that OpenAI’s format has no place for',
    without: 'own format',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const call = { model: workersai(llama), prompt, options: ownOptions };
      const whole = await sdk.text(call);
      const streamed = sdk.stream(call);
      await collect(streamed.parts);
      for (const { inputs } of seen()) assert.deepEqual(pick(inputs, ownInputs), {});
      for (const { warnings } of [whole, await streamed.answer()]) {
        assert.equal(warnings.length, Object.keys(ownOptions).length);
        for (const name of Object.keys(ownOptions))
          assert.match(warnings.join('\n'), new RegExp(`\\b${name}\\b.* not available in the openai format`));
      }
    },
  },
  {
    name: 'asks for an object as OpenAI does, the schema beside its name',
    without: 'own format',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      local.reply(json({ name: 'Ada' }));
      await sdk.output({ model: workersai(llama), prompt, schema });
      const { type, json_schema: named } = Object(only(seen()).inputs.response_format);
      assert.equal(type, 'json_schema');
      assert.equal(typeof named.name, 'string');
      assert.deepEqual(schemaIn(named.schema), asked);
    },
  },
  {
    name: 'calls the paths that follow OpenAI’s, and asks for usage in streams',
    without: 'own format',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      await collect(sdk.stream({ model: workersai(llama), prompt }).parts);
      await sdk.embed({ model: workersai.embedding(bge, { pooling: 'cls' }), value: 'a' });
      const [chat, embeddings] = seen();
      assert.match(chat?.request.path ?? '', /\/v1\/chat\/completions$/);
      assert.match(embeddings?.request.path ?? '', /\/v1\/embeddings$/);
      assert.deepEqual(chat?.inputs.stream_options, { include_usage: true });
      assert.deepEqual(embeddings?.inputs, { input: ['a'] });
      assert.deepEqual([chat?.model, embeddings?.model], [llama, bge]);
    },
  },
];

export const formatStories: readonly Story[] = [...own, ...openai];
