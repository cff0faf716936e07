import { type CostOf, createCostOf } from './catalogue/cost.ts';
import { readMetadata } from './sdk/shared/metadata.ts';

export { asOf, findModel, models } from './catalogue/catalogue.ts';
export type { Cost, CostOptions } from './catalogue/cost.ts';
export type { Model, ModelPrice, ModelReasoning } from './catalogue/model.ts';

/**
 * Estimates what a call cost, in US dollars, from the result of any AI SDK call or of `run()`. It counts neurons if the
 * service sent them, otherwise tokens (those from the prompt cache at their own price), seconds of audio or the given
 * `units`. The steps of a result are added up. An answer from the gateway's cache costs 0 and has its price in
 * `savedUsd`. Returns `undefined` if the price isn't known, or if the result has neither neurons nor usage.
 *
 * It is an estimate, not the bill: 10,000 neurons a day are free, and credits have prices of their own. The result of
 * `streamText` contains promises: pass what `onFinish` receives, or `{ usage: await result.usage, providerMetadata:
 * await result.providerMetadata }`.
 * See docs/models.md.
 */
export const costOf: CostOf = createCostOf(readMetadata);
