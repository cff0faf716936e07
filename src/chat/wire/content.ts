import { isRecord } from '../../values/check.ts';
import { listOf, textOf } from '../../values/fields.ts';

interface Content {
  readonly text?: string | undefined;
  readonly reasoning?: string | undefined;
}

/** Where each type of part holds its words; the others hold none that could be shown. */
const partTypes: ReadonlyMap<string, keyof Content | undefined> = new Map([
  ['text', 'text'],
  ['output_text', 'text'],
  ['refusal', 'text'],
  ['thinking', 'reasoning'],
  ['reasoning', 'reasoning'],
  ['reasoning_text', 'reasoning'],
  ['summary_text', 'reasoning'],
  ['image', undefined],
  ['image_url', undefined],
  ['output_image', undefined],
  ['audio', undefined],
  ['file', undefined],
]);

const nothing: Content = {};

/** A text comes as a string, as a list of parts, and in JSON mode as the object itself or a number. */
export function readContent(content: unknown): Content {
  if (content === null || content === undefined || content === '') return nothing;
  if (typeof content === 'string') return { text: content };
  return isPartList(content) ? readParts(content) : { text: JSON.stringify(content) };
}

/** Pieces of a text that are digits, true or false may come as such (cloudflare/ai#651). */
export function wordsOf(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : textOf(value);
}

type Part = Readonly<Record<string, unknown>>;

function readParts(parts: readonly Part[]): Content {
  const wordsIn = (kind: keyof Content) =>
    parts.map(part => (kindOf(part) === kind ? partWords(part) : '')).join('') || undefined;
  return { text: wordsIn('text'), reasoning: wordsIn('reasoning') };
}

const kindOf = ({ type }: Part): keyof Content | undefined =>
  typeof type === 'string' && partTypes.has(type) ? partTypes.get(type) : 'text';

/** Mistral's thinking is a list of texts itself. */
function partWords(part: Part): string {
  const words = part.text ?? part.thinking ?? part.reasoning ?? part.refusal ?? part.summary;
  const inner = listOf(words).filter(isRecord);
  return inner.length > 0 ? inner.map(partWords).join('') : (wordsOf(words) ?? '');
}

/** A JSON answer may be a list too. */
function isPartList(content: unknown): content is readonly Part[] {
  return (
    Array.isArray(content) &&
    content.length > 0 &&
    content.every(
      part =>
        isRecord(part) &&
        typeof part.type === 'string' &&
        (partTypes.has(part.type) || typeof part.text === 'string'),
    )
  );
}
