import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { toLlmsText } from '../../scripts/llms/text.ts';
import { brokenLinks, linksOf, pages, type Snippet, snippetsOf } from './pages.ts';
import { runSnippets } from './run-snippets.ts';
import { typeCheck } from './type-check.ts';

/** Its packages are installed in test/vendors, where its snippets are compiled. */
const vendors = 'docs/models-of-other-vendors.md';

const skill = 'skills/workers-ai-gateway/SKILL.md';

const snippets = [...pages.keys()].filter(path => path !== vendors).flatMap(snippetsOf);

/** Programs that need nothing but the package, `ai` and zod. Others are modules of an app, or tests. */
const isProgram = ({ code }: Snippet): boolean =>
  !/^export /m.test(code) &&
  [...code.matchAll(/from '([^']+)'/g)].every(([, name = '']) => /^(ai|zod|workers-ai-gateway)\b/.test(name));

/** The snippets of the fallback run in fallback.test.ts, with a model that fails. */
const runsElsewhere = ({ name }: Snippet): boolean => name.startsWith('docs/fallback.md');

describe('the snippets of README.md, docs and the skill', async () => {
  test('the compiler takes them all, and finds what is wrong', () => {
    const texts = new Map(snippets.map(({ name, code }) => [name, code]));
    const wrong =
      "import { workersai } from 'workers-ai-gateway/ai7';\nworkersai('x', { gateway: { ttl: 1 } });";
    texts.set('wrong', wrong);
    expect(typeCheck(texts)).toEqual([expect.stringMatching(/^wrong: .*'ttl' does not exist/)]);
    expect(snippets.length).toBeGreaterThan(60);
  });

  test('each names the entry of its version', () => {
    const bare = [...snippets, ...snippetsOf(vendors)].filter(({ code }) =>
      /from 'workers-ai-gateway'/.test(code),
    );
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  const gateway = createLocalGateway();
  const programs = snippets.filter(snippet => isProgram(snippet) && !runsElsewhere(snippet));
  let printed: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const server = await gateway.listen();
    printed = await runSnippets(programs, server.environment);
    await server.close();
  });
  afterAll(() => gateway.clear());

  test.each(programs)('$name runs and prints something', ({ name }) => {
    expect(printed.get(name)?.trim()).toBeTruthy();
    expect(printed.get(name)).not.toContain('FAILED');
  });

  test.each<[page: string, index: number, output: RegExp]>([
    ['README.md', 0, /^Cloudflare is a company .*\nMISS [0-9a-f-]{36}\n$/],
    ['docs/caching.md', 0, /^MISS\nHIT\n$/],
    ['docs/caching.md', 2, /^MISS\nHIT\n$/],
  ])('%s prints its output', (page, index, output) => {
    expect(printed.get(snippetsOf(page)[index]?.name ?? '')).toMatch(output);
  });

  test('the snippet of docs/retries.md has the gateway retry', () => {
    const headers = {
      'cf-aig-max-attempts': '3',
      'cf-aig-retry-delay': '500',
      'cf-aig-backoff': 'exponential',
      'cf-aig-request-timeout': '10000',
    };
    expect(gateway.requests).toContainEqual(
      expect.objectContaining({ headers: expect.objectContaining(headers) }),
    );
  });
});

test('every link leads to a file and a heading that exist', () => {
  expect(brokenLinks()).toEqual([]);
});

test('the index links every page, and README.md the index', () => {
  const linked = linksOf('docs/README.md').map(target => `docs/${target.split('#')[0]}`);
  const unlinked = [...pages.keys()].filter(path => path.startsWith('docs/') && !linked.includes(path));
  expect(unlinked).toEqual(['docs/README.md']);
  expect(linksOf('README.md')).toContain('docs/README.md');
});

test('llms.txt is what `npm run llms` writes, and links every page', () => {
  const text = readFileSync('llms.txt', 'utf8');
  expect(text).toBe(toLlmsText(pages.get('docs/README.md') ?? ''));
  expect(linksOf('llms.txt').sort()).toEqual([...pages.keys()].filter(path => path !== 'README.md').sort());
});

test('every page that JSDoc, an error text or the skill names exists', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(path =>
    path.endsWith('.ts'),
  );
  const inSources = sources.flatMap(path => [
    ...readFileSync(`src/${path}`, 'utf8').matchAll(/[^/](docs\/[\w-]+\.md)/g),
  ]);
  const inSkill = (pages.get(skill) ?? '').matchAll(/`([a-z][\w-]*\.md)`/g);
  const named = [
    ...inSources.map(([, path = '']) => path),
    ...[...inSkill].map(([, name]) => `docs/${name}`),
  ];
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter(path => !pages.has(path))).toEqual([]);
});

test('the skill has a name, a description and at most 120 lines', () => {
  const text = pages.get(skill) ?? '';
  expect(text).toMatch(/^---\nname: workers-ai-gateway\ndescription: Use when .{100,900}\n---\n/);
  expect(text.split('\n').length).toBeLessThanOrEqual(120);
});
