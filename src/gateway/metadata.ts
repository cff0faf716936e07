import { type JSONValue, parseText } from '../values/json.ts';

/**
 * The gateway's and Workers AI's metadata of one request, read from the response headers. Fields that the service did
 * not send are omitted.
 * See docs/metadata.md.
 */
export interface GatewayMetadata {
  /** `HIT` or `MISS`. Other values are passed through. */
  readonly cacheStatus?: string;
  /** Id of the gateway's log, for `getLog` and `patchLog`. */
  readonly logId?: string;
  /** Your id of the request (`gateway.eventId`), or the gateway's. */
  readonly eventId?: string;
  /** The gateway's id of the request. */
  readonly requestId?: string;
  /** Index of the attempt or fallback that answered, from 0. */
  readonly step?: number;
  /** The provider that answered, if a dynamic route chose it. */
  readonly provider?: string;
  /** The model that answered, if a dynamic route or a fallback chose it. */
  readonly model?: string;
  /** Auto Router: the model that it chose. */
  readonly routedModel?: string;
  /** Auto Router: why it chose that model. */
  readonly routingReason?: string;
  /** Auto Router: the id of that decision. */
  readonly routingDecisionId?: string;
  /** Findings of data loss prevention. */
  readonly dlp?: JSONValue;
  /** Id of a stream over the binding that can be resumed (models of Cloudflare's catalog). */
  readonly runId?: string;
  /** Workers AI's id of the request. */
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
