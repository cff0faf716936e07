import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { localAI } from 'workers-ai-gateway/wrangler';
import { createProject, here, run, startDev } from './project.ts';

const page = await readFile(join(here, '../../docs/wrangler.md'), 'utf8');

/** The blocks of the page, by their first line where that is the name of a file. `ai` is installed as `ai-7`. */
const blocks = [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, text = '']) => ({
  language,
  text: text.replace("from 'ai'", "from 'ai-7'"),
  file: /^\/\/ (\S+\.\w+)\n/.exec(text)?.[1],
}));
const files = Object.fromEntries(blocks.flatMap(({ file, text }) => (file ? [[file, text]] : [])));
const programs = blocks.filter(({ language }) => language === 'js').map(({ text }) => text);

describe('the page', () => {
  test('has a configuration, a Worker, a test with its configuration, and three programs', () => {
    expect(Object.keys(files)).toEqual([
      'wrangler.jsonc',
      'src/index.ts',
      'vitest.config.ts',
      'test/worker.test.ts',
    ]);
    expect(programs).toHaveLength(3);
  });

  test('its Worker answers in wrangler dev, the second time from the cache', async () => {
    const { url, said } = await startDev(await createProject(files));
    const ask = async () => (await fetch(url)).json();
    expect(await ask()).toEqual({ text: expect.stringMatching(/^Cloudflare is/), cacheStatus: 'MISS' });
    expect(await ask()).toEqual({ text: expect.stringMatching(/^Cloudflare is/), cacheStatus: 'HIT' });
    expect(said()).toMatch(
      /\[wrangler:info\] AI 200 @cf\/zai-org\/glm-4\.7-flash HIT \d+ ms [0-9a-f-]{36}\n/,
    );
  });

  test('its tests pass in vitest-pool-workers', async () => {
    const parameters = ['run', '--testTimeout', '600000'];
    const { ended, said } = run('vitest', parameters, { folder: await createProject(files) });
    expect(await ended, said()).toBe(0);
    expect(said()).toMatch(/Tests {2}2 passed/);
  });

  test.each([
    ['getPlatformProxy()', programs[0], /^Cloudflare is .*\n$/m],
    ['a Miniflare', programs[1], /^Hello! How can I help you today\?\n$/],
    ['a Miniflare with scripted replies', programs[2], /^As scripted\. 1\n$/],
  ])('its program with %s prints the answer and ends by itself', async (_what, program = '', output) => {
    const folder = await createProject({ ...files, 'program.mjs': program });
    const { ended, said } = run(join(folder, 'program.mjs'), [], { folder });
    expect(await ended, said()).toBe(0);
    expect(said()).toMatch(output);
  });

  test('its table names all options that there are', () => {
    const [, section = ''] = page.split('\n## Options\n');
    const rows = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| (`.*?) \|/gm)].map(
      ([, cell = '']) => cell,
    );
    const named = rows.flatMap(cell => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    const unknown: object = { none: 1 };
    expect(() => localAI('AI', unknown)).toThrow(/Known settings:/);
    try {
      localAI('AI', unknown);
    } catch (error) {
      const known = /Known settings: (.*)\.$/.exec(String(error))?.[1]?.split(', ');
      expect(named.sort()).toEqual(known?.sort());
    }
  });
});
