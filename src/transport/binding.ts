import { bindingOptions, gatewayHeaders, headerOnlyOptions } from '../gateway/headers.ts';
import type { Gateway } from '../gateway/options.ts';
import { toJson } from '../values/json.ts';
import { type Unsupported, unsupportedBy } from '../values/unsupported.ts';
import { discard, orAbort } from './abort.ts';
import { answerOf } from './binding-answer.ts';
import { isError } from './connection.ts';
import { doorOf } from './doors.ts';
import { expectBindingFormat } from './format.ts';
import { passesGateway } from './gateway-limits.ts';
import { requestHeaders } from './headers.ts';
import { holdsBlob, isBytes } from './inputs.ts';
import { withNumbers } from './number-list.ts';
import type { Exchange, Leg, LogTransport, Transport, TransportRequest } from './transport.ts';
import { buildEntries, needsGateway, type UniversalEntry } from './universal.ts';

/** The Workers binding `env.AI`, or what stands in for it in a test: only what is called here. */
export interface AiBinding {
  run(model: string, inputs: Record<string, unknown>, options?: Record<string, unknown>): Promise<unknown>;
  gateway?(id: string): AiGatewayBinding;
}

interface AiGatewayBinding {
  getLog(logId: string): Promise<unknown>;
  patchLog(logId: string, patch: Record<string, unknown>): Promise<unknown>;
  /** Sends to the universal endpoint, whose entries are tried in order. */
  run?(entries: UniversalEntry[], options?: object): Promise<unknown>;
}

export interface BindingOptions {
  readonly binding: AiBinding;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * Calls `env.AI.run` for the raw response: what the binding reads itself it keeps for all calls at once
 * (`aiGatewayLogId`). Whatever comes back all the same, a mock's plain object say, is the answer.
 */
export function createBindingTransport({ binding, headers }: BindingOptions): Transport {
  return async request => {
    const { model, endpoint, gateway, abortSignal, legs } = request;
    const door = doorOf(request, 'binding');
    if (endpoint !== 'run' && !door) expectBindingFormat('openai');
    if (legs) return sendLegs(legs, { request, binding, headers });
    const inputs = encode(request);
    if (door === '/compat') {
      const entry = { model, endpoint, inputs, gateway: {}, headers: {} };
      return sendLegs([entry], { request, binding, headers });
    }
    const extraHeaders = requestHeaders(headers, request.headers);
    const options = {
      ...(gateway && { gateway: bindingOptions(gateway) }),
      returnRawResponse: true,
      extraHeaders: gateway ? withOptions(extraHeaders, gateway) : extraHeaders,
    };
    const run = async (more: object) => {
      try {
        return await binding.run(model.replace(/^run\//, ''), inputs, { ...options, ...more });
      } catch (error) {
        // The binding writes the inputs as JSON itself: if that is what failed, it is said as it is over HTTP.
        if (isError(error) && ['TypeError', 'RangeError'].includes(error.name))
          toJson(inputs, { what: 'inputs' });
        throw error;
      }
    };
    return exchange(run, {
      url: `https://workers-binding.ai/${gateway ? 'ai-gateway/run' : 'run'}?version=3`,
      inputs: request.inputs,
      abortSignal,
    });
  };
}

/** An option wins over a header of the same meaning, so that header is not sent beside the binding's own name for it. */
function withOptions(headers: Record<string, string>, gateway: Gateway): Record<string, string> {
  const named = gatewayHeaders(gateway);
  const others = Object.entries(headers).filter(([name]) => !(name in named));
  return { ...Object.fromEntries(others), ...headerOnlyOptions(gateway) };
}

/** All options go as headers: the binding loses a cacheTtl of 0 on this way. */
function sendLegs(
  legs: readonly Leg[],
  { request, binding, headers }: BindingOptions & { request: TransportRequest },
): Promise<Exchange> {
  const { gateway } = request;
  if (!gateway) throw needsGateway();
  const extraHeaders = requestHeaders(headers, request.headers, gatewayHeaders(gateway));
  return runEntries(buildEntries(legs, extraHeaders), {
    ...request,
    binding,
    gateway,
    options: { extraHeaders },
  });
}

interface Running extends Pick<Exchange, 'inputs'>, Pick<TransportRequest, 'abortSignal'> {
  readonly binding: AiBinding;
  readonly gateway: Gateway;
  readonly options?: object;
}

/**
 * Sends to the gateway's universal endpoint.
 * https://developers.cloudflare.com/ai-gateway/integrations/worker-binding-methods/
 */
export function runEntries(
  entries: UniversalEntry[],
  { binding, gateway: { id }, inputs, abortSignal, options }: Running,
): Promise<Exchange> {
  const universal = gatewayOf(binding, { id, method: 'run' });
  return exchange(more => universal.run?.(entries, { ...options, ...more }), {
    inputs,
    abortSignal,
    url: `https://workers-binding.ai/ai-gateway/universal/run/${id}`,
  });
}

/**
 * miniflare and wrangler hand Node a binding that copies what it is given, and refuses a signal before anything is
 * sent. Then only the caller's side can be aborted.
 */
async function runWithSignal(run: (more: object) => unknown, signal: AbortSignal): Promise<unknown> {
  try {
    return await run({ signal });
  } catch (error) {
    if (!isError(error) || error.name !== 'DevalueError') throw error;
    return run({});
  }
}

/** Makes the one call; whatever the binding does, throw at once or ignore the signal, the outcome is that of HTTP. */
async function exchange(
  run: (more: object) => unknown,
  { url, inputs, abortSignal }: Pick<Exchange, 'url' | 'inputs'> & Pick<TransportRequest, 'abortSignal'>,
): Promise<Exchange> {
  abortSignal?.throwIfAborted();
  const call = () => (abortSignal ? runWithSignal(run, abortSignal) : run({}));
  const answer = answerOf(call, { url, requestBodyValues: inputs, abortSignal });
  return { url, inputs, requestBody: undefined, response: await orAbort(answer, abortSignal, discard) };
}

/** @throws UnsupportedFunctionalityError for inputs that the binding does not take, before it is called. */
function encode({ inputs, gateway }: TransportRequest): Record<string, unknown> {
  if (inputs instanceof FormData) {
    if (gateway) throw unsupported('forms through a gateway', pastTheGateway);
    const form = new Response(inputs);
    return { multipart: { body: form.body, contentType: form.headers.get('content-type') } };
  }
  if (isBytes(inputs)) {
    const wayOut = 'Pass them as a named input, such as { audio: [...bytes] }, or use accountId and apiKey.';
    throw unsupported('bytes as the whole input', wayOut);
  }
  if (holdsBlob(inputs)) throw unsupported('a Blob as an input', 'Pass its bytes.');
  if (gateway && !passesGateway(inputs, 'binding'))
    throw unsupported('streams through a gateway', pastTheGateway);
  return withNumbers(inputs);
}

const pastTheGateway = 'Pass gateway: false to send them directly.';

export const unsupported: Unsupported = unsupportedBy('The Workers binding does not take');

/** @throws UnsupportedFunctionalityError for a binding without gateways, such as a mock. */
function gatewayOf(
  binding: AiBinding,
  { id, method }: { readonly id: string; readonly method: keyof AiGatewayBinding },
): AiGatewayBinding {
  const gateway = binding.gateway?.(id);
  if (gateway?.[method]) return gateway;
  throw unsupported('requests about a gateway', `It lacks gateway().${method}: pass one that has it.`);
}

/** https://developers.cloudflare.com/ai-gateway/integrations/worker-binding-methods/ */
export function createBindingLogs({ binding }: BindingOptions): LogTransport {
  return async ({ gatewayId, logId, patch, abortSignal }) => {
    const gateway = gatewayOf(binding, { id: gatewayId, method: 'getLog' });
    const call = () => (patch ? gateway.patchLog(logId, { ...patch }) : gateway.getLog(logId));
    return exchange(() => withLogErrors(call), {
      url: `https://workers-binding.ai/ai-gateway/gateways/${gatewayId}/logs/${logId}`,
      inputs: patch ?? {},
      abortSignal,
    });
  };
}

/** A binding that miniflare or wrangler hands to Node loses the names of its errors on the way. */
async function withLogErrors(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (cause) {
    if (!isError(cause) || cause.message !== 'Not Found') throw cause;
    throw Object.assign(new Error(cause.message, { cause }), { name: 'AiGatewayLogNotFound' });
  }
}
