import { type Disputes, disputeDefaults } from './disputes.ts';
import type { SeenRequest } from './http/seen-request.ts';
import type { KindFunctions } from './kinds/functions.ts';

/** `native` is `{response}`; `openai` is `{choices}`, wrapped in the envelope on the native path. */
export type ModelShape = 'native' | 'openai';

export interface RateLimit {
  requests: number;
  seconds: number;
  /** @default 'fixed' */
  technique?: 'fixed' | 'sliding';
}

/** A model; steps of which each is tried where those before it fail; or one of several, by its share of the requests. */
export type LocalRoute =
  | string
  | readonly LocalRoute[]
  | {
      /** The others take the rest. */
      readonly percentages: readonly (readonly [percent: number, route: LocalRoute])[];
      readonly else: LocalRoute;
    };

export interface Upstream {
  /** Base URL of an OpenAI-compatible server, such as `http://127.0.0.1:11434/v1`. */
  url: string;
  apiKey?: string;
  /** The model to ask for, whatever the caller asked for; or one for each Workers AI id. @default the id as it came */
  model?: string | Readonly<Record<string, string>>;
}

export interface LocalGatewayOptions extends KindFunctions {
  /** The Workers AI token that `Authorization` must carry. @default any that is not empty */
  token?: string;
  /** Makes it an authenticated gateway: `cf-aig-authorization` must carry this. @default not asked for */
  gatewayToken?: string;
  /** Allow lists. @default any account, any gateway, any `@cf/` or `@hf/` model */
  accounts?: readonly string[];
  gateways?: readonly string[];
  models?: readonly string[];
  /** The gateway's own cache TTL in seconds, where a request names none. @default 0, off */
  cacheTtl?: number;
  /** @default none */
  rateLimit?: RateLimit;
  /** Share of runs that fail with a code: `{ 3040: 0.1 }`. Follows from `seed`. */
  failRate?: Readonly<Record<number, number>>;
  /**
   * The keys of other vendors that the gateway stores: their names by the vendor's slug, such as `{ openai: 'default' }`.
   * @default one named `default` for each vendor
   */
  providerKeys?: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Dynamic routes and aliases by their ids, such as `{ 'dynamic/support': ['openai/gpt-5.5', '@cf/zai-org/glm-4.7-flash'] }`;
   * under `cloudflare/auto`, what the Auto Router tries.
   * @default none
   */
  routes?: Readonly<Record<string, LocalRoute>>;
  /** Whether there are credits, which pay where no key is stored. @default true */
  credits?: boolean;
  /** Sends chats and embeddings to a real OpenAI-compatible server; media of other vendors under their own paths. */
  upstream?: string | Upstream;
  /** Shape of native answers, for all models or by id. @default by family */
  shape?: ModelShape | Readonly<Record<string, ModelShape>>;
  /** Random `p` in native stream frames. @default true */
  padding?: boolean;
  /** Cuts streams into chunks of this many bytes, inside characters and lines too. @default one event a chunk */
  chunkBytes?: number;
  /** Milliseconds before each answer begins. @default 0 */
  delayMs?: number;
  /** Milliseconds between two chunks of a stream. @default 0 */
  chunkDelayMs?: number;
  /** The clock for cache, rate limit and logs, and for retirements of models. @default Date.now */
  now?: () => number;
  /** Whether models are refused from the day on which Cloudflare retired them, or still served. @default 'refused' */
  retired?: 'refused' | 'served';
  /** Of ids, padding and `failRate`. @default 1 */
  seed?: number;
  /** Larger bodies are refused with 3006. @default 32 MiB */
  maxBodyBytes?: number;
  /** The oldest requests and logs are forgotten beyond this number. @default 1000 */
  keep?: number;
  /** A log can be read only this long after the answer. @default 0 */
  logDelayMs?: number;
  disputes?: Partial<Disputes>;
  /** Reaches the upstream. @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
  /** Called after each answer, once its last byte has left. */
  onAnswer?: (request: SeenRequest, log: AnswerSummary) => void;
}

export interface AnswerSummary {
  milliseconds: number;
  tokensIn: number | undefined;
  tokensOut: number | undefined;
}

type Optional =
  | keyof KindFunctions
  | 'token'
  | 'gatewayToken'
  | 'accounts'
  | 'gateways'
  | 'models'
  | 'providerKeys'
  | 'rateLimit'
  | 'chunkBytes'
  | 'onAnswer';
type Resolved = Omit<Required<LocalGatewayOptions>, Optional | 'disputes' | 'upstream'>;

/** The options with their defaults filled in. */
export interface ResolvedOptions extends Resolved, Pick<LocalGatewayOptions, Optional> {
  disputes: Disputes;
  upstream?: Upstream;
}

export function resolveOptions(options: LocalGatewayOptions): ResolvedOptions {
  const { upstream, disputes, ...given } = options;
  return {
    cacheTtl: 0,
    credits: true,
    routes: {},
    failRate: {},
    shape: {},
    padding: true,
    delayMs: 0,
    chunkDelayMs: 0,
    now: Date.now,
    retired: 'refused',
    seed: 1,
    maxBodyBytes: 32 * 1024 * 1024,
    keep: 1000,
    logDelayMs: 0,
    fetch: globalThis.fetch,
    ...given,
    disputes: { ...disputeDefaults, ...disputes },
    ...(upstream === undefined ? {} : { upstream: readUpstream(upstream) }),
  };
}

/** The account of the binding, and of the settings. */
export const ownerOf = ({ accounts }: Pick<LocalGatewayOptions, 'accounts'>): string =>
  accounts?.[0] ?? 'local-account';

function readUpstream(given: string | Upstream): Upstream {
  const upstream = typeof given === 'string' ? { url: given } : given;
  if (/^https?:\/\/[^/]*@/.test(upstream.url))
    throw new TypeError('upstream must be a URL without user and password: pass its key as apiKey.');
  if (/^https?:\/\/[^/]/.test(upstream.url)) return upstream;
  throw new TypeError(`upstream must be a URL such as http://127.0.0.1:11434/v1, not '${upstream.url}'.`);
}
