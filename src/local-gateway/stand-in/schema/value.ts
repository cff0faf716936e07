import { arrayIn, isObject, type JsonObject, numberIn, objectIn, stringIn } from '../../json.ts';
import { createHints, type Hints } from './hints.ts';
import { fitNumber } from './number.ts';
import { mergeSchemas, resolveReference, typeOf } from './resolve.ts';
import { fitString } from './string.ts';

/** Where in the value a schema stands. */
interface Place {
  name: string;
  depth: number;
  /** Position in the nearest array. */
  index: number | undefined;
}

interface Scope {
  root: JsonObject;
  hints: Hints;
  /** Values that may still be made: a schema may ask for a thousand million. */
  left: number;
}

interface ValueSource {
  /** What was asked: words, names and numbers come from here. */
  text: string;
  /** Values known by property name, such as a tool's result. */
  facts?: JsonObject;
}

/** Beyond this depth optional properties are left out, so that recursive schemas end. */
const deep = 5;
const deepest = 40;
const most = 2000;

/** A value that fits a JSON schema. Patterns that look around or back are passed over; `not` and `if` are not looked at. */
export function valueFor(schema: unknown, source: ValueSource): unknown {
  const root = objectIn(schema) ?? {};
  const scope = { root, hints: createHints(source.text, source.facts ?? {}), left: most };
  return fill(root, { name: stringIn(root.title) ?? '', depth: 0, index: undefined }, scope);
}

function fill(given: unknown, place: Place, scope: Scope): unknown {
  if (place.depth > deepest || scope.left-- <= 0) return null;
  const schema = mergeSchemas(resolveReference(given, scope.root), {
    root: scope.root,
    effort: scope.hints.effort,
  });
  if ('const' in schema) return schema.const;
  const options = arrayIn(schema.enum);
  if (options.length > 0) return pickOption(options, place, scope);
  const branches = arrayIn(schema.anyOf ?? schema.oneOf);
  if (branches.length > 0) {
    const { anyOf: _anyOf, oneOf: _oneOf, ...rest } = schema;
    const branch = pickBranch(branches, place, scope);
    return fill({ ...rest, allOf: [branch] }, { ...place, depth: place.depth + 1 }, scope);
  }
  return fitType(schema, place, scope);
}

function fitType(schema: JsonObject, place: Place, scope: Scope): unknown {
  switch (typeOf(schema)) {
    case 'object':
      return fitObject(schema, place, scope);
    case 'array':
      return fitArray(schema, place, scope);
    case 'integer':
    case 'number':
      return fitNumber(schema, place, scope.hints);
    case 'boolean':
      return scope.hints.fact(place.name, value => typeof value === 'boolean') ?? true;
    case 'null':
      return null;
    default:
      return fitString(schema, place, scope.hints);
  }
}

function fitObject(schema: JsonObject, place: Place, scope: Scope): JsonObject {
  const properties = objectIn(schema.properties) ?? {};
  const required = new Set(arrayIn(schema.required));
  const value: [name: string, value: unknown][] = [];
  for (const [name, property] of Object.entries(properties)) {
    if (place.depth > deep && !required.has(name)) continue;
    value.push([name, fill(property, { name, depth: place.depth + 1, index: place.index }, scope)]);
  }
  const known = new Set(value.map(([name]) => name));
  for (const name of extraKeys(schema, known, required)) {
    if (scope.left <= 0) break;
    const extra = fill(
      schema.additionalProperties ?? true,
      { ...place, name, depth: place.depth + 1 },
      scope,
    );
    value.push([name, extra]);
  }
  // A property may be called `__proto__`.
  return Object.fromEntries(value);
}

/** Required names without a schema of their own, and one entry for a dictionary. */
function extraKeys(schema: JsonObject, known: Set<string>, required: Set<unknown>): string[] {
  const missing = [...required].flatMap(name => (typeof name === 'string' && !known.has(name) ? [name] : []));
  const isDictionary = isObject(schema.additionalProperties) && known.size === 0;
  const least = Math.min(numberIn(schema.minProperties) ?? (isDictionary ? 1 : 0), most);
  const names = arrayIn(objectIn(schema.propertyNames)?.enum).filter(name => typeof name === 'string');
  const count = known.size + missing.length;
  for (let index = count; index < least; index++) missing.push(names[index] ?? `entry${index + 1}`);
  return missing;
}

function fitArray(schema: JsonObject, place: Place, scope: Scope): unknown[] {
  const fixed = arrayIn(schema.prefixItems ?? (Array.isArray(schema.items) ? schema.items : undefined));
  const least = numberIn(schema.minItems) ?? 0;
  const limit = numberIn(schema.maxItems) ?? Number.POSITIVE_INFINITY;
  const wanted = place.depth > deep ? 0 : fixed.length > 0 ? fixed.length : 2;
  const count = Math.min(Math.max(wanted, least), limit);
  const items: unknown[] = [];
  for (let index = 0; index < count && scope.left > 0; index++) {
    const item = fixed[index] ?? (Array.isArray(schema.items) ? true : schema.items) ?? true;
    items.push(fill(item, { name: place.name, depth: place.depth + 1, index }, scope));
  }
  return schema.uniqueItems === true
    ? items.filter(
        (item, index) => items.findIndex(other => JSON.stringify(other) === JSON.stringify(item)) === index,
      )
    : items;
}

/** The option the text mentions or its mood suggests, else the first; in an array, each in turn. */
function pickOption(options: readonly unknown[], place: Place, { hints }: Scope): unknown {
  const known = hints.fact(place.name, value => options.includes(value));
  if (known !== undefined) return known;
  if (place.index !== undefined) return options[place.index % options.length];
  const { said, mood } = hints;
  const mentioned = options.filter(option => said.has(String(option).toLowerCase()));
  if (mentioned.length === 1) return mentioned[0];
  const feeling = options.find(
    option => String(option).toLowerCase() === (mood > 0.5 ? 'positive' : 'negative'),
  );
  if (feeling !== undefined && mood !== 0.5) return feeling;
  return mentioned[0] ?? options[0];
}

/** Normally the first branch that is not null; deep down one that ends. */
function pickBranch(branches: readonly unknown[], { depth }: Place, { root }: Scope): unknown {
  const ends = (branch: unknown): boolean => {
    const type = typeOf(resolveReference(branch, root));
    return type !== 'object' && type !== 'array';
  };
  const isNull = (branch: unknown): boolean => objectIn(branch)?.type === 'null';
  if (depth > deep) return branches.find(isNull) ?? branches.find(ends) ?? branches[0];
  return branches.find(branch => !isNull(branch)) ?? branches[0];
}
