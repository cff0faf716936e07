import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { releaseProblems } from '../../scripts/release/problems.ts';
import { runTsx } from '../examples/spawn.ts';

const manifest = {
  version: '1.0.0',
  repository: { type: 'git', url: 'git+https://git.example/team/workers-ai-gateway.git' },
  homepage: 'https://git.example/team/workers-ai-gateway#readme',
  bugs: { url: 'https://git.example/team/workers-ai-gateway/issues' },
};
const ready = { manifest, changelog: '# workers-ai-gateway\n\n## 1.0.0\n\n- First.\n', pending: [] };

/** A folder that is gone after the test. */
function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'workers-ai-gateway-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('a release', () => {
  test('with its addresses and its section in CHANGELOG.md is ready', () => {
    expect(releaseProblems(ready)).toEqual([]);
  });

  test.each<[what: string, change: object, problems: string[]]>([
    [
      'no addresses',
      { manifest: { version: '1.0.0' } },
      [
        'package.json has no repository. Add "repository": { "type": "git", "url": "git+https://….git" }.',
        'package.json has no homepage. Add "homepage": "https://…".',
        'package.json has no bugs. Add "bugs": { "url": "https://…" }.',
      ],
    ],
    [
      'a placeholder as an address',
      { manifest: { ...manifest, homepage: 'TODO' } },
      ['homepage in package.json is no https address: "TODO".'],
    ],
    [
      'an address without its url',
      { manifest: { ...manifest, bugs: { email: 'a@git.example' } } },
      ['bugs in package.json is no https address: {"email":"a@git.example"}.'],
    ],
    [
      'pending changesets',
      { pending: ['a.md', 'b.md'] },
      ['2 changesets are pending: a.md, b.md. Run: npx changeset version'],
    ],
    [
      'no section of its version',
      { manifest: { ...manifest, version: '1.0.1' } },
      ['CHANGELOG.md has no section for the version 1.0.1 in package.json. Add a changeset.'],
    ],
  ])('with %s is not', (_what, change, problems) => {
    expect(releaseProblems({ ...ready, ...change })).toEqual(problems);
  });
});

describe('npm run release:check', () => {
  const checkIn = async (files: object) => {
    const folder = createFolder();
    mkdirSync(join(folder, '.changeset'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify(files));
    writeFileSync(join(folder, 'CHANGELOG.md'), ready.changelog);
    return runTsx(['scripts/release-check.ts', folder]);
  };

  test('ends with 0 for what is ready', async () => {
    expect(await checkIn(manifest)).toEqual({ status: 0, stdout: 'Ready for a release.\n', stderr: '' });
  });

  test('ends with 1 and names each address that is missing', async () => {
    const { status, stderr } = await checkIn({ version: '1.0.0' });
    expect([status, stderr.match(/no \w+/g)]).toEqual([1, ['no repository', 'no homepage', 'no bugs']]);
  });
});

test('`changeset version` moves the paragraph of each pending changeset into CHANGELOG.md', () => {
  const folder = createFolder();
  for (const path of ['package.json', 'package-lock.json', 'CHANGELOG.md', '.changeset'])
    cpSync(path, join(folder, path), { recursive: true });
  const paragraphs = readdirSync('.changeset')
    .filter(name => name.endsWith('.md'))
    .map(
      name =>
        readFileSync(`.changeset/${name}`, 'utf8')
          .split(/^---\n/m)[2]
          ?.trim()
          .split('\n')[0] ?? '',
    );
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'junction');
  spawnSync('git', ['init', '--quiet'], { cwd: folder });
  const bin = createRequire(import.meta.url).resolve('@changesets/cli/bin.js');
  const { status, stderr } = spawnSync(process.execPath, [bin, 'version'], { cwd: folder, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const changelog = readFileSync(join(folder, 'CHANGELOG.md'), 'utf8');
  expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(1);
  expect(changelog.startsWith(`# workers-ai-gateway\n\n## ${version}\n`)).toBe(true);
  for (const paragraph of paragraphs) expect(changelog).toContain(paragraph);
});
