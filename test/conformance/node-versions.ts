import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { packAndInstall, run } from '../package/packed.ts';

// Tells the stories with the packed package, under the versions of Node that it supports.

const versions = ['18', '22', '24'];
const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Every release of the SDK that the stories know, as npm takes them. */
async function besides(): Promise<string[]> {
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(
    await readFile(file('../../package.json'), 'utf8'),
  );
  return Object.entries(devDependencies)
    .filter(([name]) => /^(?:ai(?:-[\d.]+)?|zod|ajv)$/.test(name))
    .map(([name, version]) => `${name}@${version}`);
}

/** The runner, which leaves the package, the SDKs, zod and ajv to the folder that it stands in. */
async function bundleTo(outfile: string): Promise<void> {
  await build({
    entryPoints: [file('run.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node18',
    packages: 'external',
    // Without the paths to the sources.
    tsconfigRaw: {},
    logLevel: 'warning',
  });
}

/** npm has each version of Node as a package. */
async function installNodes(folder: string): Promise<string[]> {
  const platform = `node-${process.platform}-${process.arch}`;
  const aliases = versions.map(version => `node-${version}@npm:${platform}@${version}`);
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...aliases], folder);
  return versions.map(version => join(folder, `node_modules/node-${version}/bin/node`));
}

/** Its output passes on as it comes. */
function tell(node: string, folder: string): Promise<boolean> {
  const runner = spawn(node, ['run.mjs'], { cwd: folder, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    runner.on('error', reject);
    runner.on('exit', code => resolve(code === 0));
  });
}

async function tellAll(nodes: string): Promise<boolean> {
  const packed = await packAndInstall(await besides());
  try {
    await bundleTo(join(packed.app, 'run.mjs'));
    // The runner reads it from its own folder.
    await cp(file('../schemas/inputs.generated.json'), join(packed.app, 'inputs.generated.json'));
    const results: boolean[] = [];
    for (const node of await installNodes(nodes)) results.push(await tell(node, packed.app));
    return results.every(Boolean);
  } finally {
    await packed.remove();
  }
}

const nodes = await mkdtemp(join(tmpdir(), 'nodes-'));
try {
  process.exitCode = (await tellAll(nodes)) ? 0 : 1;
} finally {
  await rm(nodes, { recursive: true, force: true });
}
