import { afterAll, describe, expect, test } from 'vitest';
import { createLocalGateway, failure } from 'workers-ai-gateway/testing';
import { memberChecks } from '../../src/fallback/members.ts';
import { optionChecks } from '../../src/fallback/options.ts';
import { namesIn, snippetsOf } from './pages.ts';
import { runTsx } from './spawn.ts';

describe('the snippets of docs/fallback.md', async () => {
  const gateway = createLocalGateway();
  const server = await gateway.listen();
  afterAll(() => server.close());
  const snippets = snippetsOf('docs/fallback.md');

  test.each([
    [
      0,
      /^@cf\/zai-org\/glm-4.7-flash failed, asking @cf\/meta\/.*@cf\/meta\/llama-3.3-70b-instruct-fp8-fast \[/s,
    ],
    [1, /@cf\/meta\/llama-3.3-70b-instruct-fp8-fast 1\n$/],
  ])('number %i answers with the second model', async (index, expected) => {
    gateway.reply(failure(3040));
    const code = snippets[index]?.code ?? '';
    const ended = await runTsx(['--input-type=module', '-e', code], server.environment);
    expect(ended).toMatchObject({ status: 0, stdout: expect.stringMatching(expected) });
  });
});

test.each([
  ['In your program', memberChecks('v4')],
  ['Options', optionChecks],
])('the table under «%s» has every name', (heading, checks) => {
  expect(namesIn('docs/fallback.md', heading).sort()).toEqual(Object.keys(checks).sort());
});
