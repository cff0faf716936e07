import { type CostOf, createCostOf } from './catalogue/cost.ts';
import { readMetadata } from './sdk/shared/metadata.ts';

export { asOf, findModel, models } from './catalogue/catalogue.ts';
export type { Cost, CostOptions } from './catalogue/cost.ts';
export type { Model, ModelPrice, ModelReasoning } from './catalogue/model.ts';

/**
 * Estimates what a call cost, in US dollars, from the result of any AI SDK call or of `run()`: by the neurons of the
 * answer where the service sent them, else by its tokens (those from the prompt cache at their own price), the seconds
 * of its audio or the `units` given. An answer from the gateway's cache costs 0 and has the same sum as `savedUsd`;
 * the steps of a result are summed up. Undefined where the price is not known, or the result has neither neurons nor usage.
 *
 * It is an estimate, not the bill: 10,000 neurons a day are free, and credits have prices of their own. A result of
 * `streamText` has promises in it: pass what `onFinish` receives, or `{ usage: await result.usage, providerMetadata:
 * await result.providerMetadata }`.
 */
export const costOf: CostOf = createCostOf(readMetadata);
