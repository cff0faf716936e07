import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { createLocalGateway, failure } from 'workers-ai-gateway/testing';
import { memberChecks } from '../../src/fallback/members.ts';
import { optionChecks } from '../../src/fallback/options.ts';
import { snippetsOf } from './readme.ts';
import { runTsx } from './spawn.ts';
import { typeCheck } from './type-check.ts';

const page = readFileSync(new URL('../../docs/fallback.md', import.meta.url), 'utf8');

describe('the snippets of docs/fallback.md', async () => {
  const gateway = createLocalGateway();
  const server = await gateway.listen();
  afterAll(() => server.close());
  const snippets = snippetsOf(page);

  test('the compiler takes them all', () => {
    expect(typeCheck(new Map(snippets.map(({ name, code }) => [name, code])))).toEqual([]);
    expect(snippets).toHaveLength(2);
  });

  test.each([
    [
      0,
      /^@cf\/zai-org\/glm-4.7-flash failed, asking @cf\/meta\/.*@cf\/meta\/llama-3.3-70b-instruct-fp8-fast \[/s,
    ],
    [1, /@cf\/meta\/llama-3.3-70b-instruct-fp8-fast 1\n$/],
  ])('number %i answers with the second model', async (index, expected) => {
    gateway.reply(failure(3040));
    const code = snippets[index]?.code ?? '';
    const { status, stdout, stderr } = await runTsx(['--input-type=module', '-e', code], server.environment);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(expected);
  });
});

test.each([
  ['In your program', memberChecks('v4')],
  ['Options', optionChecks],
])('the table under «%s» has every name', (heading, checks) => {
  const section = page.split(new RegExp(`^#+ ${heading}$`, 'm'))[1]?.split(/^#/m)[0] ?? '';
  const names = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(names.sort()).toEqual(Object.keys(checks).sort());
});
