import { answerCall } from '../gateway/answer-call.ts';
import { controlsFromHeaders, type GatewayControls, mergeControls } from '../gateway/controls.ts';
import { entryIn, isObject, type JsonObject, numberIn, objectIn, stringIn } from '../json.ts';
import type { CallFormat, ModelAnswer, RunCall } from '../run/call.ts';
import { failureAnswer } from '../run/failure-answer.ts';
import { readNamedCall } from '../vendors/named-call.ts';
import { readVendorCall } from '../vendors/read-vendor-call.ts';
import { isVendor } from '../vendors/slugs.ts';
import { failureOf } from '../wire/failures.ts';
import { readCompatModel } from './read-call.ts';
import type { RequestContext } from './request-context.ts';
import type { Route } from './routes.ts';
import type { SeenRequest } from './seen-request.ts';

type UniversalRoute = Extract<Route, { kind: 'universal' }>;

/** Tries one entry after the other; the first success answers. https://developers.cloudflare.com/ai-gateway/usage/universal/ */
export async function answerUniversal(context: RequestContext, route: UniversalRoute): Promise<ModelAnswer> {
  const { seen, state, signal } = context;
  const entries = [seen.body].flat().flatMap(entry => (isObject(entry) ? [entry] : []));
  const fail = (code: number): ModelAnswer =>
    failureAnswer(failureOf(code), { call: { surface: 'rest' }, state, requestId: state.random.uuid() });
  let last = fail(entries.length === 0 ? 2028 : 2008);
  for (const [step, entry] of entries.entries()) {
    const call = readEntry(entry, { context, route, step });
    last = call ? await answerCall(call, { state, signal }) : fail(2008);
    if (last.status < 400 || last.isFinal) return last;
  }
  return last;
}

interface EntryPlace {
  context: RequestContext;
  route: UniversalRoute;
  step: number;
}

function readEntry(entry: JsonObject, { context, route, step }: EntryPlace): RunCall | undefined {
  const { seen } = context;
  const query = objectIn(entry.query) ?? {};
  const own = seen.headers;
  const headers = headersOf(entry.headers);
  const target = targetOf(entry, { query, headers });
  if (!target) return undefined;
  const asked = mergeControls(controlsFromHeaders(own), controlsFromHeaders(headers));
  return {
    ...target,
    seen,
    account: route.account,
    gateway: route.gateway,
    isTrusted: route.surface === 'binding',
    inputs: target.inputs ?? query,
    ownBody: query,
    bytes: undefined,
    authorization: target.vendor?.key ?? headers.authorization ?? own.authorization,
    gatewayAuthorization: own['cf-aig-authorization'],
    controls: mergeControls(asked, controlsFromConfig(objectIn(entry.config) ?? {})),
    queued: false,
    step,
  };
}

type Target = Pick<RunCall, 'surface' | 'format' | 'provider' | 'model' | 'endpoint' | 'vendor' | 'door'> &
  Partial<Pick<RunCall, 'inputs'>>;

function targetOf(
  entry: JsonObject,
  { query, headers }: { query: JsonObject; headers: SeenRequest['headers'] },
): Target | undefined {
  const slug = stringIn(entry.provider) ?? '';
  const endpoint = stringIn(entry.endpoint) ?? '';
  if (isVendor(slug)) return readVendorCall({ slug, path: endpoint, headers, body: query });
  const model = stringIn(query.model) ?? '';
  const target = entryIn(targets, slug)?.(endpoint, model);
  if (slug !== 'compat' || !target) return target;
  const { format } = target;
  const named = readNamedCall(model, { door: 'compat', format, inputs: query, headers });
  return target.provider === 'workers-ai' || named.door ? { ...target, ...named } : undefined;
}

type TargetAt = (endpoint: string, model: string) => Target | undefined;

/** What an entry asks for: a row for each provider that is answered. */
const targets: Readonly<Record<string, TargetAt>> = { compat: compatTarget, 'workers-ai': workersAITarget };

const formats: Readonly<Record<string, CallFormat>> = {
  'chat/completions': 'chat',
  embeddings: 'embeddings',
};

const formatAt = (endpoint: string): CallFormat | undefined =>
  entryIn(formats, endpoint.replace(/^\/?(v1\/)?/, ''));

function compatTarget(endpoint: string, named: string): Target | undefined {
  const format = formatAt(endpoint);
  const target = readCompatModel(named);
  return format && { surface: 'compat', format, ...target, endpoint };
}

function workersAITarget(endpoint: string, named: string): Target {
  const provider = 'workers-ai';
  const format = formatAt(endpoint);
  if (format) return { surface: 'openai', format, provider, model: named, endpoint };
  const model = endpoint.replace(/^\/?(run\/)?/, '');
  return { surface: 'rest', format: 'native', provider, model, endpoint: model };
}

function headersOf(value: unknown): SeenRequest['headers'] {
  const headers = new Headers();
  for (const [name, item] of Object.entries(objectIn(value) ?? {})) {
    setHeader(headers, name, typeof item === 'object' ? JSON.stringify(item) : String(item));
  }
  return Object.fromEntries(headers);
}

/** A name or value that no header can have is passed over. */
function setHeader(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch {}
}

const controlsFromConfig = (config: JsonObject): GatewayControls => ({
  requestTimeoutMs: numberIn(config.requestTimeout),
  maxAttempts: numberIn(config.maxAttempts),
  retryDelayMs: numberIn(config.retryDelay),
  backoff: stringIn(config.backoff),
});
