import type { JsonObject } from '../json.ts';

export interface BindingGatewayOptions {
  id: string;
  skipCache?: boolean;
  cacheTtl?: number;
  cacheKey?: string;
  metadata?: Record<string, number | string | boolean | null | bigint>;
  collectLog?: boolean;
  eventId?: string;
  requestTimeoutMs?: number;
  retries?: { maxAttempts?: number; retryDelayMs?: number; backoff?: 'constant' | 'linear' | 'exponential' };
}

export interface BindingRunOptions {
  gateway?: BindingGatewayOptions;
  returnRawResponse?: boolean;
  prefix?: string;
  extraHeaders?: Record<string, string>;
  signal?: AbortSignal;
  queueRequest?: boolean;
  websocket?: boolean;
  tags?: string[];
}

export interface UniversalEntry {
  provider: string;
  endpoint: string;
  headers: Record<string, unknown>;
  query: unknown;
  config?: JsonObject;
}

export interface UniversalRunOptions {
  gateway?: Omit<BindingGatewayOptions, 'id'> & { id?: string };
  extraHeaders?: Record<string, string>;
  signal?: AbortSignal;
}

export interface GatewayBinding {
  run(data: UniversalEntry | UniversalEntry[], options?: UniversalRunOptions): Promise<Response>;
  getUrl(provider?: string): Promise<string>;
  /** The log's fields, `created_at` as a `Date`. Throws `AiGatewayLogNotFound`. */
  getLog(logId: string): Promise<JsonObject>;
  patchLog(
    logId: string,
    data: { feedback?: -1 | 1 | null; score?: number | null; metadata?: JsonObject | null },
  ): Promise<void>;
}

/** What `env.AI` is to a Worker, as far as this gateway answers it. */
export interface AiBinding {
  /** Of the call that ended last, whichever that was: concurrent runs overwrite each other's. */
  lastRequestId: string | null;
  aiGatewayLogId: string | null;
  lastRequestHttpStatusCode: number | null;
  lastRequestInternalStatusCode: number | null;
  run(model: string, inputs: object, options?: BindingRunOptions): Promise<BindingAnswer>;
  gateway(id: string): GatewayBinding;
  models(search?: Record<string, string | number | boolean>): Promise<JsonObject[]>;
  fetch: typeof globalThis.fetch;
}

/**
 * The parsed JSON, a stream for anything whose type
 * is not exactly `application/json`, or the `Response` where `returnRawResponse` asks for it.
 */
export type BindingAnswer = unknown;
