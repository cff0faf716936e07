import { toBase64 } from '../values/base64.ts';
import { mediaTypeOf } from '../values/media-type.ts';
import { expectEntries, unsupported } from './limits.ts';
import type { StatePart } from './types.ts';

type File = Extract<StatePart, { type: 'file' }>;

/** The state, and its images, which it names where they were. */
export interface WireState {
  readonly state: unknown;
  readonly images?: readonly string[];
}

/**
 * One part is the state itself, several are a list.
 * @throws UnsupportedFunctionalityError for files that are no images; InvalidArgumentError for more than four images.
 */
export function buildState(parts: readonly StatePart[]): WireState {
  const images: string[] = [];
  const values = parts.map(part => {
    if (part.type === 'text') return part.text;
    if (part.type === 'json') return part.value;
    return `[image ${images.push(toDataURL(part))}]`;
  });
  const state = values.length === 1 ? values[0] : values;
  if (images.length === 0) return { state };
  expectEntries('state.images', images.length, { from: 1, to: 4 });
  return { state, images };
}

function toDataURL({ mediaType, data }: File): string {
  const bytes = 'bytes' in data ? data.bytes : 'base64' in data ? data.base64 : undefined;
  const type = (bytes && mediaTypeOf(bytes)) ?? mediaType;
  if (!bytes || !/^image\/(?:png|jpeg|webp)$/i.test(`${type}`)) throw unsupported(`files of type ${type}`);
  return `data:${type};base64,${typeof bytes === 'string' ? bytes : toBase64(bytes)}`;
}
