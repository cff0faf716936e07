import assert from 'node:assert/strict';
import { finish, text, usage } from 'workers-ai-gateway/testing';
import type { Metadata } from '../sdk.ts';
import type { Story } from '../world.ts';
import { llama, shapes } from './models.ts';
import { collect, createGate, join, only, order, partsOf } from './read.ts';

const counted = usage({ prompt_tokens: 11, completion_tokens: 4, total_tokens: 15 });

const answers = shapes.map(
  ({ shape, id }): Story => ({
    name: `answers a prompt (${shape} shape)`,
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      local.reply(text('A network ', 'of networks.'), counted);
      const answer = await sdk.text({
        model: workersai(id),
        system: 'Be brief.',
        prompt: 'What is the internet?',
        maxTokens: 100,
      });
      assert.equal(answer.text, 'A network of networks.');
      assert.equal(answer.finishReason, 'stop');
      assert.deepEqual(answer.usage, { input: 11, output: 4 });
      assert.deepEqual(answer.warnings, []);
      const { model, inputs } = only(seen());
      assert.equal(model, id);
      assert.equal(inputs.max_tokens, 100);
      assert.deepEqual(inputs.messages, [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'What is the internet?' },
      ]);
    },
  }),
);

const streams = shapes.map(
  ({ shape, id }): Story => ({
    name: `streams an answer, each piece as it comes (${shape} shape)`,
    run: async ({ sdk, open }) => {
      const seenFirst = createGate();
      const { workersai, seen } = await open({
        local: {
          chat: async function* () {
            yield 'A network ';
            await seenFirst.opened;
            yield 'of networks.';
            yield counted;
          },
        },
      });
      const streamed = sdk.stream({ model: workersai(id), prompt: 'What is the internet?' });
      const pieces: string[] = [];
      for await (const part of streamed.parts) {
        if (part.type !== 'text') continue;
        pieces.push(part.text);
        seenFirst.open();
      }
      const answer = await streamed.answer();
      assert.equal(pieces[0], 'A network ');
      assert.equal(pieces.join(''), 'A network of networks.');
      assert.equal(answer.text, 'A network of networks.');
      assert.equal(answer.finishReason, 'stop');
      assert.deepEqual(answer.usage, { input: 11, output: 4 });
      assert.equal(only(seen()).inputs.stream, true);
    },
  }),
);

/** What stands in the headers; the rest is in the usage, which models tell more of in one form or the other. */
const gatewayKeys = ({ neurons: _neurons, cachedPromptTokens: _cached, ...metadata }: Metadata) =>
  Object.keys(metadata).sort();

const agrees = shapes.map(
  ({ shape, id }): Story => ({
    name: `gives the same answer whole and streamed (${shape} shape)`,
    run: async ({ sdk, open }) => {
      const { workersai } = await open();
      const call = { model: workersai(id), prompt: 'Explain Workers AI in 12 words' };
      const whole = await sdk.text(call);
      const streamed = sdk.stream(call);
      const parts = await collect(streamed.parts);
      const answer = await streamed.answer();
      assert.ok(whole.text.length > 20);
      assert.equal(join(parts, 'text'), whole.text);
      assert.equal(answer.text, whole.text);
      assert.equal(answer.reasoning, whole.reasoning);
      assert.equal(answer.finishReason, whole.finishReason);
      assert.deepEqual(answer.usage, whole.usage);
      assert.deepEqual(gatewayKeys(answer.metadata), gatewayKeys(whole.metadata));
    },
  }),
);

const endings: Story[] = [
  {
    name: 'says that an answer was cut for length',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      const call = { model: workersai(llama), prompt: 'Count to 1000' };
      local.reply(text('1 2 3'), finish('length'));
      const whole = await sdk.text(call);
      local.reply(text('1 2 3'), finish('length'));
      const parts = await collect(sdk.stream(call).parts);
      assert.equal(whole.finishReason, 'length');
      assert.match(whole.warnings.join(), /256/);
      assert.match(String(whole.metadata.notes), /256/);
      assert.deepEqual(parts.at(-1), { type: 'finish', reason: 'length' });
    },
  },
  {
    name: 'takes plain JSON in answer to a request for a stream, and does not ask again',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open({ local: { disputes: { streamedAs: 'json' } } });
      local.reply(text('All ', 'at once.'), counted);
      const streamed = sdk.stream({ model: workersai(llama), prompt: 'Hurry' });
      const parts = await collect(streamed.parts);
      assert.equal(join(parts, 'text'), 'All at once.');
      assert.deepEqual(order(parts), ['text', 'finish']);
      assert.deepEqual(only(partsOf(parts, 'finish')), { type: 'finish', reason: 'stop' });
      assert.deepEqual((await streamed.answer()).usage, { input: 11, output: 4 });
      assert.equal(only(seen()).inputs.stream, true);
    },
  },
];

const raw = shapes.map(
  ({ shape, id }): Story => ({
    name: `hands over the raw events of a stream where they are asked for (${shape} shape)`,
    needs: 'raw chunks',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      const ask = async (rawChunks: boolean) => {
        local.reply(text('One ', 'two'), counted);
        return collect(sdk.stream({ model: workersai(id), prompt: 'Count', rawChunks }).parts);
      };
      const [asked, unasked] = [await ask(true), await ask(false)];
      const values = partsOf(asked, 'raw').map(part => JSON.stringify(part.value));
      assert.equal(values.filter(value => value.includes('One ')).length, 1);
      assert.equal(values.filter(value => value.includes('two')).length, 1);
      assert.equal(values.filter(value => value.includes('"prompt_tokens":11')).length, 1);
      assert.equal(join(asked, 'text'), 'One two');
      assert.deepEqual(order(unasked), ['text', 'finish']);
    },
  }),
);

export const textStories: readonly Story[] = [...answers, ...streams, ...agrees, ...endings, ...raw];
