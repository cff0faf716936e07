import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sites = fileURLToPath(new URL('./sites/', import.meta.url));
const tsc = join(root, 'node_modules/typescript/bin/tsc');

export type Resolution = 'nodenext' | 'bundler' | 'node10';

/** How each kind of project sets its compiler. */
const resolutions: Readonly<Record<Resolution, object>> = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
  node10: { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' },
};

export interface Project {
  /**
   * What the compiler says of files of `sites`, on this release of `ai`; nothing where all is well. `ai6 as ai7` is the
   * file of ai6 with the entry of ai7.
   */
  readonly compile: (sites: readonly string[], options: CompileOptions) => Promise<string>;
  readonly remove: () => Promise<void>;
}

interface CompileOptions {
  readonly resolution: Resolution;
  /** Alias of the release of `ai` in place of the one that the files import. */
  readonly ai?: string;
  /** Settings beside those of the strictest project. */
  readonly settings?: object;
}

/** A project of a user: the built package copied into it, and what else stands in `node_modules` linked. */
export async function createProject(): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'workers-ai-gateway-types-'));
  await fillModules(join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');

  const write = async (site: string, { ai, name }: { ai: string | undefined; name: string }) => {
    const [source = site, entry = source] = site.split(' as ');
    const text = (await readFile(join(sites, `${source}.ts`), 'utf8')).replaceAll(source, entry);
    const file = `${entry}.${name}.ts`;
    await writeFile(join(folder, file), ai ? text.replace(/'ai(?:-\d)?'/, `'${ai}'`) : text);
    return file;
  };

  const compile = async (
    names: readonly string[],
    { resolution, ai, settings }: CompileOptions,
  ): Promise<string> => {
    const name = `${names.join('-').replaceAll(' ', '-')}.${resolution}.${ai ?? 'alone'}`;
    const files = await Promise.all(names.map(site => write(site, { ai, name })));
    const compilerOptions = {
      ...resolutions[resolution],
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable'],
      types: [],
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      ...settings,
    };
    const config = join(folder, `${name}.json`);
    await writeFile(config, JSON.stringify({ compilerOptions, files }));
    return say(process.execPath, [tsc, '--project', config], folder);
  };
  return { compile, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function fillModules(modules: string): Promise<void> {
  const own = join(modules, 'workers-ai-gateway');
  await mkdir(own, { recursive: true });
  await cp(join(root, 'dist'), join(own, 'dist'), { recursive: true });
  await cp(join(root, 'package.json'), join(own, 'package.json'));
  await mkdir(join(modules, '@types'));
  const releases = (await readdir(join(root, 'node_modules'))).filter(name => /^ai(?:-|$)/.test(name));
  for (const name of [...releases, '@types/node', 'undici-types']) {
    await symlink(join(root, 'node_modules', name), join(modules, name), 'junction');
  }
}

/** What a program writes, whether it fails or not. */
function say(command: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise(resolve => {
    execFile(command, [...args], { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve(stdout + stderr || (error ? `It ended with ${error.code ?? error.signal}.` : ''));
    });
  });
}
