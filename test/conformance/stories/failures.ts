import assert from 'node:assert/strict';
import { cut, errorFrame, failure, pause, type ReplyPart, reset, text } from 'workers-ai-gateway/testing';
import type { Story } from '../world.ts';
import { bge, llama, shapes } from './models.ts';
import { collect, eventually, join, only, order, partsOf, rejection } from './read.ts';

const prompt = 'Tell me a story';
/** Longer than any test takes: only an abort ends it. */
const forever = pause(600_000);

const retries: Story[] = [
  {
    name: 'has the SDK try again when the service is out of capacity',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      // AI SDK 4 waits two seconds nevertheless.
      local.reply(failure(3040, { headers: { 'retry-after-ms': '1' } }));
      local.reply(text('Once upon a time.'));
      const answer = await sdk.text({ model: workersai(llama), prompt, maxRetries: 1 });
      assert.equal(answer.text, 'Once upon a time.');
      assert.deepEqual(
        seen().map(({ request }) => request.status),
        [429, 200],
      );
    },
  },
  {
    name: 'passes on how long the service asks to wait',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      local.reply(failure(3040, { headers: { 'retry-after': '3' } }));
      const error = await rejection(sdk.text({ model: workersai(llama), prompt, maxRetries: 0 }));
      assert.equal(Object(error.responseHeaders)['retry-after'], '3');
    },
  },
  {
    name: 'has the SDK give up at once where trying again is no use',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      local.reply(failure(3036));
      const error = await rejection(sdk.text({ model: workersai(llama), prompt }));
      assert.equal(error.name, 'AI_APICallError');
      assert.equal(error.statusCode, 429);
      assert.match(error.message, /3036.*Workers Paid/);
      const { request } = only(seen());
      assert.deepEqual(
        { ...Object(error.data), requestId: undefined },
        { code: 3036, logId: request.logId, requestId: undefined },
      );
    },
  },
];

const aborts: Story[] = [
  {
    name: 'sends nothing when the caller gave up before the call',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const abortSignal = AbortSignal.abort();
      const model = workersai(llama);
      assert.equal((await rejection(sdk.text({ model, prompt, abortSignal }))).name, 'AbortError');
      const embedding = sdk.embed({ model: workersai.embedding(bge), value: 'a', abortSignal });
      assert.equal((await rejection(embedding)).name, 'AbortError');
      const parts = await collect(sdk.stream({ model, prompt, abortSignal }).parts);
      assert.deepEqual(partsOf(parts, 'text'), []);
      assert.deepEqual(seen(), []);
    },
  },
  {
    name: 'passes an abort on while it waits for the answer',
    needs: 'aborts',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      const controller = new AbortController();
      local.reply(forever, text('late'));
      const pending = rejection(
        sdk.text({ model: workersai(llama), prompt, abortSignal: controller.signal }),
      );
      await eventually('the gateway saw the request', () => seen().length === 1);
      controller.abort();
      assert.equal((await pending).name, 'AbortError');
      await eventually('the gateway saw the abort', () => only(seen()).request.aborted);
      assert.equal(seen().length, 1);
    },
  },
  ...shapes.map(
    ({ shape, id }): Story => ({
      name: `passes an abort on within a stream, and keeps what came before (${shape} shape)`,
      needs: 'aborts',
      run: async ({ sdk, open }) => {
        const { local, workersai, seen } = await open();
        const controller = new AbortController();
        local.reply(text('Once '), forever, text('late'));
        const parts = [];
        for await (const part of sdk.stream({ model: workersai(id), prompt, abortSignal: controller.signal })
          .parts) {
          parts.push(part);
          if (part.type === 'text') controller.abort();
        }
        assert.equal(join(parts, 'text'), 'Once ');
        assert.deepEqual(parts.at(-1), { type: 'abort' });
        await eventually('the gateway saw the abort', () => only(seen()).request.aborted);
      },
    }),
  ),
  {
    name: 'passes an abort on while it embeds',
    needs: 'aborts',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      const controller = new AbortController();
      local.reply(forever);
      const pending = rejection(
        sdk.embed({ model: workersai.embedding(bge), value: 'a', abortSignal: controller.signal }),
      );
      await eventually('the gateway saw the request', () => seen().length === 1);
      controller.abort();
      assert.equal((await pending).name, 'AbortError');
      await eventually('the gateway saw the abort', () => only(seen()).request.aborted);
    },
  },
  {
    // miniflare hands bindings to Node by copying what they are given, and a signal cannot be copied.
    name: 'gives up at once where a signal cannot reach the binding, and answers where nobody gives up',
    without: 'aborts',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      const model = workersai(llama);
      const { signal: abortSignal } = new AbortController();
      assert.notEqual((await sdk.text({ model, prompt, abortSignal })).text, '');
      const controller = new AbortController();
      local.reply(forever, text('late'));
      const pending = rejection(sdk.text({ model, prompt, abortSignal: controller.signal }));
      await eventually('the gateway saw the request', () => seen().length === 2);
      controller.abort();
      assert.equal((await pending).name, 'AbortError');
    },
  },
];

const breaks: readonly { readonly what: string; readonly part: ReplyPart; readonly error: RegExp }[] = [
  { what: 'an error frame of the gateway', part: errorFrame(3040), error: /3040/ },
  { what: 'an error frame as OpenAI writes it', part: errorFrame(3040, { form: 'error' }), error: /3040/ },
  { what: 'an error frame of Workers AI', part: errorFrame(3040, { form: 'ai-error' }), error: /3040/ },
  { what: 'a failure of the model', part: failure(3007), error: /3007/ },
  { what: 'a stream that was cut', part: cut(), error: /./ },
  { what: 'a connection that broke', part: reset(), error: /./ },
];

const midstream = shapes.flatMap(({ shape, id }) =>
  breaks.map(
    ({ what, part, error }): Story => ({
      name: `keeps the text before ${what} (${shape} shape)`,
      run: async ({ sdk, open }) => {
        const { local, workersai, seen } = await open();
        // The pause lets the text leave before the connection breaks.
        local.reply(text('Once ', 'upon'), pause(20), part);
        const parts = await collect(sdk.stream({ model: workersai(id), prompt }).parts);
        assert.equal(join(parts, 'text'), 'Once upon');
        assert.deepEqual(order(parts), ['text', 'error', 'finish']);
        assert.match(String(only(partsOf(parts, 'error')).error), error);
        assert.deepEqual(parts.at(-1), { type: 'finish', reason: 'error' });
        assert.equal(seen().length, 1);
      },
    }),
  ),
);

export const failureStories: readonly Story[] = [...retries, ...aborts, ...midstream];
