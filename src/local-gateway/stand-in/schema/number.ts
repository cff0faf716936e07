import { type JsonObject, numberIn } from '../../json.ts';
import type { Hints } from './hints.ts';
import { typeOf } from './resolve.ts';

export function fitNumber(schema: JsonObject, place: { name: string }, hints: Hints): number {
  const integer = typeOf(schema) === 'integer';
  const step = numberIn(schema.multipleOf);
  const { least, most } = rangeOf(schema, integer ? 1 : 1e-3);
  const accepts = (value: number): boolean =>
    value >= least &&
    value <= most &&
    (!integer || Number.isInteger(value)) &&
    (step === undefined || Number.isInteger(value / step));
  const known = numberIn(hints.fact(place.name, value => typeof value === 'number' && accepts(value)));
  return known ?? hints.number(accepts) ?? usual({ least, most, integer, step });
}

function rangeOf(schema: JsonObject, grain: number): { least: number; most: number } {
  const above = numberIn(schema.exclusiveMinimum);
  const below = numberIn(schema.exclusiveMaximum);
  // Draft 4 writes the exclusive bounds as flags beside the inclusive ones.
  const least = (numberIn(schema.minimum) ?? -Infinity) + (schema.exclusiveMinimum === true ? grain : 0);
  const most = (numberIn(schema.maximum) ?? Infinity) - (schema.exclusiveMaximum === true ? grain : 0);
  return {
    least: above === undefined ? least : Math.max(least, above + grain),
    most: below === undefined ? most : Math.min(most, below - grain),
  };
}

interface Range {
  least: number;
  most: number;
  integer: boolean;
  step: number | undefined;
}

/** A number people would expect: 1 where it fits, else the nearest bound. */
function usual({ least, most, integer, step }: Range): number {
  const near = Math.min(Math.max(1, least), most);
  if (step !== undefined) return Math.ceil(Math.max(least, Math.min(step, most)) / step) * step;
  if (!integer) return near;
  return near === least ? Math.ceil(near) : Math.floor(near);
}
