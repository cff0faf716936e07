import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { models } from 'workers-ai-gateway/models';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { compare, type ListedModel, readAccount } from '../../scripts/catalogue/account.ts';

async function serve(day: string) {
  const gateway = createLocalGateway({ now: () => Date.parse(day) });
  const server = await gateway.listen();
  onTestFinished(() => server.close());
  return { gateway, environment: server.environment };
}

test('reads every page of the list, and the local gateway lists what the catalogue has', async () => {
  const { gateway, environment } = await serve('2026-06-01');
  const listed = await readAccount(environment);
  expect(listed).toHaveLength(models.length);
  expect(compare(listed, models)).toEqual([]);
  expect(gateway.requests.map(({ url }) => new URL(url).search)).toEqual([
    '?format=openrouter&include_deprecated=true&per_page=100&page=1',
    '?format=openrouter&include_deprecated=true&per_page=100&page=2',
  ]);
});

test('npm run catalogue -- --account prints what differs', async () => {
  const { environment } = await serve('2026-06-01');
  const run = (env: object) =>
    new Promise<string>(done => {
      const command = ['--import', 'tsx', 'scripts/catalogue.ts', '--account'];
      const options = {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        env: { PATH: process.env.PATH, ...env },
      };
      execFile(process.execPath, command, options, (_error, stdout, stderr) => done(stdout + stderr));
    });
  expect(await run(environment)).toBe(`The account lists ${models.length} models; no differences.\n`);
  expect(await run({})).toBe('--account needs CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN.\n');
});

describe('what differs', () => {
  const [glm] = models.filter(({ id }) => id === '@cf/zai-org/glm-4.7-flash');
  const entry: ListedModel = {
    id: '@cf/zai-org/glm-4.7-flash',
    contextWindow: 131_072,
    tools: true,
    vision: false,
    usdIn: 0.06,
    usdOut: 0.4,
    usdCachedIn: undefined,
    efforts: '',
    retired: undefined,
  };
  const compared = (...listed: ListedModel[]) => compare(listed, glm ? [glm] : []);

  test.each<[string, ListedModel[], string[]]>([
    ['nothing', [entry], []],
    ['a price', [{ ...entry, usdIn: 0.07 }], [`${entry.id}: usdIn is 0.06, the account has 0.07`]],
    [
      'what was not known',
      [{ ...entry, usdCachedIn: 0.01 }],
      [`${entry.id}: usdCachedIn is not known, the account has 0.01`],
    ],
    [
      'a retirement',
      [{ ...entry, retired: '2027-01-31' }],
      [`${entry.id}: retired is not known, the account has 2027-01-31`],
    ],
    [
      'a new model',
      [entry, { ...entry, id: '@cf/new/one' }],
      ['@cf/new/one: the catalogue does not have it'],
    ],
    ['a model that is gone', [], [`${entry.id}: the account does not list it`]],
  ])('%s', (_name, listed, lines) => {
    expect(compared(...listed)).toEqual(lines);
  });
});
