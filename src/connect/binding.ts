import { type AiBinding, exchange, gatewayOf, unsupported } from '../transport/binding.ts';
import { invalidSetting, isRecord } from '../values/check.ts';
import { parseText } from '../values/json.ts';
import type { Door } from './door.ts';

/**
 * Sends a request by `env.AI.gateway(id).run`, whose only form is a JSON object.
 * https://developers.cloudflare.com/ai-gateway/integrations/worker-binding-methods/
 */
export function createBindingDoor(binding: AiBinding): Door {
  return async ({ slug, path, gateway, method, headers, body, abortSignal }) => {
    const query = parseText(body);
    if (method !== 'POST' || !isRecord(query))
      throw unsupported(`GET requests, forms, bytes or WebSockets for ${slug}`, overHttp);
    if (headers['cf-aig-byok-alias'])
      throw invalidSetting('gateway.byokAlias', 'does not go with binding: leave it out');
    const through = gatewayOf(binding, { id: gateway.id, method: 'run' });
    const entry = { provider: slug, endpoint: path.slice(1), headers, query };
    return exchange(more => through.run?.([entry], more), {
      url: `https://workers-binding.ai/ai-gateway/universal/run/${gateway.id}`,
      inputs: query,
      abortSignal,
    });
  };
}

const overHttp = 'To send them over HTTP, pass accountId and apiKey to createWorkersAI in place of binding.';
