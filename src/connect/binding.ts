import { type AiBinding, exchange, gatewayOf, unsupported } from '../transport/binding.ts';
import { invalidSetting, isRecord } from '../values/check.ts';
import { parseText } from '../values/json.ts';
import type { Door } from './door.ts';

const overHttp = 'Use a provider with accountId and apiKey, which sends them over HTTP.';

/**
 * Sends a request by `env.AI.gateway(id).run`, whose only form is a JSON object.
 * https://developers.cloudflare.com/ai-gateway/integrations/worker-binding-methods/
 */
export function createBindingDoor(binding: AiBinding): Door {
  return async ({ slug, path, gateway, method, headers, body, abortSignal }) => {
    const query = parseText(body);
    if (method !== 'POST' || !isRecord(query))
      throw unsupported(`GET requests, forms or bytes for ${slug}`, overHttp);
    if (headers['cf-aig-byok-alias'])
      throw invalidSetting(
        'gateway.byokAlias',
        'does not work with binding, which only finds the key stored as default: use accountId and apiKey',
      );
    const through = gatewayOf(binding, gateway.id);
    if (!through.run) throw unsupported('requests to other vendors', 'It lacks gateway().run: pass env.AI.');
    const run = through.run.bind(through);
    const entry = { provider: slug, endpoint: path.slice(1), headers, query };
    return exchange(more => run([entry], more), {
      url: `https://workers-binding.ai/ai-gateway/universal/run/${gateway.id}`,
      inputs: query,
      abortSignal,
    });
  };
}
