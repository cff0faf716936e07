import type { Model } from './model.ts';
import { dateOfData, rows } from './models.generated.ts';

/** Every model that is known, the retired ones too, sorted by id. */
export const models: readonly Model[] = rows;

/** The date of the data, `YYYY-MM-DD`: what was true of a model on that day. */
export const asOf: string = dateOfData;

/**
 * The model of an id, `run/@cf/…` and `workers-ai/@cf/…` included; undefined for an id that the catalogue does not
 * have, which may still be a model that is newer than `asOf`.
 */
export function findModel(id: string): Model | undefined {
  const bare = id.replace(/^(?:run|workers-ai)\//, '');
  return models.find(model => model.id === bare);
}
