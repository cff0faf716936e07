import { get } from 'node:http';
import { createLocalGateway } from '../local-gateway/gateway.ts';
import type { SeenRequest } from '../local-gateway/http/seen-request.ts';
import type { LocalServer } from '../local-gateway/listen.ts';
import { printable } from '../local-gateway/printable.ts';
import type { Declared } from './bindings.ts';
import { refusal } from './options.ts';

/** Of the miniflare that runs the Worker. */
export interface Place {
  readonly log: { info(message: string): void };
  /** Its own, and the same after each reload of the Worker. */
  readonly tmpPath: string;
}

interface Running {
  readonly options: string;
  readonly server: Promise<LocalServer>;
}

/** A gateway outlives a reload of the Worker, and its cache and logs with it. */
const running = new Map<string, Running>();

/** `host:port` of the gateway that a binding asks for. */
export async function addressOf({ name, options }: Declared, place: Place): Promise<string> {
  const url = options.url ?? (await serverOf({ name, options }, place)).url;
  if (options.url !== undefined) await expectGateway(options.url, name);
  return new URL(url).host;
}

async function serverOf({ name, options }: Declared, { log, tmpPath }: Place): Promise<LocalServer> {
  const { port = 0, ...rest } = options;
  const key = port === 0 ? tmpPath + JSON.stringify(rest) : `port ${port}`;
  const found = running.get(key);
  if (found?.options === JSON.stringify(rest)) return found.server;
  await found?.server.then(server => server.close());
  const onAnswer = (seen: SeenRequest, { milliseconds }: { milliseconds: number }): void =>
    log.info(lineOf(seen, milliseconds));
  // A program that has disposed of its Miniflare ends, although the port is still open.
  const listening = { port, unref: true };
  try {
    const server = createLocalGateway({ ...rest, onAnswer }).listen(listening);
    running.set(key, { options: JSON.stringify(rest), server });
    log.info(`env.${name} is answered by a local gateway at ${(await server).url}`);
    return await server;
  } catch (error) {
    running.delete(key);
    throw unlistened(error, { name, port });
  }
}

function unlistened(error: unknown, { name, port }: { name: string; port: number }): Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const wayOut = `set another one, leave it out for any free one, or use the gateway that listens there by "url": "http://127.0.0.1:${port}"`;
  if (code === 'EADDRINUSE') return refusal(name, `port ${port} is taken: ${wayOut}.`, error);
  if (code === 'ERR_SOCKET_BAD_PORT') return refusal(name, `there is no port ${port}.`, error);
  return refusal(name, error instanceof Error ? error.message : String(error), error);
}

function lineOf(seen: SeenRequest, milliseconds: number): string {
  const { status, model, method, path, cacheStatus, logId, aborted } = seen;
  const parts = [printable(model ?? `${method} ${path}`), cacheStatus, `${milliseconds} ms`, logId];
  return ['AI', status, ...parts, aborted && 'aborted'].filter(Boolean).join(' ');
}

/** How long a gateway that is started beside the Worker may take. */
const patience = 5000;

async function expectGateway(url: string, binding: string): Promise<void> {
  if (!/^http:\/\/[^/]+\/?$/.test(url) || !URL.canParse(url))
    throw refusal(binding, `url must be an address alone, such as http://127.0.0.1:8765, not '${url}'.`);
  const start = Date.now();
  let status = await statusAt(url);
  while (status === undefined && Date.now() - start < patience) {
    await new Promise(resolve => setTimeout(resolve, 100));
    status = await statusAt(url);
  }
  if (status === 421) return;
  const found =
    status === undefined ? `nothing answers at ${url}` : `what answers at ${url} is no local gateway`;
  const { port } = new URL(url);
  const wayOut = `Start one with npx workers-ai-gateway dev --port ${port || 80}, or leave url out.`;
  throw refusal(binding, `${found}. ${wayOut}`);
}

/** A local gateway refuses a host that is not its own with 421, and notes no request. */
function statusAt(url: string): Promise<number | undefined> {
  return new Promise(resolve => {
    const request = get(
      url,
      { headers: { host: 'gateway.invalid' }, agent: false, timeout: 1000 },
      answer => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
  });
}
