import type { ModelAnswer } from './call.ts';

/** By its form: to look for the global class would load Node's web streams, which most answers do without. */
export const isStream = (body: ModelAnswer['body']): body is ReadableStream<Uint8Array> =>
  typeof body === 'object' && 'getReader' in body;
