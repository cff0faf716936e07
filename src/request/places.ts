import { InvalidArgumentError } from '@ai-sdk/provider';
import type { ModelOptions } from './options.ts';
import { type CallWarning, noPlaceInModel, setting } from './warning.ts';

/** Where one model takes a setting, and the numbers that it may be. */
export interface Place {
  /** @default the setting's name in snake_case */
  readonly input?: string;
  readonly from?: number;
  readonly to?: number;
}

/** The settings that one model takes; those that it lacks have no place. */
export type Places<Name extends string> = Readonly<Partial<Record<Name, Place>>>;

/** Places whose inputs have the settings' names in snake_case. */
export function placesOf<Name extends string>(...names: readonly Name[]): Record<Name, Place>;
export function placesOf(...names: readonly string[]): Record<string, Place> {
  return Object.fromEntries(names.map(name => [name, {}]));
}

interface PlaceOptions<Setting extends string> {
  readonly model: string;
  readonly places: Places<string>;
  /** The settings of the AI SDK among them, which have warnings of their own. */
  readonly settings?: readonly Setting[];
}

/**
 * Puts settings where a model takes them, with a warning for each that it has no place for; of two with the same place
 * the later wins, and undefined ones are not given. `extraInputs` win over all.
 * @throws InvalidArgumentError for a number that the model does not take.
 */
export function placeInputs<Setting extends string = never>(
  {
    gateway: _gateway,
    headers: _headers,
    extraInputs,
    ...values
  }: ModelOptions & Readonly<Record<string, unknown>>,
  { model, places, settings = [] }: PlaceOptions<Setting>,
): { readonly inputs: Record<string, unknown>; readonly warnings: readonly CallWarning<Setting>[] } {
  const inputs: Record<string, unknown> = {};
  const warnings: CallWarning<Setting>[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const place = places[name];
    const own = settings.find(each => each === name);
    if (place) inputs[place.input ?? snakeCase(name)] = expectInRange(name, value, { model, place });
    else warnings.push(own ? setting(own, `${model} has no input for it.`) : noPlaceInModel(name, model));
  }
  return { inputs: { ...inputs, ...extraInputs }, warnings };
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

function expectInRange(
  name: string,
  value: unknown,
  { model, place: { from = -Infinity, to = Infinity } }: { model: string; place: Place },
): unknown {
  if (typeof value !== 'number' || (value >= from && value <= to)) return value;
  const range = to === Infinity ? `from ${from} up` : `from ${from} to ${to}`;
  throw new InvalidArgumentError({
    argument: name,
    message: `${model} takes ${name} ${range}, not ${value}.`,
  });
}
