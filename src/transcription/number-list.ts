import { toJson } from '../values/json.ts';

/**
 * JSON of an object whose `audio` is a list of all bytes, written as bytes: a list of numbers would take ten times the
 * memory, and eight times as long.
 */
export function toJsonOfBytes(audio: Uint8Array, others: object): Uint8Array<ArrayBuffer> {
  const fields = toJson(others, { what: 'inputs' }).slice(1);
  const encoder = new TextEncoder();
  const start = encoder.encode('{"audio":[');
  const end = encoder.encode(fields === '}' ? ']}' : `],${fields}`);
  const json = new Uint8Array(start.length + audio.length * 4 + end.length);
  json.set(start);
  const written = writeNumbers(audio, { json, from: start.length });
  json.set(end, written);
  return json.subarray(0, written + end.length);
}

const zero = 48;
const comma = 44;

/** Writes numbers with commas between them, and returns where they end. */
function writeNumbers(bytes: Uint8Array, { json, from }: { json: Uint8Array; from: number }): number {
  let to = from;
  for (const byte of bytes) {
    if (to > from) json[to++] = comma;
    if (byte > 99) json[to++] = zero + Math.floor(byte / 100);
    if (byte > 9) json[to++] = zero + (Math.floor(byte / 10) % 10);
    json[to++] = zero + (byte % 10);
  }
  return to;
}
