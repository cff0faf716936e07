import { expect, test } from 'vitest';
import { buildResponseFormat, instruct } from '../../src/chat/json-format.ts';

const schema = { type: 'object', properties: { city: { type: 'string' } } };
const format = 'workers-ai';

test.each([
  { name: 'no schema', json: {}, expected: { type: 'json_object' } },
  { name: 'a schema, bare', json: { schema }, expected: { type: 'json_schema', json_schema: schema } },
  {
    name: 'its name and description inside (cloudflare/ai#559)',
    json: { schema, name: 'place', description: 'A place.' },
    expected: { type: 'json_schema', json_schema: { title: 'place', description: 'A place.', ...schema } },
  },
  {
    name: 'a title of the schema’s own (cloudflare/ai#576)',
    json: {
      schema: { ...schema, title: 'Own', description: 'Mine.' },
      name: 'place',
      description: 'A place.',
    },
    expected: { type: 'json_schema', json_schema: { ...schema, title: 'Own', description: 'Mine.' } },
  },
  { name: 'a name without a schema', json: { name: 'place' }, expected: { type: 'json_object' } },
])('asks for JSON by $name', ({ json, expected }) => {
  const given = { schema: undefined, name: undefined, description: undefined, ...json };
  expect(buildResponseFormat(given, { format })).toStrictEqual(expected);
});

test('OpenAI’s format wraps the schema, which needs a name', () => {
  expect(
    buildResponseFormat({ schema, name: undefined, description: 'A place.' }, { format: 'openai' }),
  ).toStrictEqual({
    type: 'json_schema',
    json_schema: { name: 'response', description: 'A place.', schema },
  });
});

test('a schema as an instruction stands before the conversation', () => {
  const messages = [{ role: 'system' as const, text: 'Be brief.' }];
  expect(instruct(messages, { schema: { type: 'object' }, name: undefined, description: undefined })).toEqual(
    [
      {
        role: 'system',
        text: 'Answer with one JSON value that fits this JSON schema, and nothing else:\n{"type":"object"}',
      },
      { role: 'system', text: 'Be brief.' },
    ],
  );
  expect(instruct(messages, { schema: undefined, name: 'x', description: undefined })).toEqual(messages);
});
