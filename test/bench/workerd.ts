import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** The runtime that miniflare brings. */
const { default: binary }: { default: string } = createRequire(import.meta.resolve('miniflare'))('workerd');

const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [( name = "main", worker = (
    modules = [( name = "worker.js", esModule = embed "worker.js" )],
    compatibilityDate = "2026-04-01",
  ) )],
  sockets = [( name = "http", address = "127.0.0.1:0", http = (), service = "main" )],
);
`;

/** Microseconds of CPU time of all threads of a process, as Linux counts them. */
async function cpuOf(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const times = threads.map(async thread => {
    const stat = await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8');
    return Number(stat.split(' ')[0]) / 1000;
  });
  return (await Promise.all(times)).reduce((sum, time) => sum + time, 0);
}

async function listeningPort(child: ChildProcess): Promise<number> {
  const control = child.stdio[3];
  if (!(control instanceof Readable)) throw new Error('There is no pipe.');
  for await (const line of control.setEncoding('utf8')) {
    const port = /"event":"listen".*"port":(\d+)/.exec(String(line))?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error('The runtime ended before it listened.');
}

/** Microseconds of CPU time from the start of workerd to the first answer of a Worker. Linux only. */
export async function startWorker(code: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  await writeFile(join(folder, 'worker.js'), code);
  await writeFile(join(folder, 'config.capnp'), config);
  const child = spawn(binary, ['serve', '--control-fd=3', 'config.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const ended = new Promise(resolve => child.once('exit', resolve));
  try {
    const response = await fetch(`http://127.0.0.1:${await listeningPort(child)}/`);
    await response.text();
    return await cpuOf(child.pid ?? 0);
  } finally {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true });
  }
}
