import type { JsonObject } from '../json.ts';
import type { ResolvedOptions } from '../options.ts';

/** An entry of the gateway's log. https://developers.cloudflare.com/api/resources/ai_gateway/subresources/logs/ */
export interface GatewayLog {
  id: string;
  account: string;
  gateway: string;
  provider: string;
  model: string;
  model_type: string;
  path: string;
  /** Milliseconds to the last byte. */
  duration: number;
  request_type: string;
  request_content_type: string;
  status_code: number;
  response_content_type: string;
  success: boolean;
  cached: boolean;
  tokens_in: number;
  tokens_out: number;
  metadata: JsonObject | null;
  event_id: string;
  step: number;
  /** US dollars. */
  cost: number;
  custom_cost: boolean;
  request_size: number;
  request_head: string;
  request_head_complete: boolean;
  response_size: number;
  response_head: string;
  response_head_complete: boolean;
  created_at: string;
  feedback: -1 | 1 | null;
  score: number | null;
  user_agent: string;
}

/** Whose logs. */
type LogPlace = Pick<GatewayLog, 'account' | 'gateway'>;

export interface LogStore {
  /** Oldest first. */
  readonly entries: GatewayLog[];
  add(log: GatewayLog): void;
  find(place: LogPlace, id: string): GatewayLog | undefined;
  /** Those a caller can see by now. */
  visible(place: LogPlace): GatewayLog[];
  remove(logs: readonly GatewayLog[]): void;
  clear(): void;
}

const isIn = (log: GatewayLog, { account, gateway }: LogPlace): boolean =>
  log.account === account && log.gateway === gateway;

export function createLogStore({ keep, logDelayMs, now }: ResolvedOptions): LogStore {
  const entries: GatewayLog[] = [];
  const isVisible = (log: GatewayLog): boolean =>
    Date.parse(log.created_at) + log.duration + logDelayMs <= now() || logDelayMs === 0;
  return {
    entries,
    add: log => {
      entries.push(log);
      if (entries.length > keep) entries.splice(0, entries.length - keep);
    },
    find: (place, id) => entries.find(log => log.id === id && isIn(log, place) && isVisible(log)),
    visible: place => entries.filter(log => isIn(log, place) && isVisible(log)),
    remove: logs => {
      const removed = new Set(logs);
      let kept = 0;
      for (const log of entries) if (!removed.has(log)) entries[kept++] = log;
      entries.length = kept;
    },
    clear: () => {
      entries.length = 0;
    },
  };
}
