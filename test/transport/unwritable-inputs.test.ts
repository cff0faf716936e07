import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { type AiBinding, createWorkersAI, type WorkersAISettings } from 'workers-ai-gateway';
import { hi } from '../sdk/v1/call-options.ts';
import { json, llama, rejection, settings, stubFetch } from './stub-fetch.ts';

/** As `env.AI` does, which sends its inputs as JSON. */
const writing: AiBinding = { run: async (_model, inputs) => new Response(JSON.stringify(inputs)) };

const ways: readonly { way: string; open: () => { way: WorkersAISettings; sent: readonly unknown[] } }[] = [
  {
    way: 'HTTP',
    open: () => {
      const { fetch, sent } = stubFetch(json({ response: 'x' }));
      return { way: { ...settings, fetch }, sent };
    },
  },
  { way: 'the binding', open: () => ({ way: { binding: writing, gateway: 'gw' }, sent: [] }) },
];

describe.each(ways)('over $way', ({ open }) => {
  const message =
    'Workers AI takes inputs as JSON, and these cannot be written as JSON: Do not know how to serialize a BigInt.';

  test('extra inputs that JSON cannot hold are refused before anything is sent', async () => {
    const { way, sent } = open();
    const error = await rejection(createWorkersAI(way)(llama, { extraInputs: { count: 1n } }).doGenerate(hi));
    expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ message });
    expect(sent).toEqual([]);
  });

  test('inputs that are too long for JSON are refused before anything is sent', async () => {
    const { way, sent } = open();
    const toJSON = () => {
      throw new RangeError('Invalid string length');
    };
    expect(await rejection(createWorkersAI(way).run('@cf/some/model', { long: { toJSON } }))).toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      functionality: 'inputs that JSON cannot hold',
    });
    expect(sent).toEqual([]);
  });

  test('inputs of run() are refused so, too', async () => {
    const { way, sent } = open();
    const error = await rejection(createWorkersAI(way).run('@cf/some/model', { count: 1n }));
    expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ message });
    expect(sent).toEqual([]);
  });
});

test.each([
  ['a stream', () => new Blob(['x']).stream()],
  ['a Blob', () => new Blob(['x'])],
  ['a form', () => new FormData()],
  ['a stream with its type', () => ({ body: new Blob(['x']).stream(), contentType: 'audio/wav' })],
])('%s inside of JSON is refused over HTTP, since it would be sent as {}', async (_, create) => {
  const { fetch, sent } = stubFetch(json({ response: 'x' }));
  const error = await rejection(
    createWorkersAI({ ...settings, fetch }).run('@cf/some/model', { audio: create() }),
  );
  expect(error).toMatchObject({
    name: 'AI_UnsupportedFunctionalityError',
    message: expect.stringContaining('as the whole input, or its bytes as base64'),
  });
  expect(sent).toEqual([]);
});

test.each(['gw', false] as const)('a Blob is refused over the binding with the gateway %s', async gateway => {
  const error = await rejection(
    createWorkersAI({ binding: writing, gateway }).run('@cf/some/model', { audio: new Blob(['x']) }),
  );
  expect(error).toMatchObject({
    name: 'AI_UnsupportedFunctionalityError',
    message: expect.stringContaining('Pass its bytes.'),
  });
});

test('the arguments of a tool call in the prompt are refused so, and named', async () => {
  const { fetch, sent } = stubFetch(json({ response: 'x' }));
  const call = { type: 'tool-call' as const, toolCallId: '1', toolName: 'count', args: { count: 1n } };
  const prompt = [{ role: 'assistant' as const, content: [call] }];
  const error = await rejection(createWorkersAI({ ...settings, fetch })(llama).doGenerate({ ...hi, prompt }));
  expect(error).toMatchObject({
    name: 'AI_UnsupportedFunctionalityError',
    functionality: 'arguments of tool calls that JSON cannot hold',
  });
  expect(sent).toEqual([]);
});

test('an error of a binding that is of another kind stays what it is, too', async () => {
  const own = new Error('mine');
  const binding: AiBinding = { run: () => Promise.reject(own) };
  const model = createWorkersAI({ binding, gateway: 'gw' })(llama, { extraInputs: { count: 1n } });
  expect(await rejection(model.doGenerate(hi))).toBe(own);
});

test('a TypeError of a binding that has nothing to do with its inputs stays what it is', async () => {
  const own = new TypeError('x is not a function');
  const binding: AiBinding = { run: () => Promise.reject(own) };
  const error = await rejection(createWorkersAI({ binding, gateway: 'gw' })(llama).doGenerate(hi));
  expect(error).toBe(own);
});
