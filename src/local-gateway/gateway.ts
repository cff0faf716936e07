import { createBinding } from './binding/binding.ts';
import type { AiBinding } from './binding/types.ts';
import type { GatewayLog } from './gateway/logs.ts';
import { createFetch } from './http/in-process.ts';
import type { SeenRequest } from './http/seen-request.ts';
import type { ListenOptions, LocalServer } from './listen.ts';
import { refuseUnknownOptions } from './option-names.ts';
import { type LocalGatewayOptions, ownerOf } from './options.ts';
import type { ReplyPart } from './script/parts.ts';
import { clearState, createState, type LocalState } from './state.ts';

/** What `createWorkersAI` needs to use the gateway in process. */
export interface LocalSettings {
  accountId: string;
  apiKey: string;
  gateway: { id: string };
  /** Only of a gateway that asks for one. */
  gatewayToken?: string;
  fetch: typeof globalThis.fetch;
}

export interface LocalGateway {
  /** Answers `gateway.ai.cloudflare.com`, `api.cloudflare.com` and `workers-binding.ai` in process. Works detached. */
  readonly fetch: typeof globalThis.fetch;
  /** Stands in for `env.AI`. */
  readonly binding: AiBinding;
  readonly settings: LocalSettings;
  /** Every request seen, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** What the gateway logged, oldest first. */
  readonly logs: readonly GatewayLog[];
  /** Scripts the next run of a model that has no script yet; a cache hit uses none up. */
  reply(...parts: ReplyPart[]): void;
  /** Forgets requests, scripts, logs, cache and rate limits. */
  clear(): void;
  /** Serves the same gateway on a port of 127.0.0.1. */
  listen(options?: ListenOptions): Promise<LocalServer>;
}

/** Cloudflare's AI Gateway with Workers AI behind it, as far as its public sources tell, without an account or a network. */
export function createLocalGateway(options: LocalGatewayOptions = {}): LocalGateway {
  refuseUnknownOptions(options);
  const state = createState(options);
  const fetch = createFetch(state);
  const settings = settingsOf(state);
  return {
    fetch,
    binding: createBinding(fetch),
    settings: { ...settings, fetch },
    requests: state.requests.entries,
    logs: state.logs.entries,
    reply: (...parts) => {
      refuseOtherThanParts(parts);
      state.scripts.push(parts);
    },
    clear: () => clearState(state),
    // Loaded on demand: without a port the gateway runs where there is no node:http.
    listen: async listenOptions =>
      (await import('./listen.ts')).listen(state, { settings, ...listenOptions }),
  };
}

/** A list of parts in place of parts would go out as an empty answer. */
function refuseOtherThanParts(parts: readonly unknown[]): void {
  const other = parts.find(part => typeof part !== 'object' || part === null || !('type' in part));
  if (other === undefined) return;
  throw new TypeError(
    `gateway.reply takes parts such as text('…') one by one, not ${JSON.stringify(other)}.`,
  );
}

function settingsOf({ options }: LocalState): Omit<LocalSettings, 'fetch'> {
  const { gateways, token, gatewayToken } = options;
  return {
    accountId: ownerOf(options),
    apiKey: token ?? 'local-token',
    gateway: { id: gateways?.[0] ?? 'local-gateway' },
    ...(gatewayToken === undefined ? {} : { gatewayToken }),
  };
}
