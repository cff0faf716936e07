import { isRecord } from '../values/check.ts';
import type { Inputs } from './transport.ts';

/**
 * Whether AI Gateway takes such inputs: forms come back as 500/7000 over HTTP, and the binding, which sends JSON, can
 * carry neither forms nor streams. https://github.com/cloudflare/cloudflare-docs/issues/33336
 */
export function passesGateway(inputs: Inputs, via: 'http' | 'binding'): boolean {
  if (inputs instanceof FormData) return false;
  return via === 'http' || !Object.values(inputs).some(isStreamed);
}

/** A stream is an input by itself, or the body of `{ body, contentType }`. */
function isStreamed(value: unknown): boolean {
  const body = isRecord(value) && 'body' in value ? value.body : value;
  return body instanceof ReadableStream || body instanceof FormData;
}
