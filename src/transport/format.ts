import { type Check, invalidSetting, oneOf } from '../values/check.ts';

/** Workers AI's own request format, or that of its OpenAI-compatible endpoints. */
export type Format = 'workers-ai' | 'openai';

export const format: Check<Format> = oneOf(['workers-ai', 'openai']);

/** @throws InvalidArgumentError: the Workers binding speaks Workers AI's own format alone. */
export function expectBindingFormat(format: Format | undefined): void {
  if (format === 'openai')
    throw invalidSetting('format', "'openai' cannot be combined with binding: leave it out");
}
