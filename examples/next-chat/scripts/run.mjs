// The chat, on Cloudflare with credentials in the environment, else on a local gateway that starts and ends with it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLocalGateway } from 'workers-ai-gateway/testing';

const help = `npm run dev [-- options]     The chat, with what changes in the code
npm run start [-- options]   The chat as 'npm run build' made it

  --port <number>  Port on this machine (default 3000)
  --help           This text

With CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN and CLOUDFLARE_GATEWAY_ID in the environment or in .env.local, models
on Cloudflare answer. Without them a stand-in model answers, behind a local gateway. Ctrl-C stops it all.`;

const folder = join(import.meta.dirname, '..');
const credentials = ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_GATEWAY_ID'];

const { values, positionals } = parseArgs({
  options: { port: { type: 'string', default: '3000' }, help: { type: 'boolean' } },
  allowPositionals: true,
});
const [command = 'dev'] = positionals;

async function main() {
  const file = join(folder, '.env.local');
  if (existsSync(file)) process.loadEnvFile(file);
  const missing = credentials.filter(name => !process.env[name]);
  const gateway = missing.length > 0 ? await startGateway() : undefined;
  if (gateway) console.log(`A local gateway answers. For Cloudflare, set ${missing.join(', ')}.\n`);

  const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
  const child = spawn(process.execPath, [next, command, '--port', values.port, '--hostname', '127.0.0.1'], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, ...gateway?.environment, NEXT_TELEMETRY_DISABLED: '1' },
  });
  let isStopped = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(signal, () => {
      isStopped = true;
      child.kill(signal);
    });
  }
  child.once('exit', async code => {
    await gateway?.close();
    process.exitCode = isStopped ? 0 : (code ?? 1);
  });
}

/** Slow enough to watch. A line a request says what the gateway saw. */
async function startGateway() {
  const gateway = createLocalGateway({
    delayMs: 300,
    chunkDelayMs: 25,
    onAnswer: ({ method, path, model, status, cacheStatus = '', logId = '' }, { milliseconds }) =>
      console.log(
        ` ${status ?? 'stopped'} ${model ?? `${method} ${path}`} ${milliseconds} ms ${cacheStatus} ${logId}`,
      ),
  });
  return gateway.listen();
}

if (values.help) console.log(help);
else await main();
