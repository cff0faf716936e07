import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Packed {
  /** A folder with nothing in it but the package, from its tarball, and what was asked for beside it. */
  readonly app: string;
  /** Paths inside the tarball. */
  readonly files: readonly string[];
  readonly remove: () => Promise<void>;
}

/** Builds the package away from the repository, packs it, and installs the tarball as a user would. */
export async function packAndInstall(beside: readonly string[]): Promise<Packed> {
  const work = await mkdtemp(join(tmpdir(), 'workers-ai-gateway-'));
  const built = join(work, 'built');
  const app = join(work, 'app');
  await copySources(built);
  await run(process.execPath, [join(root, 'node_modules/tsup/dist/cli-default.js')], built);
  const packing = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work], built);
  const { filename, files } = readPacking(packing);
  await mkdir(app);
  await writeFile(join(app, 'package.json'), '{ "private": true }\n');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...quiet, join(work, filename), ...beside], app);
  return { app, files, remove: () => rm(work, { recursive: true, force: true }) };
}

/** What the build reads, and what npm packs beside it. */
async function copySources(built: string): Promise<void> {
  await mkdir(built);
  await symlink(join(root, 'node_modules'), join(built, 'node_modules'), 'junction');
  for (const entry of await readdir(root, { withFileTypes: true })) {
    const isWanted = entry.isFile() || entry.name === 'src';
    if (isWanted) await cp(join(root, entry.name), join(built, entry.name), { recursive: true });
  }
}

function readPacking(output: string): { filename: string; files: string[] } {
  const [packing]: { filename: string; files: { path: string }[] }[] = JSON.parse(output);
  if (!packing) throw new Error(`npm packed nothing: ${output}`);
  return { filename: packing.filename, files: packing.files.map(({ path }) => path) };
}

/**
 * Runs a program and returns what it writes.
 * @throws what it wrote to its error output, when it fails.
 */
export async function run(command: string, args: readonly string[], folder: string): Promise<string> {
  const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
  try {
    return (await promisify(execFile)(command, [...args], options)).stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw new Error(`${command} ${args.join(' ')} failed: ${said}`, { cause: error });
  }
}
