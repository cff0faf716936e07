import { arrayIn, entryIn, isObject, type JsonObject, objectIn } from '../../json.ts';
import type { Effort } from './match.ts';

/** The schema that `$ref` names within the document; other documents are not fetched. */
export function resolveReference(given: unknown, root: JsonObject): JsonObject {
  let schema = objectIn(given) ?? {};
  for (let hops = 0; typeof schema.$ref === 'string' && hops < 20; hops++) {
    const { $ref, ...rest } = schema;
    schema = { ...objectIn(lookUp($ref, root)), ...rest };
  }
  return schema;
}

function lookUp(reference: unknown, root: JsonObject): unknown {
  if (typeof reference !== 'string' || !reference.startsWith('#')) return {};
  let found: unknown = root;
  for (const step of reference.slice(1).split('/').filter(Boolean)) {
    const key = decoded(step).replaceAll('~1', '/').replaceAll('~0', '~');
    found = Array.isArray(found) ? found[Number(key)] : entryIn(objectIn(found) ?? {}, key);
  }
  return found;
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

interface Merging {
  root: JsonObject;
  effort: Effort;
  levels?: number;
}

/** Folds `allOf` into the schema that holds it; one that holds itself ends after some levels, or with the effort. */
export function mergeSchemas(schema: JsonObject, { root, effort, levels = 8 }: Merging): JsonObject {
  if (levels === 0 || effort.left <= 0) return schema;
  const parts = arrayIn(schema.allOf).map(part => {
    effort.left -= 10;
    return mergeSchemas(resolveReference(part, root), { root, effort, levels: levels - 1 });
  });
  if (parts.length === 0) return schema;
  const { allOf: _allOf, ...merged } = schema;
  for (const part of parts) {
    const properties = { ...objectIn(merged.properties), ...objectIn(part.properties) };
    const required = [...new Set([...arrayIn(merged.required), ...arrayIn(part.required)])];
    effort.left -= Object.keys(properties).length + required.length;
    Object.assign(merged, part);
    if (Object.keys(properties).length > 0) merged.properties = properties;
    if (required.length > 0) merged.required = required;
  }
  return merged;
}

export function typeOf(schema: JsonObject): string {
  const types = [schema.type].flat().filter(type => typeof type === 'string');
  const named = types.find(type => type !== 'null') ?? types[0];
  if (named !== undefined) return named;
  if (isObject(schema.properties) || isObject(schema.additionalProperties)) return 'object';
  if ('items' in schema || 'prefixItems' in schema) return 'array';
  if ('minimum' in schema || 'maximum' in schema || 'multipleOf' in schema) return 'number';
  return 'string';
}
