import assert from 'node:assert/strict';
import { failure, json, pause, text, toolCall } from 'workers-ai-gateway/testing';
import { z } from 'zod';
import type { Facility } from '../transport.ts';
import type { PlaceOptions, Story } from '../world.ts';
import { collect, eventually, join, only, partsOf, rejection } from './read.ts';

const prompt = 'What is the weather in London?';

/** What the models of the route, the alias and the Auto Router answer as. */
const routed = 'openai/gpt-5.5';
const routes = { 'dynamic/support': [routed], 'custom/fast': [routed], 'cloudflare/auto': [routed] };

interface Door {
  readonly what: string;
  readonly id: string;
  /** What answers it. */
  readonly answers: string;
  readonly settings?: PlaceOptions['settings'];
  readonly needs?: Facility;
}

/** At the gateway's own address, where that is asked for. */
const atGateway = { settings: { route: 'gateway' }, needs: 'gateway token' } as const;

const doors: readonly Door[] = [
  { what: 'a model of the catalogue', id: routed, answers: routed },
  { what: 'a model of Anthropic', id: 'anthropic/claude-opus-5', answers: 'anthropic/claude-opus-5' },
  { what: 'a dynamic route', id: 'dynamic/support', answers: routed },
  { what: 'an alias', id: 'custom/fast', answers: routed },
  { what: 'the Auto Router', id: 'cloudflare/auto', answers: routed },
  { what: 'a model of the catalogue, at the gateway’s address', id: routed, answers: routed, ...atGateway },
  { what: 'a dynamic route, at the gateway’s address', id: 'dynamic/support', answers: routed, ...atGateway },
];

const weather = {
  description: 'The weather of a city',
  input: z.object({ city: z.string() }),
  execute: () => 'fine',
};

function storiesOf({ what, id, answers, settings = {}, needs = 'gateway' }: Door): Story[] {
  const place = { local: { routes }, settings };
  const through = ['gateway', 'own format', needs] as const;
  return [
    {
      name: `answers by ${what}`,
      needs: through,
      run: async ({ sdk, open }) => {
        const { local, workersai } = await open(place);
        local.reply(text('It is ', 'fine.'));
        const answer = await sdk.text({ model: workersai(id), prompt, maxTokens: 20 });
        assert.equal(answer.text, 'It is fine.');
        assert.deepEqual([answer.finishReason, answer.warnings], ['stop', []]);
        const { model, provider, routedModel, logId } = answer.metadata;
        assert.deepEqual([model, provider], [answers, answers.split('/')[0]]);
        assert.equal(routedModel, id === 'cloudflare/auto' ? answers : undefined);
        assert.equal(logId, only(local.requests).logId);
        assert.equal(only(local.requests).model, id);
      },
    },
    {
      name: `streams by ${what}`,
      needs: through,
      run: async ({ sdk, open }) => {
        const { local, workersai } = await open(place);
        local.reply(text('It is ', 'fine.'));
        const streamed = sdk.stream({ model: workersai(id), prompt });
        const parts = await collect(streamed.parts);
        assert.equal(join(parts, 'text'), 'It is fine.');
        assert.deepEqual(parts.at(-1), { type: 'finish', reason: 'stop' });
        const { usage, metadata } = await streamed.answer();
        assert.ok(Number(usage.input) > 0 && Number(usage.output) > 0);
        assert.equal(metadata.model, answers);
      },
    },
    {
      name: `runs a tool loop by ${what}`,
      needs: through,
      run: async ({ sdk, open }) => {
        const { local, workersai } = await open(place);
        local.reply(toolCall('weather', { city: 'London' }));
        local.reply(text('It is fine.'));
        const answer = await sdk.text({ model: workersai(id), prompt, tools: { weather }, maxSteps: 2 });
        assert.equal(answer.text, 'It is fine.');
        assert.deepEqual(only(answer.steps[0]?.toolCalls ?? []).input, { city: 'London' });
        assert.equal(local.requests.length, 2);
      },
    },
    {
      name: `makes an object by ${what}`,
      needs: through,
      run: async ({ sdk, open }) => {
        const { local, workersai } = await open(place);
        local.reply(json({ city: 'London' }));
        const { object } = await sdk.output({ model: workersai(id), prompt, schema: weather.input });
        assert.deepEqual(object, { city: 'London' });
        assert.match(
          String(only(local.requests).text),
          /"json_schema":\{"name":"[^"]+",.*"schema":\{.*"strict":false\}/,
        );
      },
    },
    {
      name: `tells of an error of ${what}`,
      needs: through,
      run: async ({ sdk, open }) => {
        const { local, workersai } = await open(place);
        local.reply(failure(429, { message: 'Too many requests' }));
        const error = await rejection(sdk.text({ model: workersai(id), prompt, maxRetries: 0 }));
        assert.deepEqual([error.name, error.statusCode, error.isRetryable], ['AI_APICallError', 429, true]);
        assert.match(error.message, /Too many requests/);
        local.reply(failure(2021));
        const parts = await collect(sdk.stream({ model: workersai(id), prompt, maxRetries: 0 }).parts);
        assert.match(String(only(partsOf(parts, 'error')).error), /2021.*workersai\.gateway\.connect\(\)/);
      },
    },
    {
      name: `passes an abort on to ${what}`,
      needs: [...through, 'aborts'],
      run: async ({ sdk, open }) => {
        const { local, workersai } = await open(place);
        const controller = new AbortController();
        local.reply(text('It '), pause(600_000), text('late'));
        const parts = [];
        const call = { model: workersai(id), prompt, abortSignal: controller.signal };
        for await (const part of sdk.stream(call).parts) {
          parts.push(part);
          if (part.type === 'text') controller.abort();
        }
        assert.equal(join(parts, 'text'), 'It ');
        assert.deepEqual(parts.at(-1), { type: 'abort' });
        await eventually('the gateway saw the abort', () => only(local.requests).aborted);
      },
    },
  ];
}

const embedding: Story = {
  name: 'embeds by a model of the catalogue',
  needs: ['gateway', 'own format'],
  run: async ({ sdk, open }) => {
    const { local, workersai } = await open();
    const id = 'openai/text-embedding-3-small';
    const { embeddings } = await sdk.embedMany({ model: workersai.embedding(id), values: ['a', 'b'] });
    assert.equal(embeddings.length, 2);
    assert.equal(only(local.requests).model, id);
  },
};

const refused: Story = {
  name: 'sends no other vendor’s model past the gateway',
  without: 'gateway',
  run: async ({ sdk, open }) => {
    const { local, workersai } = await open();
    const error = await rejection(sdk.text({ model: workersai(routed), prompt }));
    assert.equal(error.name, 'AI_InvalidArgumentError');
    assert.match(
      error.message,
      /^Setting gateway is false, but only a gateway \(\/ai\/.*\) serves openai\/gpt-5\.5/,
    );
    assert.deepEqual(local.requests, []);
  },
};

export const doorStories: readonly Story[] = [...doors.flatMap(storiesOf), embedding, refused];
