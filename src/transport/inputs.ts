import { isRecord } from '../values/check.ts';

/** Bytes that are the whole body. */
export const isBytes = (
  inputs: object,
): inputs is Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> =>
  [Uint8Array, ArrayBuffer, Blob, ReadableStream].some(kind => inputs instanceof kind);

/** Whether one of the inputs is a stream or a form, which `env.AI` takes where it passes no gateway. */
export const holdsStream = (inputs: object): boolean => holds(inputs, [ReadableStream, FormData]);

/** Whether one of the inputs is a Blob, which nobody takes inside of JSON: it would be written as `{}`. */
export const holdsBlob = (inputs: object): boolean => holds(inputs, [Blob]);

/** By itself, or as the body of `{ body, contentType }`. */
const holds = (inputs: object, kinds: readonly (new () => object)[]): boolean =>
  !isBytes(inputs) &&
  Object.values(inputs).some((value: unknown) => {
    const body = isRecord(value) && 'body' in value ? value.body : value;
    return kinds.some(kind => body instanceof kind);
  });
