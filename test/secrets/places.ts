import { expect, vi } from 'vitest';
import { createWorkersAI, type WorkersAI, type WorkersAISettings } from 'workers-ai-gateway';
import { hi } from '../sdk/v1/call-options.ts';
import { llama, rejection, settings, stubFetch } from '../transport/stub-fetch.ts';

/** Makes a request with the value at one place. */
export type Place = (value: string, fetch: typeof globalThis.fetch) => PromiseLike<unknown>;

export const provider = (extra: WorkersAISettings, fetch: typeof globalThis.fetch): WorkersAI =>
  createWorkersAI({ ...settings, ...extra, fetch });
export const chat = (extra: WorkersAISettings, fetch: typeof globalThis.fetch): PromiseLike<unknown> =>
  provider(extra, fetch)(llama).doGenerate(hi);
/** A call whose own options are these. */
export const option = (workersai: object): typeof hi => ({
  ...hi,
  providerMetadata: { workersai: { ...workersai } },
});

export function fromEnvironment(
  variable: string,
  { without }: { without: keyof typeof settings | 'none' },
): Place {
  return (value, fetch) => {
    vi.stubEnv(variable, value);
    const extra = without === 'none' ? {} : { [without]: undefined };
    return chat({ ...settings, ...extra }, fetch);
  };
}

/** Refused before anything is sent: with its place in the message, at creation or at the call. */
export async function refusal(place: Place, value: string): Promise<Error> {
  const { fetch, sent } = stubFetch();
  const error = await rejection((async () => place(value, fetch))());
  expect(sent).toEqual([]);
  if (!(error instanceof Error)) throw new Error('Something that is no error was thrown.');
  expect(error.name).toBe('AI_InvalidArgumentError');
  return error;
}

/** A variable of the environment holds no NUL, and one that is blank says nothing. */
const fits = (name: string, value: string) => !/^[A-Z_]+$/.test(name) || !/\0|^ $/.test(value);

export interface Row {
  readonly name: string;
  readonly place: Place;
  readonly value: string;
}

/** Each value at each place. */
export const cross = (places: Readonly<Record<string, Place>>, values: readonly string[]): Row[] =>
  Object.entries(places).flatMap(([name, place]) =>
    values.filter(value => fits(name, value)).map(value => ({ name, place, value })),
  );
