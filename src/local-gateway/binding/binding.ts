import { isObject, objectIn } from '../json.ts';
import { runError } from './errors.ts';
import { createGatewayBinding } from './gateway-binding.ts';
import { runRequest } from './run-request.ts';
import type { AiBinding, BindingAnswer, BindingRunOptions } from './types.ts';

/**
 * A stand-in for `env.AI`, with what is awkward about the real one.
 * https://github.com/cloudflare/workerd/blob/main/src/cloudflare/internal/ai-api.ts
 */
export function createBinding(fetch: typeof globalThis.fetch): AiBinding {
  const binding: AiBinding = {
    lastRequestId: null,
    aiGatewayLogId: null,
    lastRequestHttpStatusCode: null,
    lastRequestInternalStatusCode: null,
    async run(model, inputs, options = {}) {
      refuseDetached(this, binding);
      const response = await fetch(runRequest(model, inputs, options));
      binding.lastRequestId = response.headers.get('cf-ai-req-id');
      binding.aiGatewayLogId = response.headers.get('cf-aig-log-id');
      binding.lastRequestHttpStatusCode = response.status;
      return read(response, options, binding);
    },
    gateway: id => createGatewayBinding(fetch, id),
    models: async (search = {}) => {
      const query = new URLSearchParams(Object.entries(search).map(([name, value]) => [name, String(value)]));
      const response = await fetch(`https://workers-binding.ai/ai-api/models/search?${query}`);
      const body: unknown = await response.json();
      return [objectIn(body)?.result].flat().filter(isObject);
    },
    fetch: (input, init) => fetch(input, init),
  };
  return binding;
}

/** The real one keeps its state in private fields, which a method without its object cannot reach. */
function refuseDetached(receiver: unknown, binding: AiBinding): void {
  if (receiver === binding) return;
  throw new TypeError('Cannot read private member #options from an object whose class did not declare it');
}

async function read(
  response: Response,
  { returnRawResponse, websocket }: BindingRunOptions,
  binding: AiBinding,
): Promise<BindingAnswer> {
  if (returnRawResponse || websocket) return response;
  if (!response.ok || !response.body) {
    const { error, internalCode } = runError(await response.text());
    binding.lastRequestInternalStatusCode = internalCode;
    throw error;
  }
  // Exactly this: with a charset the caller gets a stream.
  return response.headers.get('content-type') === 'application/json' ? response.json() : response.body;
}
