import { invalidSetting } from './check.ts';

/** By the runtime's own encoder where it has one. */
export function toBase64(bytes: Uint8Array): string {
  if ('toBase64' in bytes && typeof bytes.toBase64 === 'function') return String(bytes.toBase64());
  if ('Buffer' in globalThis)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return writeBase64(bytes);
}

const digits = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');

/** Each three bytes are four digits. Written as bytes: `btoa` and its string of characters take ten times as long. */
function writeBase64(bytes: Uint8Array): string {
  const written = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(61); // `=`
  for (let from = 0, to = 0; from < bytes.length; from += 3) {
    const [first = 0, second = 0, third = 0] = [bytes[from], bytes[from + 1], bytes[from + 2]];
    const left = bytes.length - from;
    const group = (first << 16) | (second << 8) | third;
    written[to++] = digits[group >> 18] ?? 0;
    written[to++] = digits[(group >> 12) & 63] ?? 0;
    if (left > 1) written[to++] = digits[(group >> 6) & 63] ?? 0;
    if (left > 2) written[to++] = digits[group & 63] ?? 0;
  }
  return new TextDecoder().decode(written);
}

/** The bytes of a base64 text, in a buffer of their own; undefined for a text that is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    return undefined;
  }
}

/** @throws InvalidArgumentError for a text that is not base64. */
export function expectBytes(setting: string, data: Uint8Array | string): Uint8Array {
  const bytes = typeof data === 'string' ? fromBase64(data) : data;
  if (bytes) return bytes;
  throw invalidSetting(setting, 'must be bytes or base64');
}
