import { answerCall } from '../gateway/answer-call.ts';
import { controlsFromHeaders, type GatewayControls, mergeControls } from '../gateway/controls.ts';
import { isObject, type JsonObject, numberIn, objectIn, stringIn } from '../json.ts';
import type { ModelAnswer, RunCall } from '../run/call.ts';
import { failureAnswer } from '../run/failure-answer.ts';
import { failureOf } from '../wire/failures.ts';
import type { Exchange } from './answer-request.ts';
import { readCompatModel } from './read-call.ts';
import type { Route } from './routes.ts';

type UniversalRoute = Extract<Route, { kind: 'universal' }>;

/** Tries one entry after the other; the first success answers. https://developers.cloudflare.com/ai-gateway/usage/universal/ */
export async function answerUniversal(exchange: Exchange, route: UniversalRoute): Promise<ModelAnswer> {
  const { seen, state, signal } = exchange;
  const entries = [seen.body].flat().flatMap(entry => (isObject(entry) ? [entry] : []));
  const fail = (code: number): ModelAnswer =>
    failureAnswer(failureOf(code), { call: { surface: 'rest' }, state, requestId: state.random.uuid() });
  let last = fail(entries.length === 0 ? 2028 : 2008);
  for (const [step, entry] of entries.entries()) {
    const call = readEntry(entry, { exchange, route, step });
    last = call ? await answerCall(call, { state, signal }) : fail(2008);
    if (last.status < 400 || last.isFinal) return last;
  }
  return last;
}

interface EntryPlace {
  exchange: Exchange;
  route: UniversalRoute;
  step: number;
}

function readEntry(entry: JsonObject, { exchange, route, step }: EntryPlace): RunCall | undefined {
  const { seen } = exchange;
  const query = objectIn(entry.query) ?? {};
  const target = targetOf(stringIn(entry.provider), stringIn(entry.endpoint) ?? '', query);
  if (!target) return undefined;
  const own = new Headers({ ...seen.headers });
  const headers = headersOf(entry.headers);
  const asked = mergeControls(controlsFromHeaders(own), controlsFromHeaders(headers));
  return {
    ...target,
    seen,
    account: route.account,
    gateway: route.gateway,
    isTrusted: route.surface === 'binding',
    inputs: query,
    bytes: undefined,
    authorization: headers.get('authorization') ?? own.get('authorization') ?? undefined,
    gatewayAuthorization: own.get('cf-aig-authorization') ?? undefined,
    controls: mergeControls(asked, controlsFromConfig(objectIn(entry.config) ?? {})),
    queued: false,
    step,
  };
}

type Target = Pick<RunCall, 'surface' | 'format' | 'provider' | 'model' | 'endpoint'>;

function targetOf(provider: string | undefined, endpoint: string, query: JsonObject): Target | undefined {
  const named = stringIn(query.model) ?? '';
  const path = endpoint.replace(/^\/?(v1\/)?/, '');
  const format = path === 'chat/completions' ? 'chat' : path === 'embeddings' ? 'embeddings' : undefined;
  if (provider === 'compat' && format) {
    const target = readCompatModel(named);
    return target.provider === 'workers-ai' ? { surface: 'compat', format, ...target, endpoint } : undefined;
  }
  if (provider !== 'workers-ai') return undefined;
  if (format) return { surface: 'openai', format, provider, model: named, endpoint };
  const model = endpoint.replace(/^\/?(run\/)?/, '');
  return { surface: 'rest', format: 'native', provider, model, endpoint: model };
}

function headersOf(value: unknown): Headers {
  const headers = new Headers();
  for (const [name, item] of Object.entries(objectIn(value) ?? {})) {
    headers.set(name, typeof item === 'object' ? JSON.stringify(item) : String(item));
  }
  return headers;
}

const controlsFromConfig = (config: JsonObject): GatewayControls => ({
  requestTimeoutMs: numberIn(config.requestTimeout),
  maxAttempts: numberIn(config.maxAttempts),
  retryDelayMs: numberIn(config.retryDelay),
  backoff: stringIn(config.backoff),
});
