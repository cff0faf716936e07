import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface PackedFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

export interface Installed {
  /** A folder for whatever a test writes. */
  readonly folder: string;
  /** In it, a folder with nothing but the package and what was asked for with it. */
  readonly app: string;
  /** The path of the tarball. */
  readonly tarball: string;
  /** The files inside the tarball. */
  readonly files: readonly PackedFile[];
  readonly remove: () => Promise<void>;
}

/** Packs what is built as `npm publish` does, and installs the tarball as a user would. */
export async function packAndInstall(others: readonly string[]): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), 'workers-ai-gateway-'));
  const packing = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    root,
  );
  const [packed]: { filename: string; files: PackedFile[] }[] = JSON.parse(packing);
  if (!packed) throw new Error(`npm packed nothing: ${packing}`);
  const tarball = join(folder, packed.filename);
  const app = join(folder, 'app');
  await mkdir(app);
  await writeFile(join(app, 'package.json'), '{ "private": true }\n');
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', tarball, ...others], app);
  const remove = () => rm(folder, { recursive: true, force: true });
  return { folder, app, tarball, files: packed.files, remove };
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
