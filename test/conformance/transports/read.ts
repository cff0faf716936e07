import type { SeenRequest } from 'workers-ai-gateway/testing';
import type { Seen } from '../transport.ts';

/** OpenAI's paths have the model in the body, the others in the URL; so it is with the gateway and its header. */
export function readHttp(request: SeenRequest): Seen {
  const { 'cf-aig-gateway-id': named, ...headers } = request.headers;
  const [, inPath] = /^\/v1\/[^/]+\/([^/]+)\//.exec(request.path) ?? [];
  const inputs = { ...recordIn(request.body) };
  let { model } = request;
  if (/\/v1\/(chat\/completions|embeddings)$/.test(request.path)) {
    model = typeof inputs.model === 'string' ? inputs.model : undefined;
    delete inputs.model;
  }
  return { request, model, inputs, gateway: inPath ?? named, headers };
}

/** The binding sends the options in the body, and as headers only those that it has no name for. */
export function readBinding(request: SeenRequest): Seen {
  const body = recordIn(request.body);
  const { id, ...options } = recordIn(recordIn(body.options).gateway);
  return {
    request,
    model: request.headers['cf-consn-model-id'],
    inputs: recordIn(body.inputs),
    gateway: typeof id === 'string' ? id : undefined,
    headers: { ...request.headers, ...headersOf(options) },
  };
}

/** https://developers.cloudflare.com/ai-gateway/glossary/ */
const optionHeaders: Readonly<Record<string, (value: unknown) => Record<string, string>>> = {
  skipCache: value => ({ 'cf-aig-skip-cache': String(value) }),
  cacheTtl: value => ({ 'cf-aig-cache-ttl': String(value) }),
  cacheKey: value => ({ 'cf-aig-cache-key': String(value) }),
  metadata: value => ({ 'cf-aig-metadata': asciiJson(value) }),
  collectLog: value => ({ 'cf-aig-collect-log': String(value) }),
  eventId: value => ({ 'cf-aig-event-id': String(value) }),
  requestTimeoutMs: value => ({ 'cf-aig-request-timeout': String(value) }),
  retries: value => retryHeaders(recordIn(value)),
};

function headersOf(options: Readonly<Record<string, unknown>>): Record<string, string> {
  const headers = Object.entries(options).map(([name, value]) => {
    const toHeaders = optionHeaders[name];
    if (!toHeaders) throw new Error(`The binding has no gateway option '${name}'.`);
    return toHeaders(value);
  });
  return Object.assign({}, ...headers);
}

function retryHeaders({ maxAttempts, retryDelayMs, backoff }: Readonly<Record<string, unknown>>) {
  return {
    ...(maxAttempts !== undefined && { 'cf-aig-max-attempts': String(maxAttempts) }),
    ...(retryDelayMs !== undefined && { 'cf-aig-retry-delay': String(retryDelayMs) }),
    ...(backoff !== undefined && { 'cf-aig-backoff': String(backoff) }),
  };
}

const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const recordIn = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
