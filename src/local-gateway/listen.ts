import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { headersOf, readBody, send, sendFailure } from './http/port-message.ts';
import { serveRequest } from './http/serve.ts';
import { refuseStranger, urlOf } from './http/strangers.ts';
import { isReset } from './run/connection-reset.ts';
import type { LocalState } from './state.ts';

/** Options of `listen()`. */
export interface ListenOptions {
  /** The port on 127.0.0.1. @default 0, any free port */
  port?: number;
  /** Lets the process end while the port is open. @default false */
  unref?: boolean;
}

/** Settings for `createWorkersAI`, to use the gateway over its port. */
export interface ServerSettings {
  accountId: string;
  apiKey: string;
  gateway: { id: string };
  gatewayToken?: string;
  baseURL: string;
  apiURL: string;
}

/** A gateway that listens on a port. */
export interface LocalServer {
  /** `http://127.0.0.1:PORT` */
  url: string;
  port: number;
  /** Pass it to `createWorkersAI()`. */
  settings: ServerSettings;
  /** The same as environment variables, for other processes. */
  environment: Record<string, string>;
  /** Closes the port and all connections at once. */
  close(): Promise<void>;
}

type ListenContext = ListenOptions & { settings: Omit<ServerSettings, 'baseURL' | 'apiURL'> };

/** Milliseconds: whoever is slower with the headers of a request, or with all of it, holds no connection. */
const timeouts = {
  headersTimeout: 20_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5_000,
  // A client may use a connection again in the moment in which it is closed as idle: that loses the request.
  keepAliveTimeout: 65_000,
};

/** Written so that bundlers for a browser, which has no such module, do not look for it. */
function nodeHttp(): Promise<typeof import('node:http')> {
  return import(/* webpackIgnore: true */ /* @vite-ignore */ ['node', 'http'].join(':'));
}

/** Binds 127.0.0.1 only: it answers anyone who can reach it. */
export async function listen(
  state: LocalState,
  { port = 0, unref = false, settings }: ListenContext,
): Promise<LocalServer> {
  const { createServer } = await nodeHttp();
  const server = createServer(
    { ...timeouts, maxHeaderSize: 16_384 },
    (request, response) => void serveMessage(request, response, state),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  if (unref) server.unref();
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  const url = `http://127.0.0.1:${bound}`;
  state.ports.push(url);
  server.once('close', () => state.ports.splice(state.ports.indexOf(url), 1));
  const served = { ...settings, baseURL: `${url}/v1`, apiURL: `${url}/client/v4` };
  return {
    url,
    port: bound,
    settings: served,
    environment: environmentOf(served),
    close: () => close(server),
  };
}

function environmentOf(settings: ServerSettings): Record<string, string> {
  const { baseURL, apiURL, accountId, apiKey, gateway, gatewayToken } = settings;
  return {
    WORKERS_AI_GATEWAY_URL: baseURL,
    WORKERS_AI_API_URL: apiURL,
    CLOUDFLARE_ACCOUNT_ID: accountId,
    CLOUDFLARE_API_TOKEN: apiKey,
    CLOUDFLARE_GATEWAY_ID: gateway.id,
    ...(gatewayToken !== undefined && { CF_AIG_TOKEN: gatewayToken }),
  };
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serveMessage(
  request: IncomingMessage,
  response: ServerResponse,
  state: LocalState,
): Promise<void> {
  const { host = '', origin, upgrade } = request.headers;
  const refused = refuseStranger({ host, origin, upgrade });
  if (refused) {
    response.writeHead(refused.status, { 'content-type': 'text/plain' });
    response.end(refused.message);
    return;
  }
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new DOMException('The connection was closed.', 'AbortError'));
  });
  try {
    const bytes = await readBody(request, state.options.maxBodyBytes);
    const url = urlOf(request.url ?? '/', host);
    const incoming = {
      method: request.method ?? 'GET',
      url,
      headers: headersOf(request),
      bytes: bytes ?? new Uint8Array(),
      isTooLong: bytes === undefined,
    };
    await send(await serveRequest(incoming, { state, hangUp: gone }), response);
  } catch (error) {
    if (gone.signal.aborted || isReset(error) || response.headersSent) response.destroy();
    else sendFailure(error, response);
  }
}
