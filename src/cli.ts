#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { createLines } from './local-gateway/command/lines.ts';
import { optionsFrom, portOf, urlOf } from './local-gateway/command/options.ts';
import { createLocalGateway } from './local-gateway/gateway.ts';
import type { LocalServer } from './local-gateway/listen.ts';

const help = `workers-ai-gateway dev: AI Gateway with Workers AI on this machine, without an account.

  --port <number>          Port on 127.0.0.1 (default 8765; 0 for any free port)
  --upstream <url>         OpenAI-compatible server that answers, e.g. http://127.0.0.1:11434/v1 (Ollama)
  --upstream-model <name>  Model to request from it (default: the model of each request)
  --upstream-key <key>     Its API key
  --token <token>          Workers AI token to accept (default: any)
  --gateway-token <token>  Require this token in cf-aig-authorization
  --gateway <id>           Gateway to accept (default: any); may be repeated
  --model <id>             Model to accept (default: any); may be repeated
  --date <YYYY-MM-DD>      Start the clock on this day; models retired later are served
  --retired <how>          Retired models are 'refused', as on Cloudflare (default), or 'served'
  --cache-ttl <seconds>    How long to cache an answer if the request sets no TTL (default 0: off)
  --rate-limit <n/s>       Limit of n requests in s seconds, e.g. 10/60
  --fail <code=share>      Share of runs that fail with a code, e.g. 3040=0.1; may be repeated
  --delay <ms>             Wait before each answer
  --chunk-delay <ms>       Wait before each piece of a stream
  --json                   Print JSON, one object per line
  --help                   Print this help

Without --upstream, a stand-in model answers, the same way every time. Ctrl-C stops the gateway.`;

type Values = ReturnType<typeof readArguments>['values'];

function readArguments() {
  const one = { type: 'string' } as const;
  const many = { type: 'string', multiple: true } as const;
  const options = {
    port: one,
    upstream: one,
    'upstream-model': one,
    'upstream-key': one,
    token: one,
    'gateway-token': one,
    gateway: many,
    model: many,
    date: one,
    retired: one,
    'cache-ttl': one,
    'rate-limit': one,
    fail: many,
    delay: one,
    'chunk-delay': one,
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  return parseArgs({ options, allowPositionals: true });
}

const modelsAt = (url: string): Promise<Response> =>
  fetch(`${url}/models`, { signal: AbortSignal.timeout(3000) });

/** Any answer will do, an error too: the server is there. Unless it is only its `/v1` that has models. */
async function expectUpstream(url: string): Promise<void> {
  const answer = await modelsAt(url).catch(() => undefined);
  if (!answer) throw new Error(`No server answers at ${url}. Start it first, or omit --upstream.`);
  if (answer.status !== 404) return;
  const below = await modelsAt(`${url}/v1`).catch(() => undefined);
  if (below?.ok) throw new Error(`The server's API is at ${url}/v1. Pass that to --upstream.`);
}

function welcome(server: LocalServer, upstream: string | undefined): string {
  const lines = Object.entries(server.environment).map(([name, value]) => `  ${name}=${value}`);
  const source = upstream === undefined ? 'A stand-in model answers' : `${upstream} answers`;
  return `${source} at ${server.url}. To use it, add this to .env:\n\n${lines.join('\n')}\n`;
}

async function dev(values: Values): Promise<void> {
  const port = portOf(values.port ?? '8765');
  const options = optionsFrom(values);
  if (values.upstream !== undefined) await expectUpstream(urlOf(values.upstream));
  const lines = createLines({ json: values.json === true, models: values.model });
  const gateway = createLocalGateway({
    ...options,
    onAnswer: (request, summary) => {
      for (const line of lines.of(request, summary)) console.log(line);
    },
  });
  const server = await gateway.listen({ port }).catch(error => {
    if (error?.code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is in use. Pass another one with --port, or 0 for any free port.`);
  });
  const started = (): string => JSON.stringify({ url: server.url, environment: server.environment });
  console.log(values.json ? started() : welcome(server, values.upstream));
  // A little later, so that a request it interrupts still gets its line.
  const stop = (): void => void server.close().then(() => setTimeout(process.exit, 50, 0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [command, ...extra] = positionals;
  if (values.help || (command === undefined && Object.keys(values).length === 0)) {
    console.log(help);
    return;
  }
  if (command === undefined)
    throw new Error("The command is missing: 'dev' comes before the options. Try --help.");
  if (command !== 'dev' || extra.length > 0)
    throw new Error(`Unknown command '${positionals.join(' ')}'. Try --help.`);
  await dev(values);
}

/** Of an unknown option Node also tells how to pass it as a positional, which helps nobody here. */
const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(
    /^(Unknown option '.*?')\..*$/s,
    '$1. Try --help.',
  );

// A program that it is piped into has ended.
process.stdout.on('error', () => process.exit(0));

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
