import { type Disputes, disputeDefaults } from './disputes.ts';
import type { SeenRequest } from './http/seen-request.ts';
import type { KindFunctions } from './kinds/functions.ts';

/** Shape of native answers: `{ response }` (`native`), or `{ choices }` in the envelope of Cloudflare's API (`openai`). */
export type ModelShape = 'native' | 'openai';

/** A rate limit of the gateway. Requests beyond it get 429 with code 2003. */
export interface RateLimit {
  /** How many requests are answered in `seconds`. */
  requests: number;
  /** Length of the window, in seconds. */
  seconds: number;
  /** Whether the window starts at fixed times or moves with each request. @default 'fixed' */
  technique?: 'fixed' | 'sliding';
}

/** What answers for a dynamic route: a model, models tried in order, or several that share the requests by percentage. */
export type LocalRoute =
  | string
  | readonly LocalRoute[]
  | {
      /** Percentages of the requests, with their routes. `else` takes the rest. */
      readonly percentages: readonly (readonly [percent: number, route: LocalRoute])[];
      readonly else: LocalRoute;
    };

/** An OpenAI-compatible server that answers in place of the stand-in model. */
export interface Upstream {
  /** Base URL of the server, such as `http://127.0.0.1:11434/v1`. */
  url: string;
  /** Its API key. @default none */
  apiKey?: string;
  /** The model to ask for: one name for every request, or a name for each Workers AI id. @default the id of the request */
  model?: string | Readonly<Record<string, string>>;
}

/**
 * Options of a local gateway.
 * See docs/local-gateway.md.
 */
export interface LocalGatewayOptions extends KindFunctions {
  /** The Workers AI token that `Authorization` must carry. @default any token */
  token?: string;
  /** Makes it an authenticated gateway: `cf-aig-authorization` must carry this token. @default not required */
  gatewayToken?: string;
  /** Ids of the accounts that exist. @default any account */
  accounts?: readonly string[];
  /** Ids of the gateways that exist. @default any gateway */
  gateways?: readonly string[];
  /** Ids of the models that exist. @default any `@cf/` or `@hf/` model */
  models?: readonly string[];
  /** Seconds that an answer is cached if the request sets no `cacheTtl`. @default 0, off */
  cacheTtl?: number;
  /** Limits the requests. @default none */
  rateLimit?: RateLimit;
  /** Shares of runs that fail, from 0 to 1, by code: `{ 3040: 0.1 }`. `seed` decides which. @default none */
  failRate?: Readonly<Record<number, number>>;
  /**
   * Names of the stored keys of other vendors, by the vendor's slug, such as `{ openai: ['default', 'team'] }`.
   * See docs/models-of-other-vendors.md.
   * @default a key named `default` for each vendor
   */
  providerKeys?: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Dynamic routes and aliases by id, such as `{ 'dynamic/support': ['openai/gpt-5.5', '@cf/zai-org/glm-4.7-flash'] }`.
   * `cloudflare/auto` lists the models that Auto Router tries.
   * @default none
   */
  routes?: Readonly<Record<string, LocalRoute>>;
  /** Whether the account has credits, which pay for a vendor without a stored key. @default true */
  credits?: boolean;
  /** An OpenAI-compatible server that answers chats and embeddings: its URL, or an object. @default the stand-in model */
  upstream?: string | Upstream;
  /** Shape of native answers, for all models or by id. @default the shape of the model's family */
  shape?: ModelShape | Readonly<Record<string, ModelShape>>;
  /** Whether events of native streams have a random `p`. @default true */
  padding?: boolean;
  /** Size of a stream's chunks in bytes. They may end inside a line or a character. @default one event in a chunk */
  chunkBytes?: number;
  /** Milliseconds to wait before each answer. @default 0 */
  delayMs?: number;
  /** Milliseconds to wait between two chunks of a stream. @default 0 */
  chunkDelayMs?: number;
  /** The clock of the cache, the rate limit, the logs and the retirements of models, in milliseconds. @default Date.now */
  now?: () => number;
  /** Whether models are refused after Cloudflare retired them, as on Cloudflare, or still served. @default 'refused' */
  retired?: 'refused' | 'served';
  /** Decides ids, padding and which runs fail. The same seed gives the same results. @default 1 */
  seed?: number;
  /** Largest body of a request, in bytes. Larger ones are refused with 413 and code 3006. @default 32 MiB */
  maxBodyBytes?: number;
  /** How many requests, logs and cached answers are kept. The oldest are dropped first. @default 1000 */
  keep?: number;
  /** Milliseconds after an answer until its log can be read. @default 0 */
  logDelayMs?: number;
  /** Which side to take where sources about the service disagree. */
  disputes?: Partial<Disputes>;
  /** Calls the upstream. @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
  /** Called after the last byte of each answer. */
  onAnswer?: (request: SeenRequest, log: AnswerSummary) => void;
}

/** What one answer took. */
export interface AnswerSummary {
  /** From the request to the last byte. */
  milliseconds: number;
  /** Input tokens, if the answer counts them. */
  tokensIn: number | undefined;
  /** Output tokens, if the answer counts them. */
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
