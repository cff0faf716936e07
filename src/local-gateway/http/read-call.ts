import { controlsFromHeaders, controlsFromOptions } from '../gateway/controls.ts';
import { isObject, type JsonObject, objectIn, parseJson, stringIn } from '../json.ts';
import type { RunCall } from '../run/call.ts';
import { isNamed, readNamedCall } from '../vendors/named-call.ts';
import { readVendorCall } from '../vendors/read-vendor-call.ts';
import type { VendorDoor } from '../vendors/vendor-wire.ts';
import type { Route } from './routes.ts';
import type { SeenRequest } from './seen-request.ts';

type RunRoute = Extract<Route, { kind: 'run' }>;

/** Puts together what path, headers and body say about one run. */
export function readRunCall(seen: SeenRequest, route: RunRoute): RunCall {
  const { headers } = seen;
  const call: RunCall = {
    seen,
    surface: route.surface,
    format: route.format,
    account: route.account,
    authorization: headers.authorization,
    gatewayAuthorization: headers['cf-aig-authorization'],
    isTrusted: route.surface === 'binding',
    step: 0,
    ...(route.surface === 'binding' ? fromBinding(seen) : fromRest(seen, route)),
  };
  const door = doorOf(route);
  if (door === undefined || !isNamed(call.model)) return call;
  const { format, inputs } = call;
  // Without a gateway's name such a call goes through the one named default.
  const gateway = call.gateway ?? 'default';
  return { ...call, gateway, ...readNamedCall(call.model, { door, format, inputs, headers }) };
}

/** Where ids of other vendors' models are taken: everywhere but on the paths of Workers AI. */
function doorOf({ surface, gateway, model }: RunRoute): VendorDoor | undefined {
  if (surface === 'compat') return surface;
  return gateway === undefined && model === undefined ? 'catalogue' : undefined;
}

/** Puts together what path, headers and body ask of another vendor. */
export function readVendorRequest(
  seen: SeenRequest,
  { account, gateway, slug, path }: Extract<Route, { kind: 'vendor' }>,
): RunCall {
  const { headers } = seen;
  const target = readVendorCall({
    slug,
    path: path + new URL(seen.url).search,
    headers,
    body: objectIn(seen.body) ?? {},
  });
  return {
    ...target,
    seen,
    account,
    gateway,
    bytes: seen.text === undefined && seen.bytes.length > 0 ? seen.bytes : undefined,
    authorization: target.vendor?.key,
    gatewayAuthorization: headers['cf-aig-authorization'],
    controls: controlsFromHeaders(headers),
    isTrusted: false,
    queued: false,
    step: 0,
  };
}

type Rest = Pick<
  RunCall,
  'gateway' | 'model' | 'provider' | 'endpoint' | 'inputs' | 'ownBody' | 'bytes' | 'controls' | 'queued'
>;

function fromRest(seen: SeenRequest, route: RunRoute): Rest {
  const body = objectIn(seen.body) ?? {};
  const query = new URL(seen.url).searchParams;
  const isForm = seen.text === undefined && seen.bytes.length > 0;
  const named = stringIn(body.model) ?? '';
  // `/ai/run` without a model in its path takes it from the body, the inputs beside it.
  const inBody = route.format === 'native' && route.model === undefined;
  return {
    gateway: route.gateway ?? seen.headers['cf-aig-gateway-id'],
    ...(route.surface === 'compat'
      ? readCompatModel(named)
      : { provider: 'workers-ai', model: route.model ?? named }),
    endpoint: route.model ?? (inBody ? named : `v1/${endpoints[route.format]}`),
    inputs: isForm ? inputsIn(query) : inBody ? (objectIn(body.input) ?? {}) : withoutOptions(body),
    bytes: isForm ? seen.bytes : undefined,
    controls: controlsFromHeaders(seen.headers),
    queued: query.get('queueRequest') === 'true',
  };
}

/** Of a body that is bytes: a name that is repeated is a list. */
function inputsIn(query: URLSearchParams): JsonObject {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map(name => {
      const values = query.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

/** `{provider}/{model}`: https://developers.cloudflare.com/ai-gateway/usage/chat-completion/ */
export function readCompatModel(named: string): { provider: string; model: string } {
  const [provider = '', ...rest] = named.split('/');
  return { provider, model: provider === 'workers-ai' ? rest.join('/') : named };
}

const endpoints: Readonly<Record<RunCall['format'], string>> = {
  native: 'run',
  chat: 'chat/completions',
  embeddings: 'embeddings',
  responses: 'responses',
};

/** `options: { rejectIfBusy }` speaks to the platform, not to the model. */
function withoutOptions({ options: _options, ...inputs }: JsonObject): JsonObject {
  return inputs;
}

/** `{"inputs":…,"options":{"gateway":…}}`, or a raw body with the inputs in the query. */
function fromBinding(seen: SeenRequest): Rest {
  const query = new URL(seen.url).searchParams;
  const body = objectIn(seen.body);
  const raw = query.get('userInputs');
  const options = objectIn(body?.options);
  const gateway = objectIn(options?.gateway);
  const model = (seen.headers['cf-consn-model-id'] ?? '').replace(/^[^@/]*:/, '');
  const parsed = parseJson(raw ?? undefined);
  const inputs = raw === null ? (objectIn(body?.inputs) ?? {}) : isObject(parsed) ? parsed : {};
  return {
    gateway: stringIn(gateway?.id),
    provider: 'workers-ai',
    model,
    endpoint: model,
    inputs,
    ownBody: inputs,
    bytes: raw === null ? undefined : seen.bytes,
    controls: gateway ? controlsFromOptions(gateway) : {},
    queued: options?.queueRequest === true,
  };
}
