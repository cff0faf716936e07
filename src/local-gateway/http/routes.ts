import { entryIn } from '../json.ts';
import type { CallFormat, Surface } from '../run/call.ts';
import { isVendor } from '../vendors/slugs.ts';

/** What a URL asks for. A model missing from a run's path stands in its body. */
export type Route =
  | {
      kind: 'run';
      account: string;
      gateway: string | undefined;
      surface: Surface;
      format: CallFormat;
      model?: string;
      prefixed?: boolean;
    }
  | { kind: 'vendor'; account: string; gateway: string; slug: string; path: string }
  | { kind: 'universal'; account: string; gateway: string; surface: Surface }
  | { kind: 'compat-models'; account: string; gateway: string }
  | { kind: 'model-search' | 'model-schema' | 'task-search' | 'gateways'; account: string; surface: Surface }
  | { kind: 'gateway'; account: string; gateway: string; surface: Surface }
  | { kind: 'logs'; account: string; gateway: string; surface: Surface }
  | { kind: 'log'; account: string; gateway: string; id: string; part: LogPart; surface: Surface }
  | { kind: 'url'; account: string; gateway: string; provider: string; surface: Surface }
  | { kind: 'invalid-provider'; account: string; gateway: string };

/** Nothing: the log itself. */
type LogPart = 'request' | 'response' | undefined;

/** The path as the caller wrote it, each segment decoded once: the official client sends `%2F` within the model. */
const segmentsOf = (path: string): string[] =>
  path.split('/').filter(Boolean).map(decode).join('/').split('/');

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function routeOf({ hostname, pathname }: URL): Route | undefined {
  const segments = segmentsOf(pathname);
  if (hostname === 'workers-binding.ai') return bindingRoute(segments);
  const [root, ...rest] = segments;
  if (root === 'v1') return gatewayRoute(rest);
  if (root === 'client' && rest[0] === 'v4' && rest[1] === 'accounts') return apiRoute(rest.slice(2));
  return undefined;
}

const openaiFormats: Readonly<Record<string, CallFormat>> = {
  'chat/completions': 'chat',
  embeddings: 'embeddings',
  responses: 'responses',
};

function gatewayRoute([account, gateway, provider, ...rest]: readonly string[]): Route | undefined {
  if (account === undefined || gateway === undefined) return undefined;
  if (provider === undefined) return { kind: 'universal', account, gateway, surface: 'rest' };
  const routeAt = entryIn(providerRoutes, provider);
  if (routeAt) return routeAt(rest, { account, gateway });
  const place = { account, gateway };
  return isVendor(provider)
    ? { kind: 'vendor', ...place, slug: provider, path: rest.join('/') }
    : { kind: 'invalid-provider', ...place };
}

interface GatewayPlace {
  account: string;
  gateway: string;
}

/** What follows the gateway's id in a URL: a row for each provider that is answered. */
const providerRoutes: Readonly<
  Record<string, (rest: readonly string[], place: GatewayPlace) => Route | undefined>
> = { compat: compatRoute, 'workers-ai': workersAIRoute };

function compatRoute(rest: readonly string[], place: GatewayPlace): Route | undefined {
  if (rest[0] === 'models') return { kind: 'compat-models', ...place };
  return openaiRoute(rest.join('/'), { ...place, surface: 'compat' });
}

function workersAIRoute(rest: readonly string[], place: GatewayPlace): Route | undefined {
  if (rest[0] === 'v1') return openaiRoute(rest.slice(1).join('/'), { ...place, surface: 'openai' });
  const prefixed = rest[0] === 'run';
  const model = (prefixed ? rest.slice(1) : rest).join('/');
  return model === ''
    ? undefined
    : { kind: 'run', ...place, surface: 'rest', format: 'native', model, prefixed };
}

function openaiRoute(
  path: string,
  place: { account: string; gateway: string | undefined; surface: Surface },
): Route | undefined {
  const format = entryIn(openaiFormats, path);
  return format && { kind: 'run', ...place, format };
}

const apiLists: Readonly<Record<string, 'model-search' | 'model-schema' | 'task-search'>> = {
  'models/search': 'model-search',
  'models/schema': 'model-schema',
  'tasks/search': 'task-search',
};

function apiRoute([account, service, ...rest]: readonly string[]): Route | undefined {
  if (account === undefined) return undefined;
  const place = { account, gateway: undefined };
  if (service === 'ai-gateway') return managementRoute(rest, { account, surface: 'rest' });
  if (service !== 'ai') return undefined;
  const listed = entryIn(apiLists, rest.join('/'));
  if (listed) return { kind: listed, account, surface: 'rest' };
  if (rest[0] === 'v1') return openaiRoute(rest.slice(1).join('/'), { ...place, surface: 'openai' });
  if (rest[0] !== 'run') return undefined;
  const model = rest.slice(1).join('/');
  const run = { kind: 'run', ...place, surface: 'rest', format: 'native' } as const;
  return model === '' ? run : { ...run, model };
}

function managementRoute(
  [root, gateway, service, id, part]: readonly string[],
  { account, surface }: { account: string; surface: Surface },
): Route | undefined {
  if (root !== 'gateways') return undefined;
  if (gateway === undefined) return { kind: 'gateways', account, surface };
  if (service === undefined) return { kind: 'gateway', account, gateway, surface };
  if (service === 'url') return { kind: 'url', account, gateway, provider: id ?? 'universal', surface };
  if (service !== 'logs') return undefined;
  if (id === undefined) return { kind: 'logs', account, gateway, surface };
  if (part !== undefined && part !== 'request' && part !== 'response') return undefined;
  return { kind: 'log', account, gateway, id, part, surface };
}

/** The paths that `env.AI` calls; no account and no model stand in them. */
function bindingRoute(segments: readonly string[]): Route | undefined {
  const path = segments.join('/');
  const place = { account: 'binding', surface: 'binding' } as const;
  if (path === 'run' || path === 'ai-gateway/run') {
    return { kind: 'run', ...place, gateway: undefined, format: 'native' };
  }
  if (path === 'ai-api/models/search') return { kind: 'model-search', ...place };
  const [root, ...rest] = segments;
  if (root !== 'ai-gateway') return undefined;
  if (rest[0] === 'universal' && rest[1] === 'run' && rest[2] !== undefined) {
    return { kind: 'universal', ...place, gateway: rest[2] };
  }
  return managementRoute(rest, place);
}
