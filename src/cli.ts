#!/usr/bin/env node
import { parseArgs } from 'node:util';
import type { AnswerSummary } from './testing.ts';
import {
  createLocalGateway,
  type LocalGatewayOptions,
  type LocalServer,
  type SeenRequest,
} from './testing.ts';

const help = `workers-ai-gateway dev: Cloudflare AI Gateway and Workers AI on this machine, without an account.

  --port <number>          Port on 127.0.0.1 (default 8765; 0 takes any free one)
  --upstream <url>         Answer from an OpenAI-compatible server, e.g. http://127.0.0.1:11434/v1 (Ollama)
  --upstream-model <name>  The model to ask it for, whatever the caller asks for
  --upstream-key <key>     Its API key
  --token <token>          The only Workers AI token that is accepted (default: any)
  --gateway-token <token>  Ask for cf-aig-authorization with this token
  --cache-ttl <seconds>    The gateway's own cache TTL (default 0: off)
  --rate-limit <n/s>       Requests per seconds, e.g. 10/60
  --fail <code=share>      Fail a share of the runs, e.g. 3040=0.1; may be repeated
  --delay <ms>             Wait before each answer
  --chunk-delay <ms>       Wait before each piece of a stream
  --json                   One JSON object a line
  --help                   This text

Without --upstream a deterministic stand-in model answers. Ctrl-C stops it.`;

type Values = ReturnType<typeof readArguments>['values'];

function readArguments() {
  const one = { type: 'string' } as const;
  const options = {
    port: one,
    upstream: one,
    'upstream-model': one,
    'upstream-key': one,
    token: one,
    'gateway-token': one,
    'cache-ttl': one,
    'rate-limit': one,
    fail: { type: 'string', multiple: true },
    delay: one,
    'chunk-delay': one,
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  return parseArgs({ options, allowPositionals: true });
}

/** A number of the command line, or an error that names the option. */
function numberOf(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new Error(`--${option} takes a number of at least 0, not '${text}'.`);
}

function portOf(text: string): number {
  const port = numberOf('port', text);
  if (Number.isInteger(port) && port < 65_536) return port;
  throw new Error(`--port takes a whole number up to 65535, not '${text}'.`);
}

function optionsFrom(values: Values): LocalGatewayOptions {
  const options: LocalGatewayOptions = {};
  if (values.token !== undefined) options.token = values.token;
  if (values['gateway-token'] !== undefined) options.gatewayToken = values['gateway-token'];
  if (values['cache-ttl'] !== undefined) options.cacheTtl = numberOf('cache-ttl', values['cache-ttl']);
  if (values.delay !== undefined) options.delayMs = numberOf('delay', values.delay);
  if (values['chunk-delay'] !== undefined)
    options.chunkDelayMs = numberOf('chunk-delay', values['chunk-delay']);
  if (values['rate-limit'] !== undefined) options.rateLimit = rateLimitOf(values['rate-limit']);
  if (values.fail) options.failRate = Object.fromEntries(values.fail.map(failShare));
  if (values.upstream !== undefined) {
    options.upstream = {
      url: urlOf(values.upstream),
      ...(values['upstream-model'] === undefined ? {} : { model: values['upstream-model'] }),
      ...(values['upstream-key'] === undefined ? {} : { apiKey: values['upstream-key'] }),
    };
  }
  for (const name of ['upstream-model', 'upstream-key'] as const) {
    if (values[name] !== undefined && !options.upstream) throw new Error(`--${name} needs --upstream too.`);
  }
  return options;
}

function rateLimitOf(text: string): { requests: number; seconds: number } {
  const [, requests, seconds] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  if (requests === undefined)
    throw new Error(`--rate-limit takes requests per seconds, e.g. 10/60, not '${text}'.`);
  return { requests: Number(requests), seconds: Number(seconds) };
}

function failShare(text: string): [number, number] {
  const [, code, share = '1'] = /^(\d{4,5})(?:=([\d.]+))?$/.exec(text) ?? [];
  if (code === undefined || !(Number(share) <= 1)) {
    throw new Error(`--fail takes a code and a share between 0 and 1, e.g. 3040=0.1, not '${text}'.`);
  }
  return [Number(code), Number(share)];
}

function urlOf(text: string): string {
  if (/^https?:\/\/[^/]*@/.test(text))
    throw new Error('--upstream takes no user and password: pass the key by --upstream-key.');
  if (/^https?:\/\/[^/]/.test(text)) return text.replace(/\/+$/, '');
  throw new Error(`--upstream takes a URL such as http://127.0.0.1:11434/v1, not '${text}'.`);
}

const modelsAt = (url: string): Promise<Response> =>
  fetch(`${url}/models`, { signal: AbortSignal.timeout(3000) });

/** Any answer will do, an error too: the server is there. Unless it is only its `/v1` that has models. */
async function expectUpstream(url: string): Promise<void> {
  const answer = await modelsAt(url).catch(() => undefined);
  if (!answer)
    throw new Error(`No server answers at the upstream ${url}. Start it first, or leave --upstream out.`);
  if (answer.status !== 404) return;
  const below = await modelsAt(`${url}/v1`).catch(() => undefined);
  if (below?.ok) throw new Error(`The upstream has its models at ${url}/v1: pass that to --upstream.`);
}

function lineOf(request: SeenRequest, { milliseconds, tokensIn, tokensOut }: AnswerSummary): string {
  const tokens = tokensIn === undefined ? '' : `${tokensIn} in, ${tokensOut ?? 0} out`;
  return [
    request.status ?? '---',
    (request.model ?? `${request.method} ${request.path}`).padEnd(44),
    (request.cacheStatus ?? '').padEnd(4),
    `${milliseconds} ms`.padStart(8),
    tokens.padEnd(18),
    request.logId ?? '',
    request.aborted ? 'aborted' : '',
  ]
    .join('  ')
    .trimEnd();
}

function jsonLineOf(request: SeenRequest, summary: AnswerSummary): string {
  const { method, path, status, model, cacheStatus, logId, aborted } = request;
  return JSON.stringify({ method, path, status, model, cacheStatus, logId, aborted, ...summary });
}

function welcome(server: LocalServer, upstream: string | undefined): string {
  const lines = Object.entries(server.environment).map(([name, value]) => `  ${name}=${value}`);
  const source = upstream === undefined ? 'A stand-in model answers' : `${upstream} answers`;
  return `${source} at ${server.url}. To use it, put into .env:\n\n${lines.join('\n')}\n`;
}

async function dev(values: Values): Promise<void> {
  const port = portOf(values.port ?? '8765');
  const options = optionsFrom(values);
  if (values.upstream !== undefined) await expectUpstream(urlOf(values.upstream));
  const write = values.json ? jsonLineOf : lineOf;
  const gateway = createLocalGateway({
    ...options,
    onAnswer: (request, summary) => console.log(write(request, summary)),
  });
  const server = await gateway.listen({ port }).catch(error => {
    if (error?.code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is taken. Pass another one with --port, or 0 for any free one.`);
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
  if (command === undefined) throw new Error("No command. It is 'dev', before the options; try --help.");
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
