import { type Check, oneOf } from '../values/check.ts';

/** Workers AI's own request format, or that of its OpenAI-compatible endpoints. */
export type Format = 'workers-ai' | 'openai';

export const format: Check<Format> = oneOf(['workers-ai', 'openai']);
