import { readFileSync } from 'node:fs';
import type { ModelInputs } from './inputs.ts';

export type Id = keyof ModelInputs;

/** A JSON schema, as far as those of models' inputs are read here. */
export interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly [keyword: string]: unknown;
}

/** By Cloudflare's types, with their faults: written by `npm run schemas`. */
export const schemas: ReadonlyMap<string, Schema> = new Map(
  Object.entries<Schema>(JSON.parse(readFileSync(new URL('inputs.generated.json', import.meta.url), 'utf8'))),
);
