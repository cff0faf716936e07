import { holdsStream } from './inputs.ts';
import type { Inputs } from './transport.ts';

/**
 * Whether AI Gateway takes such inputs: forms come back as 500/7000 over HTTP, and the binding, which sends JSON, can
 * carry neither forms nor streams. https://github.com/cloudflare/cloudflare-docs/issues/33336
 */
export const passesGateway = (inputs: Inputs, via: 'http' | 'binding'): boolean =>
  !(inputs instanceof FormData) && (via === 'http' || !holdsStream(inputs));
