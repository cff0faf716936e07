import { expect, test } from 'vitest';
import { valueFor } from '../../src/testing/model/schema/value.ts';

const text = 'Ada Lovelace, 36, moved to Lisbon on 2024-05-06. Mail ada@lovelace.org. She feels happy.';

test.each<[string, object, unknown]>([
  ['a constant', { const: 7 }, 7],
  ['the option that is mentioned', { enum: ['porto', 'lisbon'] }, 'lisbon'],
  ['the option that suits the mood', { enum: ['negative', 'neutral', 'positive'] }, 'positive'],
  ['the first option otherwise', { enum: ['x', 'y'] }, 'x'],
  ['a boolean', { type: 'boolean' }, true],
  ['null', { type: 'null' }, null],
  ['the first type that is not null', { type: ['null', 'integer'] }, 36],
  ['the next number that fits', { type: 'integer', minimum: 40 }, 2024],
  ['a bound, if none fits', { type: 'integer', minimum: 5000 }, 5000],
  ['exclusive bounds', { type: 'integer', exclusiveMinimum: 99_999, maximum: 100_001 }, 100_000],
  ['multiples', { type: 'integer', multipleOf: 7, minimum: 3000 }, 3003],
  ['the date in the text', { type: 'string', format: 'date' }, '2024-05-06'],
  ['the address in the text', { type: 'string', format: 'email' }, 'ada@lovelace.org'],
  ['a format', { type: 'string', format: 'uuid' }, '123e4567-e89b-42d3-a456-426614174000'],
  ['a length', { type: 'string', maxLength: 3 }, 'Ite'],
  ['a pattern that a word of the text meets', { type: 'string', pattern: '^L' }, 'Lovelace'],
  ['a pattern that a sample meets', { type: 'string', pattern: '^#[0-9a-f]{6}$' }, '#336699'],
  ['the first branch that is not null', { anyOf: [{ type: 'null' }, { type: 'integer' }] }, 36],
  ['what oneOf and its neighbours say', { oneOf: [{ minimum: 2000 }], type: 'integer' }, 2024],
  [
    'all of',
    { allOf: [{ type: 'object', properties: { a: { const: 1 } } }, { properties: { b: { const: 2 } } }] },
    { a: 1, b: 2 },
  ],
  ['a reference', { $ref: '#/$defs/n', $defs: { n: { type: 'integer', minimum: 30 } } }, 36],
  ['two items', { type: 'array', items: { enum: ['a', 'b'] } }, ['a', 'b']],
  ['minItems', { type: 'array', items: { const: 0 }, minItems: 4 }, [0, 0, 0, 0]],
  ['maxItems', { type: 'array', items: { const: 0 }, maxItems: 1 }, [0]],
  ['unique items', { type: 'array', items: { const: 0 }, uniqueItems: true }, [0]],
  ['a tuple', { type: 'array', prefixItems: [{ const: 'a' }, { type: 'boolean' }] }, ['a', true]],
  ['a dictionary', { type: 'object', additionalProperties: { const: 1 } }, { entry1: 1 }],
  [
    'a required name without a schema',
    { type: 'object', required: ['x'], properties: {} },
    { x: expect.any(String) },
  ],
])('%s', (_name, schema, expected) => {
  expect(valueFor(schema, { text })).toEqual(expected);
});

test('names and numbers are handed out once, in their order', () => {
  const properties = { name: { type: 'string' }, age: { type: 'integer' }, city: { type: 'string' } };
  expect(
    valueFor({ type: 'object', properties }, { text: 'Ada Lovelace is 36 and lives in Lisbon' }),
  ).toEqual({
    name: 'Ada Lovelace',
    age: 36,
    city: 'Lisbon',
  });
});

test('facts win over words', () => {
  const properties = { city: { type: 'string' }, degrees: { type: 'number' } };
  expect(
    valueFor({ type: 'object', properties }, { text, facts: { weather: { city: 'Porto', degrees: 20.5 } } }),
  ).toEqual({
    city: 'Porto',
    degrees: 20.5,
  });
});

test('a recursive schema ends', () => {
  const node = {
    type: 'object',
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/node' } } },
  };
  const value = valueFor({ $ref: '#/$defs/node', $defs: { node } }, { text: 'A tree' });
  expect(JSON.stringify(value).length).toBeLessThan(5000);
  expect(value).toMatchObject({ name: 'Tree', children: [{ name: expect.any(String) }, {}] });
});

test('one that can only end with null does', () => {
  const schema = {
    type: 'object',
    required: ['next'],
    properties: { next: { anyOf: [{ $ref: '#' }, { type: 'null' }] } },
  };
  let depth = 0;
  let value = valueFor(schema, { text });
  while (typeof value === 'object' && value !== null && 'next' in value) {
    value = value.next;
    depth++;
  }
  expect(value).toBeNull();
  expect(depth).toBeLessThan(10);
});

test.each([
  true,
  false,
  {},
  { type: 'nonsense' },
  { $ref: 'https://example.com/x' },
  { $ref: '#/nowhere' },
  { $ref: '#' },
  { enum: [] },
  { pattern: '(' },
])('%o does not throw', schema => {
  expect(valueFor(schema, { text })).toBeDefined();
});
