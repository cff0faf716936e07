import type { KindFunctions } from '../local-gateway/kinds/functions.ts';
import type { LocalGatewayOptions } from '../local-gateway/options.ts';

/** Options that JSON cannot hold, and those that have no effect on a binding. */
type Omitted = keyof KindFunctions | 'now' | 'fetch' | 'onAnswer' | 'accounts' | 'token' | 'gatewayToken';

/**
 * Options of a `local-ai` binding, under `dev.options` in wrangler.jsonc: the address of the local gateway, and most
 * options of `createLocalGateway()`.
 * See docs/wrangler.md.
 */
export interface LocalAIOptions extends Omit<LocalGatewayOptions, Omitted> {
  /**
   * The port on 127.0.0.1, for `curl` and other HTTP clients.
   * @default 0, any free port
   */
  port?: number;
  /**
   * A gateway that already listens, such as `http://127.0.0.1:8765` of `npx workers-ai-gateway dev`. Excludes all other
   * options.
   * @default a gateway of its own
   */
  url?: string;
}

const kinds: Readonly<Record<string, string>> = {
  port: 'number',
  url: 'string',
  gateways: 'array',
  models: 'array',
  cacheTtl: 'number',
  rateLimit: 'object',
  failRate: 'object',
  retired: 'string',
  providerKeys: 'object',
  credits: 'boolean',
  routes: 'object',
  upstream: 'string or object',
  shape: 'string or object',
  padding: 'boolean',
  chunkBytes: 'number',
  delayMs: 'number',
  chunkDelayMs: 'number',
  seed: 'number',
  maxBodyBytes: 'number',
  keep: 'number',
  logDelayMs: 'number',
  disputes: 'object',
} satisfies { [Name in keyof Required<LocalAIOptions>]: string };

/** @throws Error that names the binding and the wrong option. */
export function readOptions(options: unknown, binding: string): LocalAIOptions {
  if (areOptions(options, binding)) return options;
  throw refusal(binding, `its options must be an object, not ${JSON.stringify(options)}.`);
}

function areOptions(options: unknown, binding: string): options is LocalAIOptions {
  if (!isRecord(options)) return false;
  for (const [name, value] of Object.entries(options)) {
    const kind = kinds[name];
    const known = Object.keys(kinds).join(', ');
    if (kind === undefined) throw refusal(binding, `there is no option '${name}'. Known settings: ${known}.`);
    const found = Array.isArray(value) ? 'array' : typeof value;
    if (!kind.split(' or ').includes(found))
      throw refusal(binding, `the option ${name} must be of type ${kind}, not ${JSON.stringify(value)}.`);
  }
  if ('url' in options && Object.keys(options).length > 1)
    throw refusal(binding, 'no option goes with url: give them to the gateway that listens there.');
  return true;
}

export const refusal = (binding: string, reason: string, cause?: unknown): Error =>
  new Error(`workers-ai-gateway/wrangler cannot make env.${binding}: ${reason}`, { cause });

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
