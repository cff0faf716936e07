import type { Model } from './model.ts';
import { dateOfData, rows } from './models.generated.ts';

/**
 * All known models, also retired ones, sorted by id.
 * See docs/models.md.
 */
export const models: readonly Model[] = rows;

/** The date of the data, `YYYY-MM-DD`. */
export const asOf: string = dateOfData;

/**
 * Finds a model by its id, also as `run/@cf/…` or `workers-ai/@cf/…`. Returns `undefined` for an unknown id, which may be
 * a model that is newer than `asOf`.
 * See docs/models.md.
 */
export function findModel(id: string): Model | undefined {
  const bare = id.replace(/^(?:run|workers-ai)\//, '');
  return models.find(model => model.id === bare);
}
