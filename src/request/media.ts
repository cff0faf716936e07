import type { Exchange } from '../transport/transport.ts';
import { fromBase64 } from '../values/base64.ts';
import { recordOf, textOf } from '../values/fields.ts';
import { headOf, mediaTypeOf } from '../values/media-type.ts';
import { parseJson, readBytes } from './answer.ts';
import { unwrap } from './envelope.ts';
import { brokenAnswer } from './error.ts';

/** What was asked for, which is also its field where the answer is JSON. */
export type MediaKind = 'image' | 'audio';

/** A picture or a sound. */
export interface Media {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** By the first bytes, else by the answer's own content type where that is of the kind. */
  readonly mediaType: string | undefined;
}

interface MediaOptions {
  readonly kind: MediaKind;
  readonly abortSignal: AbortSignal | undefined;
}

/**
 * Reads a picture or a sound, which comes as bytes or as base64 in JSON: the answer's bytes and content type tell which.
 * @throws APICallError for text, markup or JSON without the field, none of which is worth another try.
 */
export async function readMedia(exchange: Exchange, { kind, abortSignal }: MediaOptions): Promise<Media> {
  const type = exchange.response.headers.get('content-type') ?? '';
  const bytes = await readBytes(exchange, abortSignal);
  const known = mediaTypeOf(bytes);
  if (known?.startsWith(kind)) return { bytes, mediaType: known };
  const head = headOf(bytes);
  if (/\bjson\b/i.test(type) || isJson(head)) return fromJson(decode(bytes), { exchange, kind });
  if (bytes.length > 0 && !/^text\//i.test(type) && !isText(head))
    return { bytes, mediaType: known ?? (type.toLowerCase().startsWith(`${kind}/`) ? type : undefined) };
  throw without(kind, { exchange, body: decode(bytes) });
}

/** Markup, and whatever else begins with printable characters alone: no picture and no sound does. */
const isText = (head: string): boolean => /^(?:ï»¿)?\s*<[!?a-z]|^[\s -~]+$/i.test(head);
const isJson = (head: string): boolean => /^(?:ï»¿)?\s*[{[]\s*["{}[\]]/.test(head);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function fromJson(body: string, { exchange, kind }: { exchange: Exchange; kind: MediaKind }): Media {
  const base64 = textOf(recordOf(unwrap(parseJson(body, exchange).value))[kind]);
  const bytes = base64 === undefined ? undefined : fromBase64(base64.replace(/^data:[^,]*,/, ''));
  const head = bytes && headOf(bytes);
  if (!bytes || !head || isText(head) || isJson(head)) throw without(kind, { exchange, body });
  return { bytes, mediaType: mediaTypeOf(bytes) };
}

const without = (kind: MediaKind, answer: { exchange: Exchange; body: string }) =>
  brokenAnswer(`Workers AI answered without ${kind === 'image' ? 'an image' : 'audio'}.`, answer);
