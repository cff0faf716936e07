import type { LocalGatewayOptions, RateLimit } from '../options.ts';

/** The options of the command `dev` as text, by name. */
export interface CommandValues {
  readonly [option: string]: string | boolean | readonly string[] | undefined;
}

type Read = (text: string, option: string) => Partial<LocalGatewayOptions>;

/** Options that are given once, and what each of them means to the gateway. */
const single: Readonly<Record<string, Read>> = {
  token: token => ({ token }),
  'gateway-token': gatewayToken => ({ gatewayToken }),
  'cache-ttl': (text, option) => ({ cacheTtl: numberOf(option, text) }),
  delay: (text, option) => ({ delayMs: numberOf(option, text) }),
  'chunk-delay': (text, option) => ({ chunkDelayMs: numberOf(option, text) }),
  'rate-limit': text => ({ rateLimit: rateLimitOf(text) }),
  date: text => ({ now: clockFrom(text) }),
  retired: text => ({ retired: retiredOf(text) }),
};

/**
 * The gateway's options, from those of the command line.
 * @throws an error that names the option that is wrong.
 */
export function optionsFrom(values: CommandValues): LocalGatewayOptions {
  const given = Object.entries(single).flatMap(([option, read]) => {
    const text = values[option];
    return typeof text === 'string' ? [read(text, option)] : [];
  });
  const { fail, gateway, model } = values;
  return Object.assign(
    {},
    ...given,
    isList(gateway) && { gateways: gateway },
    isList(model) && { models: model },
    isList(fail) && { failRate: Object.fromEntries(fail.map(failShare)) },
    upstreamFrom(values),
  );
}

const isList = (value: CommandValues[string]): value is readonly string[] => Array.isArray(value);

function upstreamFrom(values: CommandValues): Pick<LocalGatewayOptions, 'upstream'> {
  const { upstream, 'upstream-model': model, 'upstream-key': apiKey } = values;
  if (typeof upstream === 'string') {
    return {
      upstream: {
        url: urlOf(upstream),
        ...(typeof model === 'string' && { model }),
        ...(typeof apiKey === 'string' && { apiKey }),
      },
    };
  }
  for (const name of ['upstream-model', 'upstream-key'])
    if (values[name] !== undefined) throw new Error(`--${name} requires --upstream.`);
  return {};
}

/** A number of the command line, or an error that names the option. */
function numberOf(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new Error(`--${option} takes a number of at least 0, not '${text}'.`);
}

/** @throws an error for what is no port. */
export function portOf(text: string): number {
  const port = numberOf('port', text);
  if (Number.isInteger(port) && port < 65_536) return port;
  throw new Error(`--port takes a whole number up to 65535, not '${text}'.`);
}

function rateLimitOf(text: string): RateLimit {
  const [, requests, seconds] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  if (requests === undefined)
    throw new Error(`--rate-limit takes requests/seconds, e.g. 10/60, not '${text}'.`);
  return { requests: Number(requests), seconds: Number(seconds) };
}

function failShare(text: string): [number, number] {
  const [, code, share = '1'] = /^(\d{4,5})(?:=([\d.]+))?$/.exec(text) ?? [];
  if (code === undefined || !(Number(share) <= 1)) {
    throw new Error(`--fail takes a code and a share between 0 and 1, e.g. 3040=0.1, not '${text}'.`);
  }
  return [Number(code), Number(share)];
}

/** A clock that begins at midnight, UTC, so that the day lasts a day. */
function clockFrom(text: string): () => number {
  const start = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== text)
    throw new Error(`--date takes a day such as 2026-05-29, not '${text}'.`);
  const behind = Date.now() - start;
  return () => Date.now() - behind;
}

function retiredOf(text: string): 'refused' | 'served' {
  if (text === 'refused' || text === 'served') return text;
  throw new Error(`--retired takes 'refused' or 'served', not '${text}'.`);
}

/** @throws an error for what is no URL of an OpenAI-compatible server. */
export function urlOf(text: string): string {
  if (/^https?:\/\/[^/]*@/.test(text))
    throw new Error('--upstream takes a URL without user and password. Pass the key with --upstream-key.');
  if (/^https?:\/\/[^/]/.test(text)) return text.replace(/\/+$/, '');
  throw new Error(`--upstream takes a URL such as http://127.0.0.1:11434/v1, not '${text}'.`);
}
