import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Manager, managers, say, type Tools } from './managers.ts';
import { type Installed, packAndInstall, run } from './packed.ts';
import { program } from './program.ts';

const manifest: { version: string; exports: Record<string, unknown> } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);
const entries = Object.keys(manifest.exports)
  .filter(entry => entry !== './package.json')
  .map(entry => `workers-ai-gateway${entry.slice(1)}`);

let installed: Installed;
let tools: Tools;

beforeAll(async () => {
  installed = await packAndInstall(['ai@4.3.19']);
  const home = join(installed.folder, 'tools');
  await mkdir(home);
  const wanted = ['pnpm@9.15.9', 'yarn@1.22.22', `node-${process.platform}-${process.arch}@22.23.3`];
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefix', home, ...wanted], home);
  const modules = join(home, 'node_modules');
  tools = {
    node: process.execPath,
    laterNode: join(modules, `node-${process.platform}-${process.arch}/bin/node`),
    pnpm: join(modules, 'pnpm/bin/pnpm.cjs'),
    yarn: join(modules, 'yarn/bin/yarn.js'),
  };
});
afterAll(() => installed?.remove());

describe('the tarball', () => {
  const paths = () => installed.files.map(({ path }) => path);
  const inFolder = (folder: string) =>
    paths()
      .filter(path => path.startsWith(`${folder}/`))
      .sort();

  test('holds what is built, the documentation and the papers, nothing else', () => {
    const top = new Set(paths().map(path => path.split('/')[0]));
    expect([...top].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'THIRD-PARTY-NOTICES',
      'dist',
      'docs',
      'llms.txt',
      'package.json',
      'skills',
    ]);
    expect(paths()).toEqual(expect.arrayContaining(['dist/index.js', 'dist/index.cjs', 'dist/index.d.ts']));
    expect(inFolder('skills')).toEqual(['skills/workers-ai-gateway/SKILL.md']);
  });

  test('holds every page of the documentation, without pictures', () => {
    const pages = readdirSync(new URL('../../docs', import.meta.url)).filter(name => name.endsWith('.md'));
    expect(inFolder('docs')).toEqual(pages.map(name => `docs/${name}`).sort());
  });

  test('holds no source, source map or test, and no empty file', () => {
    expect(paths().filter(path => /\.(map|test\.\w+)$|\.tsx?$(?<!\.d\.ts)/.test(path))).toEqual([]);
    expect(installed.files.filter(({ size }) => size < 20)).toEqual([]);
  });

  test('is smaller than 2 MB unpacked', () => {
    const bytes = installed.files.reduce((sum, { size }) => sum + size, 0);
    expect(bytes).toBeLessThan(2_000_000);
  });
});

/** A name of each entry that is not for a version of the AI SDK. */
const exported: Readonly<Record<string, string>> = {
  'workers-ai-gateway/models': 'findModel',
  'workers-ai-gateway/testing': 'createLocalGateway',
  'workers-ai-gateway/wrangler': 'plugins',
};

test.each(entries)('%s exports the same names as ESM and as CJS', async entry => {
  const node = (...args: readonly string[]) => run(process.execPath, args, installed.app);
  const ask =
    'console.log(JSON.stringify(Object.keys(entry).filter(name => name !== "default" && name !== "module.exports").sort()))';
  const esm = await node('--input-type=module', '-e', `import * as entry from '${entry}'; ${ask}`);
  const cjs = await node('-e', `const entry = require('${entry}'); ${ask}`);
  const names: string[] = JSON.parse(esm);
  expect(names).toContain(exported[entry] ?? 'createWorkersAI');
  expect(JSON.parse(cjs)).toEqual(names);
});

test('VERSION is the version of the installed manifest', async () => {
  const code =
    "const { VERSION } = require('workers-ai-gateway'); const { version } = require('workers-ai-gateway/package.json');";
  const versions = await run(
    process.execPath,
    ['-e', `${code} console.log(JSON.stringify([VERSION, version]))`],
    installed.app,
  );
  expect(JSON.parse(versions)).toEqual([manifest.version, manifest.version]);
});

/** The latest release of each major, and the entry that goes with it. */
const releases = [
  { ai: '4.3.19', entry: 'workers-ai-gateway', needs: 18 },
  { ai: '5.0.277', entry: 'workers-ai-gateway/ai5', needs: 18 },
  { ai: '6.0.326', entry: 'workers-ai-gateway/ai6', needs: 18 },
  { ai: '7.0.173', entry: 'workers-ai-gateway/ai7', needs: 22 },
] as const;

describe.each(Object.entries(managers))('%s', (name, manager: Manager) => {
  test.each(releases)('installs it with ai@$ai, and a first program runs', async ({ ai, entry, needs }) => {
    const app = join(installed.folder, `${name}-${ai}`);
    await mkdir(app);
    const dependencies = { ai, zod: '3.25.76', 'workers-ai-gateway': `file:${installed.tarball}` };
    await writeFile(
      join(app, 'package.json'),
      JSON.stringify({ name: 'app', version: '1.0.0', private: true, dependencies }),
    );
    // Engines are held to where ai itself runs on this Node; yarn always does.
    const isLater = needs > 20 && manager.alwaysChecksEngines;
    const node = isLater ? tools.laterNode : tools.node;
    const outcome = await manager.install({ tools, node, app, checksEngines: needs <= 20 || isLater });
    expect(outcome, outcome.text).toMatchObject({ code: 0 });
    expect(complaints(outcome.text)).toEqual([]);
    expect(await peersOf(app)).toEqual([]);

    const base = '/v1/local-account/local-gateway/workers-ai';
    for (const [file, text] of Object.entries(program(entry))) {
      await writeFile(join(app, file), text);
      const ran = await say(node, [file], { cwd: app });
      expect(ran, ran.text).toMatchObject({ code: 0 });
      expect(JSON.parse(ran.stdout)).toEqual({
        text: expect.stringContaining('Cloudflare is a company'),
        logId: expect.stringMatching(/^[\w-]{10,}$/),
        dimensions: 768,
        labels: expect.arrayContaining([{ label: 'POSITIVE', score: expect.any(Number) }]),
        paths: [
          `${base}/@cf/meta/llama-3.1-8b-instruct-fp8-fast`,
          `${base}/@cf/baai/bge-base-en-v1.5`,
          `${base}/@cf/huggingface/distilbert-sst-2-int8`,
        ],
      });
    }
  });
});

/** What a package manager says of this package, and of peers and engines that do not fit it. */
const complaints = (text: string): string[] =>
  text
    .split('\n')
    .filter(line => /warn|err/i.test(line) && /workers-ai-gateway|ERESOLVE|eventsource-parser/.test(line));

async function peersOf(app: string): Promise<string[]> {
  const { peerDependencies = {} } = JSON.parse(
    await readFile(join(app, 'node_modules/workers-ai-gateway/package.json'), 'utf8'),
  );
  return Object.keys(peerDependencies);
}
