import type { ChatAnswer, ChatEvent, ChatWarning } from '../../../src/chat/types.ts';
import type { EmbeddingResult } from '../../../src/embedding/embedding.ts';

type Path<T> = unknown extends T
  ? ''
  : T extends string | number | Date | readonly unknown[]
    ? ''
    : string extends keyof T
      ? ''
      : { [Key in keyof T & string]-?: `.${Key}${Path<Exclude<T[Key], undefined>>}` }[keyof T & string];

type EventPath<Event extends ChatEvent> = Event extends ChatEvent
  ? `${Event['type']}${Path<Omit<Event, 'type'>>}`
  : never;

/** Everything that the core says of an answer. */
export type Said =
  | EventPath<ChatEvent>
  | `warning.${ChatWarning['type']}`
  | 'request.inputs'
  | `response.${keyof ChatAnswer['response']}`
  | 'order'
  | `embedding.${keyof Omit<EmbeddingResult, 'response'>}`
  | `embedding.response.${keyof EmbeddingResult['response']}`;

/** What becomes of it: `lost`, or where it stands instead: a path in the finish, or in the result of an embedding. */
export type Limits = { readonly [Name in Said]?: 'lost' | `as ${string}` };

/** What has no place of its own in any version. */
const everywhere = {
  'finish.notes': 'as providerMetadata.workersai.notes',
  'response.metadata': 'as providerMetadata.workersai',
} satisfies Limits;

/**
 * What the core says and an AI SDK version has no place for. What is not listed arrives in the version's own form.
 */
export const limits: { readonly [Version in 'v1' | 'v2' | 'v3' | 'v4']: Limits } = {
  v1: {
    ...everywhere,
    order: 'lost',
    'raw.value': 'lost',
    'finish.reason.raw': 'lost',
    'finish.usage.input.cached': 'as providerMetadata.workersai.cachedPromptTokens',
    'finish.usage.output.reasoning': 'as providerMetadata.workersai.reasoningTokens',
    'finish.usage.total': 'lost',
    'finish.usage.raw': 'lost',
    'warning.compatibility': 'as a warning of the type other',
    'embedding.response.metadata': 'as rawResponse.headers',
    'embedding.response.body': 'lost',
    'embedding.warnings': 'lost',
  },
  v2: {
    ...everywhere,
    'finish.reason.raw': 'lost',
    'finish.usage.raw': 'lost',
    'warning.compatibility': 'as a warning of the type other',
    'embedding.response.metadata': 'as providerMetadata.workersai',
    // AI SDK 5 does not read it.
    'embedding.warnings': 'as warnings',
  },
  v3: {
    ...everywhere,
    'finish.usage.total': 'as usage.raw.total_tokens',
    'embedding.response.metadata': 'as providerMetadata.workersai',
  },
  v4: {
    ...everywhere,
    'finish.usage.total': 'as usage.raw.total_tokens',
    'embedding.response.metadata': 'as providerMetadata.workersai',
  },
};
