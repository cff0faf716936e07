import type { ChatAnswer, ChatFinish } from '../../chat/types.ts';
import type { FallbackFailure } from '../../fallback/tell.ts';
import { type GatewayMetadata, readGatewayMetadata } from '../../gateway/metadata.ts';
import { codeOf } from '../../request/failure.ts';
import { headerRecord, isRecord } from '../../values/check.ts';
import type { JSONValue } from '../../values/json.ts';

/**
 * The contents of `providerMetadata.workersai`: the gateway's metadata, and what the AI SDK's result has no place for.
 * See docs/metadata.md.
 */
export interface WorkersAIMetadata extends GatewayMetadata {
  /** Input tokens read from the prompt cache. */
  readonly cachedPromptTokens?: number;
  /** Output tokens spent on reasoning. */
  readonly reasoningTokens?: number;
  /** The scores of a reranking model that answered with logits, in the order of the ranking. */
  readonly rawScores?: readonly number[];
  /** What paid for a model of another vendor, such as `Unified`, if the gateway sent it. */
  readonly keySource?: string;
  /** Cloudflare's code of an error, such as 3040. */
  readonly code?: number;
  /** The models of a fallback that failed before one answered. */
  readonly fallback?: readonly FallbackFailure[];
  /** Anything unusual about the answer, such as a limit that cut it. */
  readonly notes?: readonly string[];
}

/** Puts together what is known at the end of an answer. */
export function toProviderMetadata(
  { usage, notes, keySource }: ChatFinish,
  { metadata }: ChatAnswer['response'],
): { workersai: Record<string, JSONValue> } {
  const neurons = metadata.neurons ?? usage.raw?.neurons;
  return {
    workersai: {
      ...metadata,
      ...(typeof neurons === 'number' && { neurons }),
      ...(usage.input.cached !== undefined && { cachedPromptTokens: usage.input.cached }),
      ...(usage.output.reasoning !== undefined && { reasoningTokens: usage.output.reasoning }),
      ...(keySource && { keySource }),
      ...(notes.length > 0 && { notes: [...notes] }),
    },
  };
}

/**
 * Reads the gateway's metadata of a request from a result or a step of the AI SDK, an embedding, an image, the
 * `Response` of `run()`, an `APICallError` or the `RetryError` around it, or a stream's awaited `providerMetadata` or
 * `response`, whichever package made the model. Fields that the service did not send are omitted.
 * See docs/metadata.md.
 * @throws TypeError for a promise, or a result whose `providerMetadata` is one.
 */
export function readMetadata(source: unknown): WorkersAIMetadata {
  expectAwaited(source);
  const named = [field(source, 'workersai'), field(field(source, 'providerMetadata'), 'workersai')]
    // Images have an entry each.
    .map(entry => field(field(entry, 'images'), '0') ?? entry)
    .find(isMetadata);
  // Of an answer by another vendor's model, a fallback has its own part alone.
  if (named && !named.fallback) return named;
  const answer = field(source, 'lastError') ?? source;
  const headers = headerPlaces.map(read => read(answer)).find(isHeaders) ?? {};
  const code = codeOf(answer);
  return {
    ...readGatewayMetadata(Object.fromEntries(new Headers(headers))),
    ...named,
    ...(code !== undefined && { code }),
  };
}

/** A promise has no metadata, and the result of `streamText` promises. */
function expectAwaited(source: unknown): void {
  const pending = [source, field(source, 'providerMetadata')].find(isPromise);
  if (!pending) return;
  Promise.resolve(pending).catch(() => {});
  throw new TypeError(
    'readMetadata() takes a result, not a promise: await it first, as in readMetadata({ providerMetadata: await result.providerMetadata }).',
  );
}

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof field(value, 'then') === 'function';

/** Where the AI SDK's versions and its errors, and a `Response`, keep the headers of an answer. */
const headerPlaces: readonly ((source: unknown) => unknown)[] = [
  source => field(source, 'headers'),
  source => field(source, 'responseHeaders'),
  source => field(field(source, 'response'), 'headers'),
  source => field(field(source, 'rawResponse'), 'headers'),
  // Of images, speech and transcription, and of embedMany, the first request.
  source => field(field(field(source, 'responses'), '0'), 'headers'),
];

/** Results of the AI SDK are objects of classes, whose fields are getters. */
function field(source: unknown, name: string): unknown {
  return typeof source === 'object' && source !== null ? Reflect.get(source, name) : undefined;
}

const isHeaders = (value: unknown): value is Headers | Record<string, string> =>
  value instanceof Headers ||
  (headerRecord.accepts(value) && Object.values(value).every(entry => entry !== undefined));

const numbers = ['step', 'neurons', 'cachedPromptTokens', 'reasoningTokens'];
const texts = [
  'cacheStatus',
  'logId',
  'eventId',
  'requestId',
  'provider',
  'model',
  'routedModel',
  'routingReason',
  'routingDecisionId',
  'runId',
  'keySource',
  'inferenceId',
  'rayId',
];

function isMetadata(value: unknown): value is WorkersAIMetadata {
  if (!isRecord(value)) return false;
  const isOf = (type: string) => (key: string) => value[key] === undefined || typeof value[key] === type;
  return numbers.every(isOf('number')) && texts.every(isOf('string'));
}
