import type { Model } from '../../src/catalogue/model.ts';

/** A model as the account lists it, in the format of OpenRouter; fields it omits are undefined. */
export interface ListedModel {
  readonly id: string;
  readonly contextWindow: number | undefined;
  readonly tools: boolean | undefined;
  readonly vision: boolean | undefined;
  /** Dollars per million tokens. */
  readonly usdIn: number | undefined;
  readonly usdOut: number | undefined;
  readonly usdCachedIn: number | undefined;
  readonly efforts: string | undefined;
  readonly retired: string | undefined;
}

const fieldOf = (source: unknown, name: string): unknown =>
  typeof source === 'object' && source !== null ? Reflect.get(source, name) : undefined;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

/** A price per token, as text; the catalogue has dollars per million. */
function perMillion(value: unknown): number | undefined {
  const price = Number(value);
  return typeof value === 'string' && Number.isFinite(price)
    ? Number((price * 1e6).toPrecision(6))
    : undefined;
}

function readListed(entry: unknown): ListedModel | undefined {
  const id = textOf(fieldOf(entry, 'id'));
  if (id === undefined) return undefined;
  const pricing = fieldOf(entry, 'pricing');
  const context = fieldOf(entry, 'context_length');
  const efforts = listOf(fieldOf(fieldOf(entry, 'reasoning'), 'supported_efforts'));
  return {
    id,
    contextWindow: typeof context === 'number' ? context : undefined,
    tools: listOf(fieldOf(entry, 'supported_features'))?.includes('tools'),
    vision: listOf(fieldOf(entry, 'input_modalities'))?.includes('image'),
    usdIn: perMillion(fieldOf(pricing, 'prompt')),
    usdOut: perMillion(fieldOf(pricing, 'completion')),
    usdCachedIn: perMillion(fieldOf(pricing, 'input_cache_read')),
    efforts: efforts && spelled(efforts.filter(effort => effort !== 'none')),
    retired: textOf(fieldOf(entry, 'deprecation_date'))?.slice(0, 10),
  };
}

const spelled = (efforts: readonly unknown[]): string => [...efforts].sort().join(' ');

/**
 * Reads every page of `GET …/ai/models/search?format=openrouter`. Clients find the list in `data`, the API's reference
 * has it in `result`.
 */
export async function readAccount(env: Readonly<Record<string, string | undefined>>): Promise<ListedModel[]> {
  const account = env.CLOUDFLARE_ACCOUNT_ID;
  const token = env.CLOUDFLARE_API_TOKEN ?? env.CLOUDFLARE_API_KEY;
  if (!account || !token) throw new Error('--account needs CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN.');
  const base = env.WORKERS_AI_API_URL ?? 'https://api.cloudflare.com/client/v4';
  const found = new Map<string, ListedModel>();
  for (let page = 1; ; page += 1) {
    const query = `format=openrouter&include_deprecated=true&per_page=100&page=${page}`;
    const response = await fetch(`${base}/accounts/${account}/ai/models/search?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok)
      throw new Error(`The list of models answered ${response.status}: ${await response.text()}`);
    const body: unknown = await response.json();
    const entries = listOf(fieldOf(body, 'data')) ?? listOf(fieldOf(body, 'result')) ?? [];
    const before = found.size;
    for (const listed of entries.map(readListed)) if (listed) found.set(listed.id, listed);
    // The count that comes with a page was seen to be wrong.
    if (entries.length < 100 || found.size === before) return [...found.values()];
  }
}

/** Where the account and the catalogue differ, a line each. */
export function compare(listed: readonly ListedModel[], models: readonly Model[]): string[] {
  const known = new Map(models.map(model => [model.id, model]));
  const ids = new Set(listed.map(({ id }) => id));
  const gone = models.filter(
    ({ id, task, retired }) => task === 'Text Generation' && !retired && !ids.has(id),
  );
  return [
    ...listed.flatMap(entry => {
      const model = known.get(entry.id);
      return model ? differences(entry, model) : [`${entry.id}: the catalogue does not have it`];
    }),
    ...gone.map(({ id }) => `${id}: the account does not list it`),
  ];
}

function differences(listed: ListedModel, model: Model): string[] {
  const price = model.price?.find(({ unit }) => unit === '1M tokens');
  const ours: ListedModel = {
    id: model.id,
    contextWindow: model.contextWindow,
    tools: model.tools,
    vision: model.vision,
    usdIn: price?.usdIn,
    usdOut: price?.usdOut,
    usdCachedIn: price?.usdCachedIn,
    efforts: model.reasoning && spelled(model.reasoning.efforts),
    retired: model.retired,
  };
  return Object.entries(listed).flatMap(([name, value]) => {
    const own: unknown = Reflect.get(ours, name);
    // An ability that neither of them lists.
    const isSilent = value === undefined || (value === false && own === undefined);
    return isSilent || value === own
      ? []
      : [`${model.id}: ${name} is ${own ?? 'not known'}, the account has ${value}`];
  });
}
