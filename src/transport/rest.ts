import { gatewayHeaders } from '../gateway/headers.ts';
import { invalidSetting } from '../values/check.ts';
import { toText } from '../values/json.ts';
import { unsupportedBy } from '../values/unsupported.ts';
import { orAbort } from './abort.ts';
import { type Door, doorOf } from './doors.ts';
import { mergeHeaders, requestHeaders } from './headers.ts';
import { type Access, sendHttp } from './http.ts';
import { holdsBlob, holdsStream, isBytes } from './inputs.ts';
import { createNativePath } from './native-path.ts';
import { encodeJson } from './number-list.ts';
import type { Inputs, LogTransport, Transport, TransportRequest } from './transport.ts';
import { buildEntries, needsGateway, type UniversalEntry } from './universal.ts';

export interface RestOptions {
  /** `/compat` takes the gateway's token where there is one, and no other. */
  readonly access: (door?: Door) => Promise<Access>;
  /**
   * Through the gateway's own address, or through Cloudflare's API with the gateway named in a header. Left out, the
   * gateway `default` takes the API, where the account's token is enough, unless the gateway's address is set.
   */
  readonly route: 'gateway' | 'api' | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof globalThis.fetch | undefined;
}

/** HTTP, to the gateway or to Cloudflare's API, in Workers AI's own format or OpenAI's. */
export function createRestTransport({ access: readAccess, route, headers, fetch }: RestOptions): Transport {
  const nativePath = createNativePath();
  return async request => {
    const door = doorOf(request, route ?? 'api');
    const access = await orAbort(readAccess(door), request.abortSignal);
    const { endpoint, model, legs } = request;
    const isApi = door ? door !== '/compat' : usesApi(request, { access, route });
    if (legs && isApi) throw needsGateway();
    const own = door === '/compat' ? gatewayAuthorization(access) : authorization(access, { request, isApi });
    const { body, type } = encode(
      legs ? buildEntries(legs, mergeHeaders(own, headers, request.headers)) : bodyOf(request, door),
    );
    const http = {
      method: 'POST',
      headers: requestHeaders(
        { 'content-type': type },
        own,
        headers,
        request.headers,
        // An option wins over a header of the same meaning.
        request.gateway ? gatewayHeaders(request.gateway) : {},
      ),
      body,
      abortSignal: request.abortSignal,
      inputs: request.inputs,
      fetch,
    } as const;
    const post = (prefix = '') =>
      sendHttp({ ...http, url: urlOf({ ...request, model: prefix + model }, { access, isApi, door }) });
    // The entries hold tokens.
    if (legs) return { ...(await post()), requestBody: undefined };
    return endpoint !== 'run' || isApi ? post() : nativePath.send(request, post);
  };
}

export const gatewayURL = 'https://gateway.ai.cloudflare.com/v1';

/** The API has no universal endpoint. */
function usesApi(
  { gateway, legs }: TransportRequest,
  { access, route }: { access: Access } & Pick<RestOptions, 'route'>,
): boolean {
  if (!gateway || route !== undefined) return !gateway || route === 'api';
  return gateway.id === 'default' && access.baseURL === undefined && !legs;
}

/**
 * https://developers.cloudflare.com/ai-gateway/usage/providers/workersai/ and, since 2026-05,
 * https://developers.cloudflare.com/ai-gateway/usage/rest-api/
 */
function urlOf(
  { model, endpoint, gateway, query, legs }: TransportRequest,
  { access, isApi, door }: { access: Access; isApi: boolean; door: Door | undefined },
): string {
  const { accountId, baseURL = gatewayURL, apiURL } = access;
  const isGateway = gateway && !isApi;
  const root = isGateway ? `${baseURL}/${accountId}/${gateway.id}` : `${apiURL}/accounts/${accountId}`;
  if (isGateway && legs) return root;
  if (door) return `${root}${door}${door === '/ai/run' ? '' : `/${endpoint}`}`;
  const base = `${root}/${isGateway ? 'workers-ai' : 'ai'}`;
  if (endpoint !== 'run') return `${base}/v1/${endpoint}`;
  const path = isGateway ? model : `run/${model.replace(/^run\//, '')}`;
  return `${base}/${path}${queryOf(query)}`;
}

/** Lists are repeated. */
function queryOf(query: TransportRequest['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const pairs = given.flatMap(([name, value]) =>
    [value].flat().map(each => [name, toText(each, { what: 'inputs' })]),
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
}

function authorization(
  { apiKey, gatewayToken }: Access,
  { request: { gateway }, isApi }: { request: TransportRequest; isApi: boolean },
): Record<string, string | undefined> {
  if (!gateway) return { authorization: `Bearer ${apiKey}` };
  return {
    authorization: `Bearer ${apiKey}`,
    'cf-aig-authorization': gatewayToken && `Bearer ${gatewayToken}`,
    'cf-aig-gateway-id': isApi ? gateway.id : undefined,
  };
}

/** An `Authorization` would be taken for the vendor's key. */
const gatewayAuthorization = ({ apiKey, gatewayToken = apiKey }: Access): Record<string, string> => ({
  'cf-aig-authorization': `Bearer ${gatewayToken}`,
});

/** @throws InvalidArgumentError for inputs that a door cannot carry. */
function bodyOf({ endpoint, model, inputs }: TransportRequest, door: Door | undefined): Inputs {
  if (endpoint !== 'run') return { model, ...inputs };
  if (!door) return inputs;
  if (inputs instanceof FormData || isBytes(inputs))
    throw invalidSetting('inputs', `must be JSON for ${model}`);
  return { model, input: inputs };
}

const bytes = 'application/octet-stream';

/**
 * The body, and the content type where it needs one: a form names its own.
 * @throws UnsupportedFunctionalityError for a stream inside of JSON, which would be written as `{}`.
 */
function encode(inputs: Inputs | readonly UniversalEntry[]): {
  body: RequestInit['body'];
  type: string | undefined;
} {
  if (inputs instanceof FormData) return { body: inputs, type: undefined };
  if (inputs instanceof Blob) return { body: inputs, type: inputs.type || bytes };
  if (inputs instanceof Uint8Array) return { body: unshared(inputs), type: bytes };
  if (inputs instanceof ArrayBuffer || inputs instanceof ReadableStream) return { body: inputs, type: bytes };
  if (holdsStream(inputs) || holdsBlob(inputs))
    throw unsupportedBy('Workers AI does not take')(
      'a stream, Blob or form inside of JSON',
      'Pass it as the whole input, or its bytes as base64.',
    );
  return { body: encodeJson(inputs), type: 'application/json' };
}

/** Fetch takes no bytes of a memory that is shared between threads. */
function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return hasOwnMemory(bytes) ? bytes : new Uint8Array(bytes);
}

const hasOwnMemory = (bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer;

/** https://developers.cloudflare.com/api/resources/ai_gateway/subresources/logs/ */
export function createRestLogs({
  access: readAccess,
  headers,
  fetch,
}: Omit<RestOptions, 'route'>): LogTransport {
  return async ({ logId, gatewayId, patch, abortSignal }) => {
    const { accountId, apiKey, apiURL } = await orAbort(readAccess(), abortSignal);
    const type = patch && 'application/json';
    return sendHttp({
      method: patch ? 'PATCH' : 'GET',
      url: `${apiURL}/accounts/${accountId}/ai-gateway/gateways/${gatewayId}/logs/${logId}`,
      headers: requestHeaders({ authorization: `Bearer ${apiKey}`, 'content-type': type }, headers),
      body: patch && JSON.stringify(patch),
      abortSignal,
      inputs: patch ?? {},
      fetch,
    });
  };
}
