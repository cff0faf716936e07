import assert from 'node:assert/strict';
import { errorFrame, failure, pause, text, toolCall } from 'workers-ai-gateway/testing';
import { z } from 'zod';
import type { ModelCall } from '../sdk.ts';
import type { Place, Story } from '../world.ts';
import { glm, llama } from './models.ts';
import { collect, eventually, join, only, partsOf, rejection } from './read.ts';

const prompt = 'What is the weather in London?';

const both = <L, E>({ workersai }: Place<L, E>): L => workersai.fallback([workersai(llama), workersai(glm)]);

const noCapacity = [{ provider: 'workersai.chat', modelId: llama, statusCode: 429, code: 3040 }];

const recordsOf = ({ fallback }: Readonly<Record<string, unknown>>) =>
  z
    .array(z.object({ message: z.string() }).passthrough())
    .parse(fallback)
    .map(({ message: _, ...rest }) => rest);

const city = z.object({ city: z.string() });

const versionOf = (model: unknown): unknown => Reflect.get(Object(model), 'specificationVersion');

export const fallbackStories: readonly Story[] = [
  {
    name: 'answers with the next model, and reports who failed',
    run: async ({ sdk, open }) => {
      const place = await open();
      const told: ModelCall[] = [];
      place.local.reply(failure(3040));
      place.local.reply(text('Fine.'));
      const call = { model: both(place), prompt, onModelCall: (one: ModelCall) => told.push(one) };
      const answer = await sdk.text(call);
      assert.equal(answer.text, 'Fine.');
      assert.deepEqual(recordsOf(answer.metadata), noCapacity);
      assert.match(only(answer.warnings), new RegExp(`${glm} answered\\. ${llama} failed: `));
      assert.match(String(only(told).model), new RegExp(`${glm}$`));
      assert.deepEqual(
        place.seen().map(({ model }) => model),
        [llama, glm],
      );
    },
  },
  {
    name: 'streams with the next model after an error before the first part',
    // The failed stream is cancelled, which miniflare's own streams do not survive.
    needs: 'aborts',
    run: async ({ sdk, open }) => {
      const place = await open();
      place.local.reply(errorFrame(3040));
      place.local.reply(text('Fi', 'ne.'));
      const streamed = sdk.stream({ model: both(place), prompt });
      const parts = await collect(streamed.parts);
      assert.equal(join(parts, 'text'), 'Fine.');
      assert.deepEqual(partsOf(parts, 'error'), []);
      const { metadata } = await streamed.answer();
      assert.deepEqual(
        recordsOf(metadata).map(({ code }) => code),
        [3040],
      );
    },
  },
  {
    name: 'goes on with a tool call that another model made',
    run: async ({ sdk, open }) => {
      const place = await open();
      place.local.reply(failure(3040));
      place.local.reply(toolCall('weather', { city: 'London' }));
      place.local.reply(text('It is fine.'));
      const weather = { description: 'The weather', input: city, execute: () => 'fine' };
      const answer = await sdk.text({ model: both(place), prompt, tools: { weather }, maxSteps: 2 });
      assert.equal(answer.text, 'It is fine.');
      assert.deepEqual(
        place.seen().map(({ model }) => model),
        [llama, glm, llama],
      );
    },
  },
  {
    name: 'generates an object with the next model',
    run: async ({ sdk, open }) => {
      const place = await open();
      place.local.reply(failure(3040));
      place.local.reply(text('{"city":"London"}'));
      const { object } = await sdk.object({
        model: both(place),
        prompt,
        shape: { kind: 'object', schema: city },
      });
      assert.deepEqual(object, { city: 'London' });
    },
  },
  {
    name: 'asks each model once where all fail, whatever maxRetries says',
    run: async ({ sdk, open }) => {
      const place = await open();
      place.local.reply(failure(3040));
      place.local.reply(failure(4007));
      const error = await rejection(sdk.text({ model: both(place), prompt, maxRetries: 2 }));
      assert.equal(error.name, 'AI_APICallError');
      assert.equal(error.statusCode, 500);
      assert.equal(place.seen().length, 2);
    },
  },
  {
    name: 'works under a middleware',
    run: async ({ sdk, open }) => {
      const place = await open();
      place.local.reply(failure(3040));
      place.local.reply(text('<mull>Hm.</mull>Fine.'));
      const around = sdk.extractReasoning(both(place), { tag: 'mull' });
      const { text: said, reasoning } = await sdk.text({ model: around, prompt });
      assert.deepEqual([said, reasoning], ['Fine.', 'Hm.']);
    },
  },
  {
    name: 'takes a member with a middleware around it, unless a newer AI SDK made that one of its own version',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      local.reply(failure(3040));
      local.reply(text('<mull>Hm.</mull>Fine.'));
      const member = sdk.extractReasoning(workersai(glm), { tag: 'mull' });
      const create = () => workersai.fallback([workersai(llama), member]);
      if (versionOf(member) !== versionOf(workersai(glm))) {
        assert.throws(create, /models\[1\]\.model must be a language model .*\(specification v\d;/);
        return;
      }
      const { text: said, reasoning } = await sdk.text({ model: create(), prompt });
      assert.deepEqual([said, reasoning], ['Fine.', 'Hm.']);
    },
  },
  {
    name: 'asks no other model after an abort',
    needs: 'aborts',
    run: async ({ sdk, open }) => {
      const place = await open();
      place.local.reply(pause(60_000), text('Too late'));
      const controller = new AbortController();
      const answer = rejection(sdk.text({ model: both(place), prompt, abortSignal: controller.signal }));
      await eventually('the request arrives', () => place.seen().length === 1);
      controller.abort();
      assert.equal((await answer).name, 'AbortError');
      assert.equal(place.seen().length, 1);
    },
  },
  {
    name: 'has the gateway ask the next model',
    needs: 'gateway token',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      local.reply(failure(3040));
      local.reply(text('Fine.'));
      const answer = await sdk.text({ model: workersai(llama, { fallbacks: [glm] }), prompt });
      assert.equal(answer.text, 'Fine.');
      assert.equal(answer.metadata.model, glm);
      assert.equal(answer.metadata.step, 1);
      assert.equal(local.requests.length, 1);
    },
  },
];
