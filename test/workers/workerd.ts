import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** The runtime that miniflare brings. */
const { default: binary }: { default: string } = createRequire(import.meta.resolve('miniflare'))('workerd');

export interface Workerd {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * A Worker with the binding that Cloudflare's own has, whose requests go to a port of this machine:
 * https://github.com/cloudflare/workerd/blob/main/src/cloudflare/internal/ai-api.ts
 */
export function configOf(aiPort: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ( name = "main", worker = (
      modules = [( name = "worker.js", esModule = embed "worker.js" )],
      compatibilityDate = "2026-04-01",
      globalOutbound = "network",
      bindings = [( name = "AI", wrapped = (
        moduleName = "cloudflare-internal:ai-api",
        innerBindings = [( name = "fetcher", service = "ai" )]
      ) )],
    ) ),
    ( name = "ai", external = ( address = "127.0.0.1:${aiPort}", http = ( style = host ) ) ),
    ( name = "network", network = ( allow = ["private"] ) ),
  ],
  sockets = [( name = "http", address = "127.0.0.1:0", http = (), service = "main" )],
);
`;
}

/** Runs the code of one module until it is stopped. */
export async function startWorkerd({ code, aiPort }: { code: string; aiPort: number }): Promise<Workerd> {
  const folder = await mkdtemp(join(tmpdir(), 'workerd-'));
  await writeFile(join(folder, 'worker.js'), code);
  await writeFile(join(folder, 'config.capnp'), configOf(aiPort));
  const child = spawn(binary, ['serve', '--control-fd=3', 'config.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await kill(child);
    await rm(folder, { recursive: true });
  };
  try {
    return { url: `http://127.0.0.1:${await listeningPort(child)}/`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the runtime writes once it listens: one line of JSON. */
async function listeningPort(child: ChildProcess): Promise<number> {
  const [, , stderr, control] = child.stdio;
  if (!(stderr instanceof Readable) || !(control instanceof Readable)) throw new Error('There are no pipes.');
  let said = '';
  stderr.setEncoding('utf8').on('data', text => {
    said += text;
  });
  for await (const line of control.setEncoding('utf8')) {
    const port = /"event":"listen".*"port":(\d+)/.exec(String(line))?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error(`The runtime ended before it listened: ${said}`);
}

/** At once: asked politely, it waits for requests that hang. */
async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
