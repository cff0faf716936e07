import type { ReplyPart } from './parts.ts';
import { text } from './parts.ts';

/** What a function of yours may answer with: text, parts, or either one after the other. */
export type Reply =
  | string
  | ReplyPart
  | readonly (string | ReplyPart)[]
  | AsyncIterable<string | ReplyPart>
  | Iterable<string | ReplyPart>;

/**
 * Pieces of about a token each: a word with the space before it, or a mark. They join to the same text.
 * Bounded repeats: unbounded ones overflow the stack on megabytes without a gap.
 */
export const tokensOf = (value: string): string[] =>
  value.match(/\s{0,24}(?:[\p{L}\p{N}]{1,24}|[^\s\p{L}\p{N}])|\s{1,24}/gu) ?? [];

const partOf = (item: string | ReplyPart): ReplyPart =>
  typeof item === 'string' ? text(...tokensOf(item)) : item;

const isReply = (reply: unknown): boolean =>
  typeof reply === 'object' &&
  reply !== null &&
  ['type', Symbol.iterator, Symbol.asyncIterator].some(key => key in reply);

export async function* partsOfReply(reply: Reply): AsyncGenerator<ReplyPart> {
  if (typeof reply !== 'string' && !isReply(reply)) {
    throw new TypeError(
      `A chat function answered ${Object.prototype.toString.call(reply)}: return text, parts such as text('…'), or an iterable of either.`,
    );
  }
  if (typeof reply === 'string' || 'type' in reply) {
    yield partOf(reply);
    return;
  }
  for await (const item of reply) yield typeof item === 'string' ? text(item) : item;
}
