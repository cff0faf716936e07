import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { headlineRows } from '../bench/headlines.ts';
import { toReport } from '../bench/report.ts';
import type { Results } from '../bench/results.ts';
import { speedPage, unexplained } from '../bench/speed-page.ts';
import { tableRows } from './pages.ts';

const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const results: Results = JSON.parse(file('test/bench/results.json'));

test('the ratios of README.md are those that were measured', () => {
  const [, ...rows] = tableRows('README.md', 'Speed');
  const labels = rows.map(([label]) => label);
  expect(rows).not.toEqual([]);
  expect(rows).toEqual(headlineRows(results).filter(([label]) => labels.includes(label)));
});

test.each([
  ['docs/speed.md', speedPage],
  ['test/bench/results.md', toReport],
] as const)('%s shows results.json', (path, show) => {
  expect(file(path)).toBe(show(results));
});

test('each aim that is missed has its reason', () => {
  expect(unexplained(results)).toEqual([]);
});
