import type { GatewayLog } from '../gateway/logs.ts';
import { entryIn, isObject, parseJson, stringIn } from '../json.ts';

type Reading = (log: GatewayLog) => unknown;

const metadataKeys: Reading = log => Object.keys(log.metadata ?? {});
const metadataValues: Reading = log => Object.values(log.metadata ?? {});

/** What a log can be filtered by. `metadata.key` and `metadata.value` are not paired. */
const readings: Readonly<Record<string, Reading>> = {
  id: log => log.id,
  created_at: log => log.created_at,
  request_content_type: log => log.request_content_type,
  response_content_type: log => log.response_content_type,
  request_type: log => log.request_type,
  success: log => log.success,
  cached: log => log.cached,
  provider: log => log.provider,
  model: log => log.model,
  model_type: log => log.model_type,
  cost: log => log.cost,
  tokens: log => log.tokens_in + log.tokens_out,
  tokens_in: log => log.tokens_in,
  tokens_out: log => log.tokens_out,
  duration: log => log.duration,
  feedback: log => log.feedback,
  event_id: log => log.event_id,
  user_agent: log => log.user_agent,
  'metadata.key': metadataKeys,
  'metadata.value': metadataValues,
};

const operators: Readonly<Record<string, (found: unknown, wanted: unknown) => boolean>> = {
  eq: (found, wanted) => String(found) === String(wanted),
  neq: (found, wanted) => String(found) !== String(wanted),
  contains: (found, wanted) => String(found).includes(String(wanted)),
  lt: (found, wanted) => compare(found, wanted) < 0,
  gt: (found, wanted) => compare(found, wanted) > 0,
};

const compare = (found: unknown, wanted: unknown): number =>
  typeof found === 'number' ? found - Number(wanted) : String(found).localeCompare(String(wanted));

/** Undefined where the filters name a key or an operator that does not exist. */
export function filterLogs(logs: readonly GatewayLog[], filters: string | null): GatewayLog[] | undefined {
  const wanted = filters === null ? [] : parseJson(filters);
  if (!Array.isArray(wanted)) return undefined;
  let kept = [...logs];
  for (const filter of wanted) {
    if (!isObject(filter)) return undefined;
    const read = entryIn(readings, stringIn(filter.key) ?? '');
    const holds = entryIn(operators, stringIn(filter.operator) ?? '');
    if (!read || !holds) return undefined;
    const values = [filter.value].flat();
    kept = kept.filter(log => [read(log)].flat().some(found => values.some(value => holds(found, value))));
  }
  return kept;
}

export function orderLogs(logs: GatewayLog[], query: URLSearchParams): GatewayLog[] {
  const read = entryIn(readings, query.get('order_by') ?? 'created_at');
  const direction = query.get('order_by_direction') === 'asc' ? 1 : -1;
  // The later one first where two are equal: ids rise with time.
  const newest = [...logs].reverse();
  return read ? newest.sort((one, other) => direction * compare(read(one), read(other))) : newest;
}
