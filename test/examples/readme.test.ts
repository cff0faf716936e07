import { afterAll, describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import * as ai7 from 'workers-ai-gateway/ai7';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { codes } from '../../src/request/codes.ts';
import { linkedFiles, linkedHeadings, namesIn, snippets, tableRows } from './readme.ts';
import { runTsx } from './spawn.ts';
import { typeCheck } from './type-check.ts';

describe('the snippets of README.md', async () => {
  const server = await createLocalGateway().listen();
  afterAll(() => server.close());

  test('the compiler takes them all, and finds what is wrong', () => {
    const texts = new Map(snippets.map(({ name, code }) => [name, code]));
    texts.set(
      'wrong',
      `import { workersai } from 'workers-ai-gateway';\nworkersai('x', { gateway: { ttl: 1 } });`,
    );
    expect(typeCheck(texts)).toEqual([expect.stringMatching(/^wrong: .*'ttl' does not exist/)]);
  });

  test.each(snippets)('$name runs', async ({ code }) => {
    const { status, stderr } = await runTsx(['--input-type=module', '-e', code], server.environment);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('the first prints the answer, and what the gateway said', async () => {
    const code = snippets[0]?.code ?? '';
    const { stdout } = await runTsx(['--input-type=module', '-e', code], server.environment);
    expect(stdout).toMatch(/^Cloudflare is a company/);
    expect(stdout).toMatch(/cacheStatus: 'MISS',\n {2}logId: '[0-9a-f-]{36}'/);
  });
});

/** The names that an error lists for a setting that nothing knows. */
function namesKnownTo(act: (unknown: object) => unknown): string[] {
  try {
    act({ noSuchName: true });
  } catch (error) {
    return (
      String(error)
        .match(/Known settings: (.*)\.$/)?.[1]
        ?.split(', ') ?? []
    );
  }
  return [];
}

describe('the tables of README.md', () => {
  const workersai = createWorkersAI();

  test.each<[string, (unknown: object) => unknown]>([
    ['Settings', settings => createWorkersAI(settings)],
    ['Gateway options', gateway => createWorkersAI({ gateway })],
    ['Chat options', options => workersai('@cf/zai-org/glm-4.7-flash', options)],
    ['Embedding options', options => workersai.embedding('@cf/baai/bge-m3', options)],
    ['Image options', options => workersai.image('@cf/leonardo/phoenix-1.0', options)],
    ['Speech options', options => workersai.speech('@cf/deepgram/aura-1', options)],
    ['Transcription options', options => workersai.transcription('@cf/deepgram/nova-3', options)],
    ['Reranking options', options => ai7.workersai.reranking('@cf/baai/bge-m3', options)],
    ['Decision options', options => ai7.workersai.decision('@cf/cloudflare/clef', options)],
  ])('«%s» names all there are', (heading, act) => {
    expect(namesIn(heading).sort()).toEqual(namesKnownTo(act).sort());
  });

  const rows = tableRows('Errors, and what to do').filter(([first = '']) => /^\d/.test(first));

  test('the table of codes has rows', () => {
    expect(rows.length).toBeGreaterThan(15);
  });

  test.each(rows)(
    'the row of %s has the status %s, and says what is repeated',
    (names, status, _meaning, again) => {
      for (const name of names?.split(', ') ?? []) {
        const code = codes.get(Number(name));
        const repeats =
          code?.retry ?? (code?.status === 429 || code?.status === 408 || Number(code?.status) >= 500);
        expect([name, String(code?.status), repeats ? 'yes' : 'no']).toEqual([name, status, again]);
      }
    },
  );
});

test('the links of README.md lead to files and headings that are there', () => {
  const missing = (links: Record<string, boolean>) => Object.keys(links).filter(link => !links[link]);
  expect(missing(linkedFiles())).toEqual([]);
  expect(missing(linkedHeadings())).toEqual([]);
});
