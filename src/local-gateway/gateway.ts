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

/** Settings for `createWorkersAI`, to use the gateway in this process. */
export interface LocalSettings {
  accountId: string;
  apiKey: string;
  gateway: { id: string };
  /** Present if the gateway requires a token. */
  gatewayToken?: string;
  fetch: typeof globalThis.fetch;
}

/**
 * A gateway in this process.
 * See docs/local-gateway.md.
 */
export interface LocalGateway {
  /** Answers requests to `gateway.ai.cloudflare.com`, `api.cloudflare.com` and `workers-binding.ai`. */
  readonly fetch: typeof globalThis.fetch;
  /** Replaces `env.AI`. */
  readonly binding: AiBinding;
  /** Pass it to `createWorkersAI()`. */
  readonly settings: LocalSettings;
  /** The requests that it received, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** What the gateway logged, oldest first. */
  readonly logs: readonly GatewayLog[];
  /** Scripts the next run of a model that has no script yet. A cache hit uses up no script. */
  reply(...parts: ReplyPart[]): void;
  /** Removes requests, scripts, logs, cache and rate limits. */
  clear(): void;
  /** Serves the gateway on a port of 127.0.0.1, for other processes. */
  listen(options?: ListenOptions): Promise<LocalServer>;
}

/**
 * Creates a gateway that answers like AI Gateway with Workers AI, without an account or a network.
 * See docs/testing.md.
 * @throws TypeError for an unknown option.
 */
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
