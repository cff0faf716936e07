import { Ajv, type ValidateFunction } from 'ajv';
import { faults } from './faults.ts';
import { ranges } from './ranges.ts';
import { type Schema, schemas } from './schema.ts';

const ajv = new Ajv({ allErrors: true, strict: false });

/** The schema of each model's inputs, mended, with its ranges. */
const validators: ReadonlyMap<string, ValidateFunction> = new Map(
  [...schemas].map(([model, schema]) => [
    model,
    ajv.compile({ allOf: [mend(model, schema), { properties: rangesOf(model) }] }),
  ]),
);

function rangesOf(model: string): Schema {
  return new Map<string, Schema>(Object.entries(ranges)).get(model) ?? {};
}

function mend(model: string, schema: Schema): Schema {
  const mended = faults.filter(fault => fault.model === model).map(fault => fault.mend);
  return { ...schema, properties: Object.assign({}, schema.properties, ...mended) };
}

/**
 * Inputs that tests make up to see that `extraInputs` are sent as they are. No model takes them.
 */
const madeUp = ['lora', 'source', 'tag'];

/** @throws Error for inputs that a catalogued model of the five kinds does not take. */
export function expectInputs(model: string | undefined, inputs: unknown): void {
  const validate = validators.get(model ?? '');
  if (!validate || typeof inputs !== 'object' || inputs === null) return;
  const known = Object.fromEntries(Object.entries(inputs).filter(([name]) => !madeUp.includes(name)));
  if (!validate(known))
    throw new Error(`${model} does not take these inputs: ${ajv.errorsText(validate.errors)}`);
}
