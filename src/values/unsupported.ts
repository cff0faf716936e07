import { UnsupportedFunctionalityError } from '@ai-sdk/provider';

export type Unsupported = (what: string, wayOut?: string) => UnsupportedFunctionalityError;

/** Makes errors for content that would be lost; `refusal` begins their sentence, such as `Workers AI chat models do not take`. */
export const unsupportedBy =
  (refusal: string): Unsupported =>
  (what, wayOut = '') =>
    new UnsupportedFunctionalityError({
      functionality: what,
      message: `${refusal} ${what}. ${wayOut}`.trimEnd(),
    });
