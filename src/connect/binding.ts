import { type AiBinding, runEntries, unsupported } from '../transport/binding.ts';
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
      throw unsupported(`GET requests, WebSockets, forms or bytes for ${slug}`, overHttp);
    if (headers['cf-aig-byok-alias'])
      throw invalidSetting('gateway.byokAlias', 'cannot be combined with binding: leave it out');
    const entry = { provider: slug, endpoint: path.slice(1), headers, query };
    return runEntries([entry], { binding, gateway, inputs: query, abortSignal });
  };
}

const overHttp = 'Pass accountId and apiKey in place of binding to send them over HTTP.';
