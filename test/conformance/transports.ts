import type { Transport } from './transport.ts';
import { httpTransports } from './transports/http.ts';
import { standInBindings } from './transports/stand-in.ts';
import { createWorkerdTransport } from './transports/workerd.ts';

export { ownPaths } from './transports/http.ts';

export const transports: readonly Transport[] = [
  ...httpTransports,
  ...standInBindings,
  createWorkerdTransport(),
];
