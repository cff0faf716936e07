import assert from 'node:assert/strict';
import { text, toolCall } from 'workers-ai-gateway/testing';
import { z } from 'zod';
import type { ToolSpec } from '../sdk.ts';
import type { Seen } from '../transport.ts';
import type { Story } from '../world.ts';
import { llama, shapes } from './models.ts';
import { collect, createGate, join, only, order, partsOf } from './read.ts';

const weather: ToolSpec = {
  description: 'The weather of a city',
  input: z.object({ city: z.string() }),
  execute: input => ({ ...z.object({ city: z.string() }).parse(input), celsius: 21 }),
};

const london = { city: 'London', celsius: 21 };
const paris = { city: 'Paris', celsius: 21 };
const prompt = 'What is the weather in London and Paris?';

/** The roles of a request's messages, and what its tool messages carry. */
function messagesOf(seen: Seen | undefined) {
  const messages = z
    .array(z.object({ role: z.string(), content: z.unknown(), tool_calls: z.unknown() }).passthrough())
    .parse(seen?.inputs.messages);
  return {
    roles: messages.map(message => message.role),
    results: messages.filter(message => message.role === 'tool').map(message => String(message.content)),
  };
}

const loops = shapes.map(
  ({ shape, id }): Story => ({
    name: `runs a tool loop (${shape} shape)`,
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      local.reply(toolCall('weather', { city: 'London' }), toolCall('weather', { city: 'Paris' }));
      local.reply(text('Both have 21 degrees.'));
      const answer = await sdk.text({ model: workersai(id), prompt, tools: { weather }, maxSteps: 3 });
      assert.equal(answer.text, 'Both have 21 degrees.');
      assert.equal(answer.finishReason, 'stop');
      assert.deepEqual(
        answer.steps.map(step => step.finishReason),
        ['tool-calls', 'stop'],
      );
      const calls = answer.steps[0]?.toolCalls ?? [];
      assert.deepEqual(
        calls.map(({ name, input }) => ({ name, input })),
        [
          { name: 'weather', input: { city: 'London' } },
          { name: 'weather', input: { city: 'Paris' } },
        ],
      );
      assert.equal(new Set(calls.map(call => call.id)).size, 2);
      assert.deepEqual(
        answer.steps[0]?.toolResults.map(result => result.output),
        [london, paris],
      );
      const [first, second] = seen();
      assert.deepEqual(messagesOf(first).roles, ['user']);
      assert.deepEqual(messagesOf(second).roles, ['user', 'assistant', 'tool', 'tool']);
      assert.deepEqual(messagesOf(second).results, [JSON.stringify(london), JSON.stringify(paris)]);
    },
  }),
);

const streamedLoops = shapes.map(
  ({ shape, id }): Story => ({
    name: `runs a streamed tool loop (${shape} shape)`,
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      local.reply(toolCall('weather', { city: 'London' }), toolCall('weather', { city: 'Paris' }));
      local.reply(text('Both have ', '21 degrees.'));
      const streamed = sdk.stream({ model: workersai(id), prompt, tools: { weather }, maxSteps: 3 });
      const parts = await collect(streamed.parts);
      const answer = await streamed.answer();
      assert.deepEqual(
        partsOf(parts, 'tool-call').map(call => call.input),
        [{ city: 'London' }, { city: 'Paris' }],
      );
      assert.deepEqual(
        partsOf(parts, 'tool-result').map(result => result.output),
        [london, paris],
      );
      assert.equal(join(parts, 'text'), 'Both have 21 degrees.');
      assert.deepEqual(parts.at(-1), { type: 'finish', reason: 'stop' });
      assert.deepEqual(
        answer.steps.map(step => step.finishReason),
        ['tool-calls', 'stop'],
      );
      assert.deepEqual(messagesOf(seen()[1]).results, [JSON.stringify(london), JSON.stringify(paris)]);
    },
  }),
);

const choices: Story[] = [
  {
    name: 'streams text as it comes where tools are offered',
    run: async ({ sdk, open }) => {
      const seenFirst = createGate();
      const { workersai } = await open({
        local: {
          chat: async function* () {
            yield 'No tool ';
            await seenFirst.opened;
            yield 'is needed.';
          },
        },
      });
      const pieces: string[] = [];
      for await (const part of sdk.stream({ model: workersai(llama), prompt: 'Hi', tools: { weather } })
        .parts) {
        if (part.type !== 'text') continue;
        pieces.push(part.text);
        seenFirst.open();
      }
      assert.equal(pieces[0], 'No tool ');
      assert.equal(pieces.join(''), 'No tool is needed.');
    },
  },
  {
    name: 'keeps the text before a tool call',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      local.reply(text('Let me look.'), toolCall('weather', { city: 'London' }));
      const parts = await collect(sdk.stream({ model: workersai(llama), prompt, tools: { weather } }).parts);
      assert.equal(join(parts, 'text'), 'Let me look.');
      assert.deepEqual(order(parts), ['text', 'tool-call', 'tool-result', 'finish']);
      assert.deepEqual(parts.at(-1), { type: 'finish', reason: 'tool-calls' });
    },
  },
  ...shapes.map(
    ({ shape, id }): Story => ({
      name: `has the model call the tool that the caller chose (${shape} shape)`,
      run: async ({ sdk, open }) => {
        const { workersai } = await open();
        const other = { ...weather, description: 'The time of a city' };
        const answer = await sdk.text({
          model: workersai(id),
          prompt: 'Good morning',
          tools: { other, weather },
          toolChoice: { tool: 'weather' },
        });
        assert.equal(only(answer.steps[0]?.toolCalls ?? []).name, 'weather');
      },
    }),
  ),
];

const kept: Story = {
  name: 'keeps the tools from a model that is to call none',
  run: async ({ sdk, open }) => {
    const { workersai, seen } = await open();
    await sdk.text({ model: workersai(llama), prompt, tools: { weather }, toolChoice: 'none' });
    assert.equal('tools' in only(seen()).inputs, false);
  },
};

const broken: Story = {
  name: 'tells the model that a tool failed, and goes on',
  needs: 'tool errors',
  run: async ({ sdk, open }) => {
    const { local, workersai, seen } = await open();
    const failing = {
      ...weather,
      execute: () => {
        throw new Error('The station is closed.');
      },
    };
    for (const id of shapes.map(shape => shape.id)) {
      local.reply(toolCall('weather', { city: 'London' }));
      local.reply(text('I could not look.'));
      const call = { model: workersai(id), prompt, tools: { weather: failing }, maxSteps: 3 };
      const answer = await sdk.text(call);
      assert.equal(answer.text, 'I could not look.');
      assert.match(only(messagesOf(seen().at(-1)).results), /^(?:Error: )?The station is closed\.$/);
    }
  },
};

export const toolStories: readonly Story[] = [...loops, ...streamedLoops, ...choices, kept, broken];
