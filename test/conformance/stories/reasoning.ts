import assert from 'node:assert/strict';
import { json, reasoning, text, toolCall } from 'workers-ai-gateway/testing';
import { z } from 'zod';
import type { Story } from '../world.ts';
import { glm, llama, qwq } from './models.ts';
import { collect, join, order } from './read.ts';

const prompt = 'What is 6 times 7?';

const thinking = [
  { how: 'in a key of its own', id: glm },
  { how: 'between think tags', id: qwq },
].flatMap(({ how, id }): Story[] => [
  {
    name: `tells reasoning from text (${how})`,
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      local.reply(reasoning('Six sevens ', 'are 42.'), text('It is ', '42.'));
      const answer = await sdk.text({ model: workersai(id), prompt });
      assert.equal(answer.reasoning.trim(), 'Six sevens are 42.');
      assert.equal(answer.text.trim(), 'It is 42.');
    },
  },
  {
    name: `tells streamed reasoning from text (${how})`,
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open({ local: { chunkBytes: 7 } });
      local.reply(reasoning('Six sevens ', 'are 42.'), text('It is ', '42.'));
      const parts = await collect(sdk.stream({ model: workersai(id), prompt }).parts);
      assert.equal(join(parts, 'reasoning').trim(), 'Six sevens are 42.');
      assert.equal(join(parts, 'text').trim(), 'It is 42.');
      assert.deepEqual(order(parts), ['reasoning', 'text', 'finish']);
    },
  },
  {
    name: `reads an object past the reasoning before it (${how})`,
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      local.reply(reasoning('Six sevens are 42.'), json({ result: 42 }));
      const schema = z.object({ result: z.number() });
      const { object } = await sdk.object({
        model: workersai(id),
        prompt,
        shape: { kind: 'object', schema },
      });
      assert.deepEqual(object, { result: 42 });
    },
  },
]);

const efforts: readonly {
  readonly reasoning: 'none' | 'low' | 'high';
  readonly sent: string;
  readonly warning: RegExp;
}[] = [
  { reasoning: 'none', sent: 'none', warning: /^$/ },
  { reasoning: 'low', sent: 'high', warning: /does not support the effort 'low'/ },
  { reasoning: 'high', sent: 'high', warning: /^$/ },
];

const settings = efforts.map(
  ({ reasoning, sent, warning }): Story => ({
    name: `sends the effort for the setting reasoning: '${reasoning}'`,
    needs: 'reasoning effort',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const call = { model: workersai('@cf/moonshotai/kimi-k2.6'), prompt, reasoning };
      const whole = await sdk.text(call);
      const streamed = sdk.stream(call);
      await collect(streamed.parts);
      for (const { warnings } of [whole, await streamed.answer()]) assert.match(warnings.join(), warning);
      assert.deepEqual(
        seen().map(({ inputs }) => inputs.reasoning_effort),
        [sent, sent],
      );
    },
  }),
);

const loop: Story = {
  name: 'gives a model its reasoning back with the result of the tool that it called',
  run: async ({ sdk, open }) => {
    const { local, workersai, seen } = await open();
    local.reply(reasoning('I had better ', 'compute.'), toolCall('multiply', { a: 6, b: 7 }));
    local.reply(text('It is 42.'));
    const multiply = {
      description: 'Multiplies',
      input: z.object({ a: z.number(), b: z.number() }),
      execute: () => 42,
    };
    const streamed = sdk.stream({ model: workersai(glm), prompt, tools: { multiply }, maxSteps: 2 });
    const parts = await collect(streamed.parts);
    assert.deepEqual(order(parts), ['reasoning', 'tool-call', 'tool-result', 'text', 'finish']);
    const [, second] = seen();
    const messages = z.array(z.record(z.unknown())).parse(second?.inputs.messages);
    assert.deepEqual(
      messages.map(message => [message.role, message.reasoning]),
      [
        ['user', undefined],
        ['assistant', 'I had better compute.'],
        ['tool', undefined],
      ],
    );
  },
};

export const reasoningStories: readonly Story[] = [
  ...thinking,
  ...settings,
  loop,
  {
    name: 'leaves think tags of other models to the middleware of the SDK',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      const written = text('<think>Six sevens are 42.</think>', 'It is 42.');
      local.reply(written);
      const plain = await sdk.text({ model: workersai(llama), prompt });
      assert.equal(plain.text, '<think>Six sevens are 42.</think>It is 42.');
      const model = sdk.extractReasoning(workersai(llama), { tag: 'think' });
      local.reply(written);
      const whole = await sdk.text({ model, prompt });
      local.reply(written);
      const parts = await collect(sdk.stream({ model, prompt }).parts);
      assert.equal(whole.reasoning, 'Six sevens are 42.');
      assert.equal(whole.text, 'It is 42.');
      assert.equal(join(parts, 'reasoning'), 'Six sevens are 42.');
      assert.equal(join(parts, 'text'), 'It is 42.');
    },
  },
];
