import assert from 'node:assert/strict';
import { json, text, toolCall } from 'workers-ai-gateway/testing';
import { z } from 'zod';
import type { ObjectCall } from '../sdk.ts';
import type { Story } from '../world.ts';
import { glm, shapes } from './models.ts';
import { only } from './read.ts';

const schema = z.object({ name: z.string(), steps: z.array(z.string()).min(1) });
const recipe = { name: 'Lasagne', steps: ['Boil', 'Layer', 'Bake'] };
const prompt = 'A recipe for lasagne';
const asObject = { kind: 'object', schema } as const;
const modes = ['json', 'tool'] as const;

const scripted = { json: json(recipe), tool: toolCall('json', recipe) };

const whole = shapes.flatMap(({ shape, id }) =>
  modes.map(
    (mode): Story => ({
      name: `generates an object in ${mode} mode (${shape} shape)`,
      needs: 'object modes',
      run: async ({ sdk, open }) => {
        const { local, workersai, seen } = await open();
        local.reply(scripted[mode]);
        const answer = await sdk.object({ model: workersai(id), prompt, mode, shape: asObject });
        assert.deepEqual(answer.object, recipe);
        assert.deepEqual(answer.warnings, []);
        const { inputs, request } = only(seen());
        assert.equal(answer.metadata.logId, request.logId);
        assert.equal('response_format' in inputs, mode === 'json');
        assert.equal('tools' in inputs, mode === 'tool');
      },
    }),
  ),
);

const streamed = shapes.flatMap(({ shape, id }) =>
  modes.map(
    (mode): Story => ({
      name: `streams an object in ${mode} mode (${shape} shape)`,
      needs: 'object modes',
      run: async ({ sdk, open }) => {
        const { local, workersai, seen } = await open();
        local.reply(
          mode === 'json'
            ? text('{"name":"Lasagne"', ',"steps":["Boil","La', 'yer","Bake"]}')
            : scripted.tool,
        );
        const { partials, object, metadata } = await sdk.streamObject({
          model: workersai(id),
          prompt,
          mode,
          shape: asObject,
        });
        assert.deepEqual(object, recipe);
        assert.deepEqual(partials.at(-1), recipe);
        const { inputs, request } = only(seen());
        assert.equal(metadata.logId, request.logId);
        assert.equal(inputs.stream, true);
      },
    }),
  ),
);

/** The stand-in model fits what it is asked for, so that these show the schema arriving. */
const standIn: readonly {
  readonly what: string;
  readonly shape: ObjectCall<unknown>['shape'];
  readonly check: (object: unknown) => void;
}[] = [
  {
    what: 'an object of a schema',
    shape: { kind: 'object', schema, name: 'recipe' },
    check: object => schema.parse(object),
  },
  {
    what: 'a list',
    shape: { kind: 'array', schema: z.object({ city: z.string() }) },
    check: object =>
      z
        .array(z.object({ city: z.string() }))
        .min(1)
        .parse(object),
  },
  {
    what: 'a choice',
    shape: { kind: 'choice', choices: ['negative', 'positive'] },
    check: object => assert.equal(object, 'positive'),
  },
  { what: 'any object', shape: { kind: 'any' }, check: object => z.object({}).passthrough().parse(object) },
];

const kinds = shapes.flatMap(({ shape: wire, id }) =>
  standIn.map(
    ({ what, shape, check }): Story => ({
      name: `generates ${what} as the model is asked for it (${wire} shape)`,
      run: async ({ sdk, open }) => {
        const { workersai, seen } = await open();
        const { object } = await sdk.object({ model: workersai(id), prompt: 'This is wonderful!', shape });
        check(object);
        assert.equal(seen().length, 1);
      },
    }),
  ),
);

const outputs = shapes.flatMap(({ shape, id }): Story[] => [
  {
    name: `gives text generation an object for its output (${shape} shape)`,
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      local.reply(json(recipe));
      const answer = await sdk.output({ model: workersai(id), prompt, schema });
      assert.deepEqual(answer.object, recipe);
      const format = JSON.stringify(only(seen()).inputs.response_format);
      assert.match(format, /"steps"/);
    },
  },
  {
    name: `gives streamed text an object for its output (${shape} shape)`,
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      local.reply(text('{"name":"Lasagne","steps":', '["Boil","Layer","Bake"]}'));
      const { partials } = await sdk.streamOutput({ model: workersai(id), prompt, schema });
      assert.deepEqual(partials.at(-1), recipe);
    },
  },
]);

/** Error 5023: some models take a JSON schema, but not in a stream. */
const refusals: readonly Story[] = [
  {
    name: 'streams an object from a model that is known to take no schema in a stream',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      local.reply(json(recipe));
      const model = workersai('@cf/meta/llama-4-scout-17b-16e-instruct');
      const { partials } = await sdk.streamOutput({ model, prompt, schema });
      assert.deepEqual(partials.at(-1), recipe);
      assert.equal(only(seen()).inputs.stream, undefined);
    },
  },
  {
    name: 'asks a model whole that turns out to take no schema in a stream',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open({ local: { disputes: { jsonModeStream: 'refused' } } });
      local.reply(json(recipe));
      const { partials } = await sdk.streamOutput({ model: workersai(glm), prompt, schema });
      assert.deepEqual(partials.at(-1), recipe);
      assert.deepEqual(
        seen().map(({ inputs }) => inputs.stream),
        [true, undefined],
      );
    },
  },
];

export const objectStories: readonly Story[] = [...whole, ...streamed, ...kinds, ...outputs, ...refusals];
