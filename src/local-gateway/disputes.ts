/**
 * Behavior that sources about the service disagree about. The defaults follow Cloudflare's documentation where it says
 * something. These switches may change in any release.
 * See docs/local-gateway.md.
 */
export interface Disputes {
  /** Log, event and request ids: UUIDv7, equal for one step, since 2026-10-08; ULIDs before. @default 'uuid' */
  ids: 'uuid' | 'ulid';
  /** `/workers-ai/run/{model}`, which Cloudflare's own provider sends, in addition to the documented `/workers-ai/{model}`. @default 'optional' */
  runPrefix: 'optional' | 'required' | 'refused';
  /** `cf-aig-cache-ttl: 0`: documented as no caching; one user saw hits for about 300 s. @default 'off' */
  cacheTtlZero: 'off' | 'five-minutes';
  /** A TTL below the documented minimum of 60 s. @default 'honoured' */
  cacheTtlBelowMinute: 'honoured' | 'raised';
  /** Embeddings are neither named as cacheable nor excluded. @default true */
  embeddingsCached: boolean;
  /** `encoding_format: base64`, which OpenAI's own client sends: not documented. @default 'honoured' */
  encodingFormat: 'honoured' | 'ignored';
  /** Form of Workers AI errors on OpenAI paths. @default 'by-path': `ai-error` under /compat, else `v4` */
  openaiErrors: 'by-path' | 'v4' | 'ai-error' | 'openai';
  /** HTTP status of prompts and answers blocked by guardrails or DLP. @default 'by-path': 422 for guardrails on `/ai/run`, else 424 */
  blockedStatus: 'by-path' | 400 | 403 | 422 | 424;
  /** `JSON Mode couldn't be met`: a 400, or a 200 with `success: false`. @default 400 */
  jsonModeFailure: 200 | 400;
  /** JSON mode with `stream: true`: documented as unsupported for all models, but only some were seen to refuse it. @default 'by-model': 5023 where the catalogue's `structuredOutputs` is `whole` */
  jsonModeStream: 'by-model' | 'streamed' | 'refused';
  /** Some models answered `stream: true` with one JSON body, as guardrails do. @default 'events' */
  streamedAs: 'events' | 'json';
  /** `content` as an array of text parts for native models without vision: reported as 5006. @default 'refused' */
  nativeTextParts: 'refused' | 'accepted';
  /** Scores of bge-reranker-base: seen as logits, and from 0 to 1 in examples. @default 'logits' */
  rerankScores: 'logits' | 'unit';
  /** A form, as FLUX.2 takes it, through a gateway: reported as 500 with 7000. @default 'refused' */
  multipartThroughGateway: 'refused' | 'accepted';
  /** Audio as the whole body, as nova-3 takes it, through a gateway: not documented. @default 'accepted' */
  rawAudioThroughGateway: 'accepted' | 'refused';
  /** What melotts answers: MP3 by its schema, WAV as seen. @default 'wav' */
  melotts: 'wav' | 'mp3';
  /** A system message after the first, for models reported to take one: qwen3.8. @default 'refused' */
  secondSystemMessage: 'refused' | 'accepted';
  /** Tool calls in the history whose arguments are not a JSON object: reported as a 400. @default 'refused' */
  historyArguments: 'refused' | 'accepted';
  /** `Authorization: Bearer Bearer …`: reported as 6003. @default 'refused' */
  doubledBearer: 'refused' | 'accepted';
  /** `cloudflare/auto`: documented under /compat only. @default 'compat' */
  autoRouter: 'compat' | 'everywhere';
  /** `custom/…`: documented for the run path only; models of an alias must support the format. @default 'api': the run path and `/ai/v1` */
  aliases: 'api' | 'run' | 'everywhere';
  /** A token of Workers AI in `Authorization` under /compat, where the vendor's key belongs. @default 'key': refused by the vendor */
  compatAuthorization: 'key' | 'ignored';
  /** The code after `cf-aig-request-timeout` if nothing is left to try. @default 2005 */
  timeoutFailure: 2005 | 408;
}

export const disputeDefaults: Disputes = {
  ids: 'uuid',
  runPrefix: 'optional',
  cacheTtlZero: 'off',
  cacheTtlBelowMinute: 'honoured',
  embeddingsCached: true,
  encodingFormat: 'honoured',
  openaiErrors: 'by-path',
  blockedStatus: 'by-path',
  jsonModeFailure: 400,
  jsonModeStream: 'by-model',
  streamedAs: 'events',
  nativeTextParts: 'refused',
  rerankScores: 'logits',
  multipartThroughGateway: 'refused',
  rawAudioThroughGateway: 'accepted',
  melotts: 'wav',
  secondSystemMessage: 'refused',
  historyArguments: 'refused',
  doubledBearer: 'refused',
  autoRouter: 'compat',
  aliases: 'api',
  compatAuthorization: 'key',
  timeoutFailure: 2005,
};
