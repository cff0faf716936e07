import { toJson } from '../values/json.ts';

/**
 * JSON of an object whose first field is a list of all bytes, written as bytes: a list of numbers would take ten times
 * the memory, and eight times as long.
 */
export function toJsonOfBytes(
  name: string,
  { bytes, others }: { bytes: Uint8Array; others: Readonly<Record<string, unknown>> },
): Uint8Array<ArrayBuffer> {
  const start = new TextEncoder().encode(`{${JSON.stringify(name)}:[`);
  const fields = toJson(others, { what: 'inputs' }).slice(1);
  const end = new TextEncoder().encode(fields === '}' ? ']}' : `],${fields}`);
  const json = new Uint8Array(start.length + bytes.length * 4 + end.length);
  json.set(start);
  const written = writeNumbers(bytes, { json, from: start.length });
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
