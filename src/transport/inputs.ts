import { isRecord } from '../values/check.ts';

/** Bytes that are the whole body. */
export const isBytes = (
  inputs: object,
): inputs is Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> =>
  [Uint8Array, ArrayBuffer, Blob, ReadableStream].some(kind => inputs instanceof kind);

/** Whether one of the inputs is what JSON would write as `{}`, by itself or as the body of `{ body, contentType }`. */
export const holdsStream = (inputs: object): boolean =>
  !isBytes(inputs) && Object.values(inputs).some(isStreamed);

function isStreamed(value: unknown): boolean {
  const body = isRecord(value) && 'body' in value ? value.body : value;
  return [ReadableStream, FormData, Blob].some(kind => body instanceof kind);
}
