import { findModel } from './catalogue.ts';
import type { Model } from './model.ts';
import { fieldOf, readUsage, type Usage } from './usage.ts';

/** What one call cost, in US dollars. */
export interface Cost {
  /** 0 for an answer from the gateway's cache. */
  readonly usd: number;
  /** What answers from the gateway's cache would have cost. */
  readonly savedUsd: number;
  /** What it was computed from: the neurons of the answer, or tokens or other units at the catalog's price. */
  readonly basis: 'neurons' | 'tokens' | 'units';
}

export interface CostOptions {
  /** Id of the model that answered. */
  readonly model: string;
  /**
   * Quantities of the model's price units that the result doesn't contain, such as
   * `{ '512x512 output tile': 4, step: 16 }` for an image.
   */
  readonly units?: Readonly<Record<string, number>> | undefined;
}

/** What the gateway and Workers AI said about a call. */
interface CallMetadata {
  readonly cacheStatus?: string;
  readonly neurons?: number;
  readonly cachedPromptTokens?: number;
}

/** @param result What a call of the AI SDK or `run()` returned. */
export type CostOf = (result: unknown, options: CostOptions) => Cost | undefined;

type Price = Pick<Cost, 'basis'> & { readonly value: number };
type ReadMetadata = (source: unknown) => CallMetadata;

/** https://developers.cloudflare.com/workers-ai/platform/pricing/ */
const usdPerNeuron = 0.000_011;

export function createCostOf(readMetadata: ReadMetadata): CostOf {
  return (result, options) => {
    const costs = callsOf(result).map(call => costOfCall(call, { ...options, readMetadata }));
    const known = costs.filter(cost => cost !== undefined);
    const [first] = known;
    if (first === undefined || known.length < costs.length) return undefined;
    return {
      usd: sum(known.map(({ usd }) => usd)),
      savedUsd: sum(known.map(({ savedUsd }) => savedUsd)),
      basis: known.find(({ basis }) => basis !== 'neurons')?.basis ?? first.basis,
    };
  };
}

/** Each step of a result is a call of its own: the metadata of the whole are those of the last. */
function callsOf(result: unknown): readonly unknown[] {
  const steps = fieldOf(result, 'steps');
  return Array.isArray(steps) && steps.length > 0 ? steps : [result];
}

function costOfCall(
  call: unknown,
  { model: id, units = {}, readMetadata }: CostOptions & { readMetadata: ReadMetadata },
): Cost | undefined {
  const metadata = readCallMetadata(call, readMetadata);
  const told = readUsage(call);
  const cached = told.cached ?? metadata.cachedPromptTokens;
  const usage = { ...told, cached, neurons: metadata.neurons ?? told.neurons };
  const model = findModel(id);
  const price =
    byNeurons(usage) ?? (model && (byTokens(model, usage) ?? byUnits(model, unitsOf(usage, units))));
  if (price === undefined) return undefined;
  const isHit = metadata.cacheStatus === 'HIT';
  return { usd: isHit ? 0 : price.value, savedUsd: isHit ? price.value : 0, basis: price.basis };
}

/** `embedMany` makes several requests; their headers are all there is of each. */
function readCallMetadata(call: unknown, readMetadata: ReadMetadata): CallMetadata {
  const responses = fieldOf(call, 'responses');
  if (!Array.isArray(responses) || responses.length < 2) return readMetadata(call);
  const all = responses.map(response => readMetadata(response));
  const neurons = all.flatMap(({ neurons: count }) => (count === undefined ? [] : [count]));
  return {
    ...(all.every(({ cacheStatus }) => cacheStatus === 'HIT') && { cacheStatus: 'HIT' }),
    ...(neurons.length === all.length && { neurons: sum(neurons) }),
  };
}

const byNeurons = ({ neurons }: Usage): Price | undefined =>
  neurons === undefined ? undefined : { value: rounded(neurons * usdPerNeuron), basis: 'neurons' };

function byTokens({ price = [] }: Model, { input, output = 0, cached = 0 }: Usage): Price | undefined {
  const row = price.find(({ unit }) => unit === '1M tokens');
  if (row?.usdIn === undefined || input === undefined) return undefined;
  const reused = Math.min(cached, input);
  const usd =
    (input - reused) * row.usdIn + reused * (row.usdCachedIn ?? row.usdIn) + output * (row.usdOut ?? 0);
  return { value: rounded(usd / 1e6), basis: 'tokens' };
}

const unitsOf = ({ audioSeconds }: Usage, units: Readonly<Record<string, number>>) => ({
  ...(audioSeconds !== undefined && { 'audio minute': audioSeconds / 60 }),
  ...units,
});

/** A unit that has no price would be missing from the sum. */
function byUnits({ price = [] }: Model, units: Readonly<Record<string, number>>): Price | undefined {
  const values = Object.entries(units).map(([name, count]) => {
    const usd = price.find(({ unit }) => unit === name)?.usdIn;
    return usd === undefined ? undefined : usd * count;
  });
  const known = values.filter(value => value !== undefined);
  if (known.length === 0 || known.length < values.length) return undefined;
  return { value: sum(known), basis: 'units' };
}

const sum = (values: readonly number[]): number => rounded(values.reduce((total, value) => total + value, 0));

/** Without the last digits, which binary fractions make up. */
const rounded = (usd: number): number => Number(usd.toPrecision(12));
