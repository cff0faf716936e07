import type { Id, Schema } from './schema.ts';

/** Where Cloudflare's types refuse what its models take. */
export interface Fault {
  readonly model: Id;
  readonly reason: string;
  /** Inputs that the model takes, and that the types refuse for this fault alone. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What the types would have to say of one input. */
  readonly mend: Readonly<Record<string, Schema>>;
}

const base64Audio: Schema = {
  type: 'object',
  properties: { body: { type: 'string' }, contentType: { type: 'string' } },
  required: ['body', 'contentType'],
  additionalProperties: false,
};

export const faults: readonly Fault[] = [
  {
    model: '@cf/deepgram/nova-3',
    reason:
      'audio.body is an object; a base64 text is what passes through a gateway, where a stream does not.',
    inputs: { audio: { body: '//uQAAc=', contentType: 'audio/mpeg' } },
    mend: { audio: base64Audio },
  },
  {
    model: '@cf/baai/bge-reranker-base',
    reason: 'The query is missing, which the documented schema requires.',
    inputs: { query: 'Which animal?', contexts: [{ text: 'A fox.' }] },
    mend: { query: { type: 'string' } },
  },
];
