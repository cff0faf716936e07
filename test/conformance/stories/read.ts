import assert from 'node:assert/strict';
import type { Part } from '../sdk.ts';

export async function collect(parts: AsyncIterable<Part>): Promise<Part[]> {
  const collected: Part[] = [];
  for await (const part of parts) collected.push(part);
  return collected;
}

export const partsOf = <Type extends Part['type']>(
  parts: readonly Part[],
  type: Type,
): Extract<Part, { type: Type }>[] =>
  parts.filter((part): part is Extract<Part, { type: Type }> => part.type === type);

/** The text or reasoning of a stream, put together. */
export const join = (parts: readonly Part[], type: 'text' | 'reasoning'): string =>
  partsOf(parts, type)
    .map(part => part.text)
    .join('');

/** The kinds of parts in their order, neighbours of one kind counted once. */
export const order = (parts: readonly Part[]): Part['type'][] =>
  parts.map(part => part.type).filter((type, index, types) => type !== types[index - 1]);

/** The one item of a list that must have one. */
export function only<T>(items: readonly T[]): T {
  const [first, ...rest] = items;
  assert.ok(first !== undefined && rest.length === 0, `expected one item, not ${items.length}`);
  return first;
}

/** Waits for what happens on the other side of a connection. */
export async function eventually(what: string, happened: () => boolean): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 10) {
    if (happened()) return;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  assert.fail(`It never came to this: ${what}`);
}

/** Something that a story opens when it has seen enough. */
export function createGate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** Of a request or an answer, what speaks to the gateway or of it. */
export const gatewayHeaders = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('cf-aig-')));

export type Rejection = Readonly<Record<string, unknown>> & {
  readonly name: string;
  readonly message: string;
};

/** What a promise was rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Rejection> {
  try {
    await promise;
  } catch (error) {
    return toRejection(error);
  }
  return assert.fail('It did not reject.');
}

export function toRejection(error: unknown): Rejection {
  assert.ok(error instanceof Error, `rejected with ${String(error)}, which is no Error`);
  return { ...error, name: error.name, message: error.message };
}
