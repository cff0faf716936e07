import { type JSONValue, parseText } from '../values/json.ts';

/** What the gateway and Workers AI said about one request, as its response headers hold it. */
export interface GatewayMetadata {
  /** `HIT` or `MISS`; other values are passed on as they come. */
  readonly cacheStatus?: string;
  /** Id of the gateway's log entry, as `getLog` and `patchLog` take it. */
  readonly logId?: string;
  readonly eventId?: string;
  readonly requestId?: string;
  /** Index of the attempt or fallback that answered, from 0. */
  readonly step?: number;
  /** Provider and model that answered, where a dynamic route chose them. */
  readonly provider?: string;
  readonly model?: string;
  /** Auto Router: the model that it chose, why, and the id of that decision. */
  readonly routedModel?: string;
  readonly routingReason?: string;
  readonly routingDecisionId?: string;
  /** What data loss prevention found. */
  readonly dlp?: JSONValue;
  readonly runId?: string;
  /** Workers AI's own id of the request. */
  readonly inferenceId?: string;
  /** Neurons billed for the request. */
  readonly neurons?: number;
  /** Cloudflare's Ray ID. */
  readonly rayId?: string;
}

type Read<T> = (value: string) => T | undefined;

const string: Read<string> = value => value || undefined;
const number: Read<number> = value => (value && Number.isFinite(Number(value)) ? Number(value) : undefined);
const json: Read<JSONValue> = value => {
  const parsed = parseText(value);
  return parsed === undefined ? value || undefined : parsed;
};

const row = <T>(header: string, read: Read<T>): { readonly header: string; readonly read: Read<T> } => ({
  header,
  read,
});

const table: {
  readonly [Key in keyof GatewayMetadata]-?: ReturnType<typeof row<Exclude<GatewayMetadata[Key], undefined>>>;
} = {
  cacheStatus: row('cf-aig-cache-status', string),
  logId: row('cf-aig-log-id', string),
  eventId: row('cf-aig-event-id', string),
  requestId: row('cf-aig-request-id', string),
  step: row('cf-aig-step', number),
  provider: row('cf-aig-provider', string),
  model: row('cf-aig-model', string),
  routedModel: row('cf-aig-routed-model', string),
  routingReason: row('cf-aig-routing-reason', string),
  routingDecisionId: row('cf-aig-routing-decision-id', string),
  dlp: row('cf-aig-dlp', json),
  runId: row('cf-aig-run-id', string),
  inferenceId: row('cf-ai-req-id', string),
  neurons: row('cf-ai-neurons', number),
  rayId: row('cf-ray', string),
};

const rows = Object.entries(table);

/** Reads response headers, whose names are in lower case. Fields that were not sent are omitted. */
export function readGatewayMetadata(headers: Readonly<Record<string, string>>): GatewayMetadata {
  const metadata: Record<string, unknown> = {};
  for (const [key, { header, read }] of rows) {
    const value = read(headers[header] ?? '');
    if (value !== undefined) metadata[key] = value;
  }
  return metadata;
}
