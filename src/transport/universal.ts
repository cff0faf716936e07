import { entryOptions } from '../gateway/headers.ts';
import { invalidSetting } from '../values/check.ts';
import { formOf } from './doors.ts';
import { mergeHeaders } from './headers.ts';
import type { Leg } from './transport.ts';

/** One request of the gateway's universal endpoint. */
export interface UniversalEntry {
  provider: string;
  endpoint: string;
  headers: Record<string, string>;
  query: unknown;
  config?: { [name: string]: unknown };
}

/** https://developers.cloudflare.com/ai-gateway/usage/universal/ */
export function buildEntries(
  legs: readonly Leg[],
  { authorization }: Readonly<Record<string, string | undefined>>,
): UniversalEntry[] {
  return legs.map(({ model, endpoint, inputs, headers, gateway }) => {
    const own = entryOptions(gateway);
    const type = { 'content-type': 'application/json' };
    const isCompat = formOf(model) !== undefined;
    return {
      provider: isCompat ? 'compat' : 'workers-ai',
      endpoint: endpoint === 'run' ? model.replace(/^run\//, '') : isCompat ? endpoint : `v1/${endpoint}`,
      headers: mergeHeaders(type, { authorization }, headers, own.headers),
      query: endpoint === 'run' ? inputs : { model, ...inputs },
      config: own.config,
    };
  });
}

/** Neither Workers AI nor Cloudflare's API has this endpoint. */
export const needsGateway = (): Error =>
  invalidSetting(
    'fallbacks',
    "needs the gateway's own address: leave out gateway: false and route: 'api', or use workersai.fallback()",
  );
