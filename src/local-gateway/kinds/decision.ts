import type { Kind } from './kind.ts';

/** Also the answer of a task that has no kind of its own. */
export const decision: Kind = {
  result: (_call, model) => ({ json: { model, answers: [], usage: {} } }),
};
