import { expect, test } from 'vitest';
import { drift, namedIn } from '../../scripts/catalogue/drift.ts';
import { buildModels } from '../../scripts/catalogue/models.ts';
import type { Row, Tables } from '../../scripts/catalogue/tables.ts';

const row = (id: string, date: string, cells: Row = {}): Row => ({
  id,
  task: 'Text Generation',
  source: 'docs',
  date,
  ...cells,
});

const tables: Tables = {
  asOf: '2026-11-01',
  models: [
    row('@cf/a/going', '2026-11-01'),
    row('@cf/a/gone', '2026-05-01'),
    row('@cf/a/here', '2026-11-01'),
  ],
  prices: [row('@cf/a/here', '2026-09', { unit: '1M tokens', usdIn: '1' })],
  reasoning: [],
  structuredOutputs: [],
  retired: [
    row('@cf/a/going', '2026-11-01', { retired: '2026-12-24', replacedBy: '@cf/a/here' }),
    row('@cf/a/gone', '2026-05-01', { retired: '2026-05-30' }),
  ],
  listing: [],
};

const page = `Use \`@cf/a/gone\`, or @cf/a/here.
The model @cf/a/gone was retired in May.
Or @cf/a/going.`;

const linesOn = (today: string, text = page): string[] =>
  drift({ tables, models: buildModels(tables), named: namedIn('README.md', text), today });

test('a retired model is listed with the places that name it, sentences about its retirement aside', () => {
  expect(linesOn('2026-11-02')).toEqual([
    '@cf/a/gone has been retired since 2026-05-30. Named by: README.md:1',
  ]);
  expect(linesOn('2026-11-02', '')).toEqual([]);
});

test('a retirement within 30 days is listed, named or not, and so is one since the date of the data', () => {
  expect(linesOn('2026-11-23', '')).toEqual([]);
  expect(linesOn('2026-11-24', '')).toEqual([
    '@cf/a/going will be retired on 2026-12-24 (instead: @cf/a/here). Named by: nothing',
  ]);
  expect(linesOn('2026-12-24', 'Use @cf/a/going.')).toContain(
    '@cf/a/going has been retired since 2026-12-24 (instead: @cf/a/here). Named by: README.md:1',
  );
});

test('data older than 60 days is listed; that of a model that is retired does not age', () => {
  expect(linesOn('2026-11-29', '')[0]).toMatch('will be retired');
  expect(linesOn('2026-11-30', '')[0]).toBe(
    'The prices of @cf/a/here (2026-09) are older than 60 days: look them up anew.',
  );
  expect(linesOn('2027-01-01', '')[0]).toMatch(/^The models of @cf\/a\/here \(2026-11-01\) are older/);
});
