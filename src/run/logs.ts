import type { ResolveGateway } from '../gateway/merge.ts';
import { type GatewaySetting, gatewaySetting, readGatewaySetting } from '../gateway/setting.ts';
import { expectOk, parseJson, readJson, readText } from '../request/answer.ts';
import { unwrap } from '../request/envelope.ts';
import { brokenAnswer } from '../request/error.ts';
import type { LogTransport } from '../transport/transport.ts';
import {
  type Check,
  type Checks,
  expectSetting,
  expectSettings,
  invalidSetting,
  isRecord,
  oneOf,
  orNull,
  text,
  whole,
} from '../values/check.ts';
import { abortSignal } from './run.ts';

/** An entry of a gateway's log. https://developers.cloudflare.com/api/resources/ai_gateway/subresources/logs/ */
export interface GatewayLog {
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  /** Omitted if the gateway sent none. */
  readonly created_at?: Date;
  readonly success: boolean;
  readonly cached: boolean;
  readonly status_code: number;
  /** Milliseconds from the request to the end of the answer. */
  readonly duration: number;
  readonly path: string;
  readonly tokens_in?: number | null;
  readonly tokens_out?: number | null;
  /** Price in US dollars. */
  readonly cost?: number | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
  readonly step?: number | null;
  /** Other fields that the gateway keeps. */
  readonly [field: string]: unknown;
}

/**
 * Feedback on an answer.
 * See docs/logs-and-feedback.md.
 */
export interface GatewayLogPatch {
  /** 1 for thumbs up, -1 for thumbs down, `null` to remove it. */
  readonly feedback?: 1 | -1 | null | undefined;
  /** A score from 0 to 100, `null` to remove it. */
  readonly score?: number | null | undefined;
  /** Metadata of the log, `null` to remove it. */
  readonly metadata?: Readonly<Record<string, string | number | boolean>> | null | undefined;
}

interface LogOptions {
  /**
   * The gateway that keeps the log.
   * @default the provider's
   */
  readonly gateway?: GatewaySetting | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

/**
 * A gateway's logs, by the `logId` in `providerMetadata.workersai`.
 * See docs/logs-and-feedback.md.
 */
export interface GatewayLogs {
  /**
   * Reads a log. It can appear up to a second after the answer.
   * @throws APICallError with status 404 while there is none.
   */
  readonly getLog: (logId: string, options?: LogOptions) => Promise<GatewayLog>;
  /**
   * Adds feedback, a score or metadata to a log.
   * @throws APICallError with status 404 while there is none.
   */
  readonly patchLog: (logId: string, patch: GatewayLogPatch, options?: LogOptions) => Promise<void>;
}

export interface LogSettings {
  readonly transport: LogTransport;
  readonly resolveGateway: ResolveGateway;
  /** @throws InvalidArgumentError for an id that no URL can hold. */
  readonly expectId: (name: string, id: string) => string;
}

const entries: Check<NonNullable<GatewayLogPatch['metadata']>> = {
  expected: 'an object of strings, numbers and booleans',
  accepts: (value): value is NonNullable<GatewayLogPatch['metadata']> =>
    isRecord(value) &&
    Object.values(value).every(entry => ['string', 'number', 'boolean'].includes(typeof entry)),
};

const patchChecks: Checks<GatewayLogPatch> = {
  feedback: oneOf([1, -1, null]),
  score: orNull(whole({ from: 0, to: 100 })),
  metadata: orNull(entries),
};

const optionChecks: Checks<LogOptions> = { gateway: gatewaySetting, abortSignal };

export function createLogs({ transport, resolveGateway, expectId }: LogSettings): GatewayLogs {
  const request = (logId: string, options: LogOptions) => {
    expectSettings<LogOptions>('', options, optionChecks);
    const gateway = resolveGateway(readGatewaySetting(options.gateway));
    if (!gateway) throw invalidSetting('gateway', 'is false, and logs are kept by a gateway');
    const id = expectId('logId', expectSetting('logId', logId, text));
    return { logId: id, gatewayId: gateway.id, abortSignal: options.abortSignal };
  };
  return {
    getLog: async (logId, options = {}) => {
      const exchange = await transport({ ...request(logId, options), patch: undefined });
      await expectOk(exchange, options.abortSignal);
      const { value, text: body } = await readJson(exchange, options.abortSignal);
      const log = readLog(unwrap(value));
      if (!log) throw brokenAnswer('The gateway answered without a log.', { exchange, body });
      return log;
    },
    patchLog: async (logId, patch, options = {}) => {
      expectSettings<GatewayLogPatch>('', patch, patchChecks);
      const exchange = await transport({ ...request(logId, options), patch: { ...patch } });
      await expectOk(exchange, options.abortSignal);
      const body = await readText(exchange, options.abortSignal);
      // Nothing in the answer is of use, unless it says that nothing was added.
      if (body.trim() !== '') parseJson(body, exchange);
    },
  };
}

/** The binding gives the time as a Date, which its JSON turns into the text that the REST API gives. */
function readLog(result: unknown): GatewayLog | undefined {
  if (!isRecord(result)) return undefined;
  const { created_at, ...rest } = result;
  const time = readTime(created_at);
  const log: unknown = time ? { ...rest, created_at: time } : rest;
  return isLog(log) ? log : undefined;
}

function readTime(value: unknown): Date | undefined {
  const time = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

const isLog = (value: unknown): value is GatewayLog => isRecord(value) && typeof value.id === 'string';
