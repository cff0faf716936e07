import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';

export const here: string = fileURLToPath(new URL('..', import.meta.url));
const modules = join(here, 'node_modules');

/** A folder of its own with these files, and the packages that are installed here. */
export async function createProject(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'workers-ai-gateway-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await symlink(modules, join(folder, 'node_modules'), 'junction');
  for (const [path, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** A configuration whose environment `local` has these options, beside a plain `ai`. */
export function configOf(options: object): string {
  const plugin = { package: 'workers-ai-gateway/wrangler', name: 'local-ai' };
  const bindings = [{ name: 'AI', type: 'local-ai', dev: { plugin, options } }];
  return JSON.stringify({
    name: 'worker',
    main: 'index.js',
    compatibility_date: '2026-04-01',
    ai: { binding: 'AI' },
    env: { local: { unsafe: { bindings } } },
  });
}

/** The environment of somebody who has never signed in. */
const { HOME: _home, ...inherited } = process.env;
const own = Object.entries(inherited).filter(
  ([name]) => !/^(CLOUDFLARE|CF_|WORKERS_AI|WRANGLER|VITEST|XDG_)/.test(name),
);
const signedOut = { ...Object.fromEntries(own), CI: '1', NO_COLOR: '1', WRANGLER_SEND_METRICS: 'false' };

export interface Running {
  /** What it has written so far, on both outputs. */
  readonly said: () => string;
  /** Waits until it has said this, and returns the first group. */
  readonly says: (pattern: RegExp) => Promise<string>;
  /** As a terminal does: every process of the group gets the signal. */
  readonly pressCtrlC: () => void;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

/** Runs a program of an installed package, or a file, until it ends or the test does. */
export function run(
  program: 'wrangler' | 'vitest' | (string & {}),
  parameters: readonly string[],
  { folder, env = {} }: { folder: string; env?: Readonly<Record<string, string>> },
): Running {
  const programs: Readonly<Record<string, string>> = {
    wrangler: 'wrangler/bin/wrangler.js',
    vitest: 'vitest/vitest.mjs',
  };
  const path = program in programs ? join(modules, programs[program] ?? '') : program;
  const child = spawn(process.execPath, [path, ...parameters], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...signedOut, HOME: join(folder, '.wrangler/home'), ...env },
  });
  onTestFinished(() => signal(child, 'SIGKILL'));
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => {
      written += text;
    });
  return {
    said: () => written,
    says: async pattern => {
      await expect.poll(() => written).toMatch(pattern);
      return pattern.exec(written)?.[1] ?? '';
    },
    pressCtrlC: () => signal(child, 'SIGINT'),
    ended: once(child, 'close').then(([code]) => code),
  };
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch {
    // It has ended already.
  }
}

/** `wrangler dev`, once it answers. */
export async function startDev(
  folder: string,
  parameters: readonly string[] = ['--env', 'local'],
): Promise<Running & { readonly url: string }> {
  const dev = run('wrangler', ['dev', '--port', '0', ...parameters], { folder });
  const port = await dev.says(/Ready on http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/);
  return { ...dev, url: `http://127.0.0.1:${port}/` };
}
