import fc from 'fast-check';

/** JSON as an enemy writes it: what `JSON.stringify` would never give, too. */
const leaves: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('null', 'true', 'false', '0', '-0', '1', '200', '3040', '1e400', '-1e400', '1e-400', '0.1'),
  fc.constantFrom('9223372036854775808', '18446744073709551616', '1e21', '123456789012345678901234567890'),
  fc.constantFrom(
    '""',
    '" "',
    '"\\u0000"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"[DONE]"',
    '"stop"',
    '"3040: x"',
  ),
  fc.constantFrom('"__proto__"', '"constructor"', '"\\u2028"', '"data: {}\\n\\n"', '"</think>"', '"AiError"'),
  fc.string({ unit: 'binary', maxLength: 8 }).map(text => JSON.stringify(text)),
  fc.double().map(number => String(Number.isFinite(number) ? number : 1)),
);

const keys = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'toJSON',
  'then',
  'hasOwnProperty',
  'length',
  'code',
  'message',
  'error',
  'errors',
  'text',
  'type',
  'name',
  'index',
  'result',
  'response',
  'choices',
  'tool_calls',
  'usage',
  '',
  '\0',
);

const nested = (depth: number, [open, close]: readonly [string, string]): string =>
  open.repeat(depth) + close.repeat(depth);

/** Levels upon levels, ten thousand at most. */
const deep: fc.Arbitrary<string> = fc
  .record({
    depth: fc.constantFrom(3, 400, 501, 3000, 10_000),
    form: fc.constantFrom<readonly [string, string]>(['[', ']'], ['{"a":', '}'], ['[{"__proto__":', '}]']),
  })
  .map(({ depth, form }) => nested(depth, form).replace(/:([}\]])/, ':1$1'));

/** The text of a JSON value, with keys that stand in it twice. */
export const hostileJson: fc.Arbitrary<string> = fc.letrec<{ value: string }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 6, arbitrary: leaves },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }).map(items => `[${items.join(',')}]`) },
    {
      weight: 3,
      arbitrary: fc
        .array(fc.tuple(keys, tie('value')), { maxLength: 4 })
        .map(entries => `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`),
    },
    { weight: 1, arbitrary: deep },
  ),
})).value;

/** The same, as a caller gives it: a value, and no deeper than a caller writes. */
export const hostileValue: fc.Arbitrary<unknown> = hostileJson
  .filter(text => text.length < 1000)
  .map((text): unknown => JSON.parse(text));

const hole = '@hole@';

/** Places in a value, each as the text around it. */
function textsAround(value: unknown): { before: string; after: string }[] {
  const around = (whole: unknown) => {
    const [before = '', after = ''] = JSON.stringify(whole).split(`"${hole}"`);
    return { before, after };
  };
  return copiesWithHole(value).map(around);
}

function copiesWithHole(value: unknown): unknown[] {
  if (Array.isArray(value))
    return [
      hole,
      ...value.flatMap((item, i) =>
        copiesWithHole(item).map(copy => value.map((other: unknown, j) => (j === i ? copy : other))),
      ),
    ];
  if (typeof value !== 'object' || value === null) return [hole];
  return [
    hole,
    ...Object.entries(value).flatMap(([key, item]) =>
      copiesWithHole(item).map(copy => ({ ...value, [key]: copy })),
    ),
  ];
}

/** One of the values as text, with hostile JSON in one place, or as it is. */
export function withHostileField(values: readonly object[]): fc.Arbitrary<string> {
  const places = values.flatMap(textsAround);
  return fc
    .tuple(fc.constantFrom(...places), hostileJson)
    .map(([{ before, after }, hostile]) => `${before}${hostile}${after}`);
}

/** What every object would inherit if one of them had been polluted. */
export const inherited = (): string[] => {
  const names: string[] = [];
  for (const name in {}) names.push(name);
  return names;
};
