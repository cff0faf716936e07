import { stubFetch } from '../transport/stub-fetch.ts';
import type { Asked } from './models.ts';
import type { Scenario } from './scenarios.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What came of a scenario, in a form in which two models can be compared. */
export interface Outcome {
  /** The result, or the error that it was rejected with. */
  readonly whole: Fields;
  readonly parts: readonly Fields[];
}

type Open = (fetch: typeof globalThis.fetch) => Asked;

export async function outcomeOf(open: Open, scenario: Scenario): Promise<Outcome> {
  const whole = await open(stubFetch(scenario.whole()).fetch).generate().then(comparable, toError);
  const { stream } = await open(stubFetch(scenario.streamed()).fetch).stream();
  const parts: Fields[] = [];
  for await (const part of stream) parts.push(comparable(part));
  return { whole, parts: withPlainIds(joined(parts)) };
}

/** What goes to each provider in its own way is left out: requests, bodies and the raw call. */
const own = ['request', 'rawCall', 'rawResponse', 'providerMetadata'];

function comparable(value: object): Fields {
  const fields = Object.entries(value).filter(([key]) => !own.includes(key));
  return Object.fromEntries(fields.flatMap(([key, entry]) => comparableEntry(key, entry)));
}

function comparableEntry(key: string, entry: unknown): [string, unknown][] {
  if (entry === undefined) return [];
  if (key === 'error') return [[key, 'an error']];
  if (!isPlain(entry)) return [[key, entry]];
  return [[key, comparable(key === 'response' ? { ...entry, body: undefined } : entry)]];
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const toError = (error: unknown): Fields => ({
  error: Reflect.get(Object(error), 'name'),
  statusCode: Reflect.get(Object(error), 'statusCode'),
  isRetryable: Reflect.get(Object(error), 'isRetryable'),
});

/** Fields that hold a piece of a text. */
const pieces = ['delta', 'textDelta', 'argsTextDelta'];

/** Adjacent pieces of the same text, as one. */
function joined(parts: readonly Fields[]): Fields[] {
  const result: Fields[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    const key = pieces.find(name => name in part);
    const isSame =
      key && last?.type === part.type && last?.id === part.id && last?.toolCallId === part.toolCallId;
    if (isSame) result[result.length - 1] = { ...last, [key]: `${last?.[key]}${part[key]}` };
    else result.push(part);
  }
  return result;
}

/** Ids of texts and thoughts are each provider's own; only which block a part belongs to counts. */
function withPlainIds(parts: readonly Fields[]): Fields[] {
  const starts = parts.filter(({ type }) => type === 'text-start' || type === 'reasoning-start');
  const names = new Map(starts.map(({ id }, index) => [id, `block ${index}`]));
  return parts.map(part => (names.has(part.id) ? { ...part, id: names.get(part.id) } : part));
}
