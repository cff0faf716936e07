import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as testing from 'workers-ai-gateway/testing';
import { disputeDefaults } from '../../src/local-gateway/disputes.ts';

const page = readFileSync(new URL('../../docs/local-gateway.md', import.meta.url), 'utf8');

test('the page lists every switch with its default first', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| `([\w-]+)`, `/gm)].map(([, name, value]) => [name, value]);
  expect(rows).toEqual(Object.entries(disputeDefaults).map(([name, value]) => [name, String(value)]));
});

test('the page lists every part of a script', () => {
  const parts = Object.keys(testing).filter(name => name !== 'createLocalGateway');
  for (const part of parts) expect(page).toMatch(new RegExp(`^\\|.*\`${part}\\(`, 'm'));
});
