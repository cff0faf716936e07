import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProject, type Project, type Resolution } from './compile.ts';

const resolutions: readonly Resolution[] = ['nodenext', 'bundler', 'node10'];

let project: Project;
beforeAll(async () => {
  project = await createProject();
});
afterAll(() => project?.remove());

describe('the declarations', () => {
  test.each(resolutions)(
    'compile alone under %s, and so do the mistakes that they forbid',
    async resolution => {
      expect(await project.compile(['alone'], { resolution })).toBe('');
    },
  );

  test.each(resolutions)('compile under %s without the DOM, where Node brings fetch', async resolution => {
    const settings = { lib: ['es2022'], types: ['node'] };
    expect(await project.compile(['alone'], { resolution, settings })).toBe('');
  });

  test('compile where optional properties are exact', async () => {
    const settings = { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
    expect(await project.compile(['alone'], { resolution: 'bundler', settings })).toBe('');
  });

  test('import nothing but each other', () => {
    const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
    const files = readdirSync(dist).filter(name => /\.d\.c?ts$/.test(name));
    const imported = files.flatMap(name =>
      [...readFileSync(dist + name, 'utf8').matchAll(importing)].map(([, , from]) => from),
    );
    expect(files).toEqual(expect.arrayContaining(['index.d.ts', 'ai7.d.cts']));
    expect(imported).not.toEqual([]);
    expect(imported.filter(from => !from?.startsWith('./'))).toEqual([]);
  });
});

/** Every way for one file to name another. */
const importing = /(?:\bfrom|\bimport\(|\bimport|\brequire\(|\btypes=)\s*(['"])(.+?)\1/g;

/** The lowest and the latest release of each major of `ai`, and the first with speech, with the call sites of the entries that serve it. */
const releases: readonly (readonly [ai: string, ...sites: readonly string[]])[] = [
  ['ai-4.2.0', 'ai4'],
  ['ai-4.3.6', 'ai4'],
  ['ai', 'ai4'],
  ['ai-5.0.0', 'ai5'],
  ['ai-5', 'ai5'],
  ['ai-6.0.0', 'ai6'],
  ['ai-6', 'ai6', 'ai5-later'],
  ['ai-7.0.0', 'ai6 as ai7', 'ai5-later', 'ai6-later'],
  ['ai-7', 'ai6 as ai7', 'ai5-later', 'ai6-later'],
];

const rows = releases.flatMap(([ai, ...sites]) => resolutions.map(resolution => ({ ai, sites, resolution })));

test.concurrent.each(rows)('$sites compile with $ai under $resolution', async ({ ai, sites, resolution }) => {
  // Under node10 the declarations of ai itself do not compile. Theirs and ours together are checked with the latest
  // release of each major, which takes three times as long as the call sites alone; ours by themselves are above.
  const skipLibCheck = resolution === 'node10' || ai.endsWith('.0');
  const settings = { types: ['node'], skipLibCheck };
  expect(await project.compile(sites, { ai, resolution, settings })).toBe('');
});

test('ai5 on ai@6.0.0 is for the running program alone: the types of that release call tools otherwise', async () => {
  const options = { ai: 'ai-6.0.0', resolution: 'nodenext', settings: { types: ['node'] } } as const;
  expect(await project.compile(['ai5-later'], options)).toContain(
    "is not assignable to type 'LanguageModel'",
  );
});
