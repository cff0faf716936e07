import { expect, test } from 'vitest';
import { valueFor } from '../../../src/local-gateway/stand-in/schema/value.ts';

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
])('a value for a schema of %s', (_name, schema, expected) => {
  expect(valueFor(schema, { text })).toEqual(expected);
});

test('names and numbers are handed out once, in their order', () => {
  const properties = { name: { type: 'string' }, age: { type: 'integer' }, city: { type: 'string' } };
  expect(
    valueFor({ type: 'object', properties }, { text: 'Ada Lovelace is 36 and lives in Lisbon' }),
  ).toEqual({ name: 'Ada Lovelace', age: 36, city: 'Lisbon' });
});

test.each(['expression', 'formula', 'calculation', 'query', 'search', 'text', 'unit'])(
  'a text called %s is what the prompt calculates or quotes, or a unit',
  name => {
    const value = valueFor({ properties: { [name]: { type: 'string' } } }, { text: 'Is “red tea” 2 + 3?' });
    const expected = { query: 'red tea', search: 'red tea', text: 'red tea', unit: 'celsius' };
    expect(value).toEqual({ [name]: Object.entries(expected).find(([key]) => key === name)?.[1] ?? '2 + 3' });
  },
);

test('facts win over words', () => {
  const properties = { city: { type: 'string' }, degrees: { type: 'number' } };
  expect(
    valueFor({ type: 'object', properties }, { text, facts: { weather: { city: 'Porto', degrees: 20.5 } } }),
  ).toEqual({ city: 'Porto', degrees: 20.5 });
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

test.each([
  true,
  false,
  {},
  { type: 'nonsense' },
  { $ref: 'https://example.com/x' },
  { $ref: '#/nowhere' },
  { $ref: '#/%zz' },
  { $ref: '#' },
  { enum: [] },
  { pattern: '(' },
])('%o does not throw', schema => {
  expect(valueFor(schema, { text })).toBeDefined();
});

const about = (schema: object, asked: string, facts = {}) => valueFor(schema, { text: asked, facts });

test.each<[string, object, string, unknown]>([
  ['a number in the text', { type: 'number' }, 'It is 2.5 or 7', 2.5],
  ['a whole one', { type: 'integer' }, 'It is 2.5 or 7', 7],
  ['none in the text', { type: 'number' }, 'none', 1],
  ['a least', { type: 'number', minimum: 3 }, 'none', 3],
  ['a most', { type: 'number', maximum: 0.5 }, 'none', 0.5],
  ['a most that is negative', { type: 'integer', maximum: -3 }, 'none', -3],
  ['between', { type: 'integer', minimum: -5, maximum: 5 }, 'none', 1],
  ['more than', { type: 'integer', exclusiveMinimum: 3 }, '3', 4],
  ['less than', { type: 'integer', exclusiveMaximum: 0 }, '0', -1],
  ['more than, of a fraction', { type: 'number', exclusiveMinimum: 3 }, 'none', 3.001],
  ['less than, of a fraction', { type: 'number', exclusiveMaximum: 1 }, 'none', 0.999],
  ['more than, as a flag', { type: 'integer', minimum: 3, exclusiveMinimum: true }, '3', 4],
  ['less than, as a flag', { type: 'integer', maximum: 0, exclusiveMaximum: true }, '0', -1],
  ['a whole one above a fraction', { type: 'integer', minimum: 2.5 }, 'none', 3],
  ['a whole one below a fraction', { type: 'integer', maximum: 0.5 }, 'none', 0],
  ['a multiple in the text', { type: 'integer', multipleOf: 5 }, '3 10', 10],
  ['a multiple', { type: 'integer', multipleOf: 5 }, 'none', 5],
  ['a multiple of a fraction', { type: 'number', multipleOf: 0.5, maximum: 0.2 }, 'none', 0.5],
  ['a type by its bounds', { minimum: 3 }, 'none', 3],
  ['a type by its steps', { multipleOf: 4 }, 'none', 4],
])('a number is made for %s', (_name, schema, asked, expected) => {
  expect(about(schema, asked)).toBe(expected);
});

test.each<[string, object, string, string]>([
  ['date', { format: 'date' }, 'none', '2025-01-15'],
  ['date-time', { format: 'date-time' }, 'on 2024-05-06', '2025-01-15T12:00:00Z'],
  ['time', { format: 'time' }, '', '12:00:00Z'],
  ['duration', { format: 'duration' }, '', 'P1D'],
  ['email', { format: 'email' }, 'none', 'ada@example.com'],
  ['hostname', { format: 'hostname' }, '', 'example.com'],
  ['ipv4', { format: 'ipv4' }, '', '192.0.2.1'],
  ['ipv6', { format: 'ipv6' }, '', '2001:db8::1'],
  ['uri', { format: 'uri' }, 'see https://a.test/b?c=d>', 'https://a.test/b?c=d'],
  ['url', { format: 'url' }, 'none', 'https://example.com/'],
  ['an unknown format', { format: 'other', maxLength: 4 }, '', 'Item'],
  ['a least length', { minLength: 12 }, 'tea', 'Item of tea Item of tea'.slice(0, 23)],
  ['a pattern it meets already', { pattern: '^Item' }, 'tea', 'Item of tea'],
  ['a pattern that a format meets', { pattern: '^\\d{4}-\\d\\d-\\d\\d$' }, 'tea', '2025-01-15'],
  ['a pattern that nothing else meets', { pattern: '^Ω$' }, 'tea', 'Ω'],
  ['a pattern of groups and counts', { pattern: '^(?:INV|ORD)-\\d{4}(-[a-f]{2,3})?$' }, 'tea', 'INV-0000'],
  ['a pattern of classes', { pattern: '^[^\\sa]\\w+[\\]-]\\.\\u0041$' }, 'tea', 'Aa-.A'],
  ['a pattern with a length', { pattern: '^x+$', minLength: 4 }, 'tea', 'xxxx'],
  ['a pattern with a length that none of its texts has', { pattern: '^x{5}$', maxLength: 3 }, 'tea', 'Ite'],
  ['a pattern that looks ahead', { pattern: '^(?=a)b' }, 'tea', 'Item of tea'],
  ['a pattern that looks back', { pattern: '^(a)\\1$' }, 'tea', 'Item of tea'],
  ['a pattern with bounds of words', { pattern: '\\bof\\b.*\\Bea' }, 'tea', 'Item of tea'],
  ['a pattern of a million', { pattern: '^(a?){1000000000}b$' }, 'tea', 'Item of tea'],
])('a text is made for %s', (_name, schema, asked, expected) => {
  expect(about({ type: 'string', ...schema }, asked)).toBe(expected);
});

test.each<[string, object, unknown]>([
  ['a tuple goes on as it may', { prefixItems: [{ const: 1 }], items: { const: 2 }, minItems: 3 }, [1, 2, 2]],
  ['an old tuple', { items: [{ const: 1 }, { const: 2 }] }, [1, 2]],
  ['items of any kind', { type: 'array' }, [expect.any(String), expect.any(String)]],
  [
    'a dictionary of some size',
    { type: 'object', additionalProperties: { const: 0 }, minProperties: 3 },
    { entry1: 0, entry2: 0, entry3: 0 },
  ],
  ['a dictionary by its entries alone', { additionalProperties: { const: 0 } }, { entry1: 0 }],
  [
    'no dictionary where there are properties',
    { properties: { a: { const: 1 } }, additionalProperties: { const: 0 } },
    { a: 1 },
  ],
  ['additional ones that may not be', { type: 'object', additionalProperties: false }, {}],
  ['the second branch where the first is null', { oneOf: [{ type: 'null' }, { const: 5 }] }, 5],
  [
    'branches and what stands beside them',
    { properties: { a: { const: 1 } }, anyOf: [{ properties: { b: { const: 2 } } }] },
    { a: 1, b: 2 },
  ],
  [
    'required of all parts',
    { allOf: [{ type: 'object', required: ['a'] }, { required: ['b'] }], additionalProperties: { const: 0 } },
    { a: 0, b: 0 },
  ],
  ['a reference within a part', { allOf: [{ $ref: '#/$defs/a' }], $defs: { a: { const: 3 } } }, 3],
  [
    'a reference with words beside it',
    { $ref: '#/$defs/a', minimum: 40, $defs: { a: { type: 'integer', minimum: 3 } } },
    2024,
  ],
  ['a name with a slash', { $ref: '#/$defs/a~1b', $defs: { 'a/b': { const: 5 } } }, 5],
  ['a name with a tilde', { $ref: '#/$defs/a~0b', $defs: { 'a~b': { const: 6 } } }, 6],
  ['a name with a space', { $ref: '#/$defs/a%20b', $defs: { 'a b': { const: 7 } } }, 7],
  ['into a list', { $ref: '#/oneOf/1', oneOf: [{ const: 1 }, { const: 2 }] }, 2],
])('a value for a schema of %s', (_name, schema, expected) => {
  expect(valueFor(schema, { text })).toEqual(expected);
});

test('a schema that asks for a thousand million values gets some', () => {
  const array = valueFor({ type: 'array', items: { const: 0 }, minItems: 1e9 }, { text });
  expect(array).toHaveLength(1999);
  expect(String(valueFor({ type: 'string', minLength: 1e9 }, { text })).length).toBeLessThan(21_000);
  const list = (items: object) => ({ type: 'array', minItems: 1000, items });
  const lists = valueFor(list(list(list(list({ const: 0 })))), { text });
  expect(JSON.stringify(lists).length).toBeLessThan(50_000);
  const object = valueFor({ type: 'object', minProperties: 1e9 }, { text });
  expect(Object.keys(object as object).length).toBeLessThanOrEqual(2000);
});

test('deep down optional properties are left out, lists are empty, and required ones end', () => {
  let schema: object = {
    type: 'object',
    required: ['must'],
    properties: { must: { const: 1 }, may: { const: 2 }, list: { type: 'array' } },
  };
  for (let level = 0; level < 6; level++) {
    schema = { type: 'object', required: ['down'], properties: { down: schema } };
  }
  expect(JSON.stringify(valueFor(schema, { text }))).toBe(
    `${'{"down":'.repeat(6)}{"must":1}${'}'.repeat(6)}`,
  );
});

test('deep down a branch that ends is taken', () => {
  const schema = (ends: object) => ({
    type: 'object',
    required: ['next'],
    properties: { next: { anyOf: [{ $ref: '#' }, { type: 'array' }, ends] } },
  });
  const deepest = (ends: object) => {
    let value = valueFor(schema(ends), { text });
    let depth = 0;
    for (; typeof value === 'object' && value !== null && 'next' in value; depth++) value = value.next;
    return { value, depth };
  };
  const number = deepest({ const: 7 });
  expect(number.value).toBe(7);
  expect(number.depth).toBeLessThan(10);
  expect(deepest({ type: 'null' }).value).toBeNull();
});

test('a schema that has no end is cut', () => {
  const schema = { type: 'object', required: ['next'], properties: { next: { $ref: '#' } } };
  expect(JSON.stringify(valueFor(schema, { text }))).toBe(`${'{"next":'.repeat(41)}null${'}'.repeat(41)}`);
});
