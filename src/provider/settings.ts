import type { GatewayOptions } from '../gateway/options.ts';
import {
  expectNoGatewayOption,
  type GatewaySetting,
  gatewaySetting,
  readGatewaySetting,
} from '../gateway/setting.ts';
import { expectSegment } from '../request/ids.ts';
import type { AiBinding } from '../transport/binding.ts';
import { expectBindingFormat, type Format, format } from '../transport/format.ts';
import {
  type Check,
  type Checks,
  expectSettings,
  fetchFunction,
  headerRecord,
  invalidSetting,
  isRecord,
  oneOf,
  type Secret,
  secret,
  text,
} from '../values/check.ts';
import { expectAccountId, expectBase, expectBindingInPlace, expectToken } from './spelling.ts';

/**
 * Settings of a provider. What you leave out is read from the environment when the first request needs it.
 * See docs/settings.md.
 */
export interface WorkersAISettings {
  /**
   * Id of the Cloudflare account.
   * @default the environment's CLOUDFLARE_ACCOUNT_ID
   */
  readonly accountId?: string | undefined;
  /**
   * API token with the Workers AI permission, or a function that returns one and is called for each request.
   * @default the environment's CLOUDFLARE_API_TOKEN, then CLOUDFLARE_API_KEY
   */
  readonly apiKey?: Secret | undefined;
  /**
   * The gateway that requests go through: its id, its options, or `false` to call Workers AI directly.
   * See docs/gateway-options.md.
   * @default the gateway 'default'
   */
  readonly gateway?: GatewaySetting | undefined;
  /**
   * Token of an authenticated gateway, with the permission AI Gateway Run, or a function that returns one.
   * https://developers.cloudflare.com/ai-gateway/configuration/authentication/
   * @default the environment's CF_AIG_TOKEN
   */
  readonly gatewayToken?: Secret | undefined;
  /**
   * Address of AI Gateway. The account, the gateway and the model are appended to it.
   * @default the environment's WORKERS_AI_GATEWAY_URL, then 'https://gateway.ai.cloudflare.com/v1'
   */
  readonly baseURL?: string | undefined;
  /**
   * Address of Cloudflare's API, for requests without a gateway and for `route: 'api'`.
   * @default the environment's WORKERS_AI_API_URL, then 'https://api.cloudflare.com/client/v4'
   */
  readonly apiURL?: string | undefined;
  /**
   * The Workers binding `env.AI`, which replaces HTTP, the account and the token.
   * See docs/workers.md.
   */
  readonly binding?: AiBinding | undefined;
  /**
   * Request format of chat and embeddings: Workers AI's own, or that of its OpenAI-compatible endpoints.
   * @default 'workers-ai'
   */
  readonly format?: Format | undefined;
  /**
   * Send requests to AI Gateway's address, or to Cloudflare's API with the gateway's id in a header.
   * @default 'api' for ids of other vendors and for the gateway 'default' without a baseURL, otherwise 'gateway'
   */
  readonly route?: 'gateway' | 'api' | undefined;
  /** Headers of every request. Headers of a model and of a call win over them. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * Replaces `fetch`, for tests or to change requests.
   * @default globalThis.fetch
   */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

export const httpURL: Check<string> = {
  expected: 'an http(s) URL without a user, password, query or fragment',
  accepts: (value): value is string => typeof value === 'string' && isPlainURL(value),
};

/** What `URL` would mend or drop is refused: a path is added to the text as it is. */
function isPlainURL(value: string): boolean {
  if (!/^https?:\/\/[^\s\0-\x20/\\?#][^\s\0-\x20\\?#]*$/i.test(value)) return false;
  try {
    const { username, password } = new URL(value);
    return !username && !password;
  } catch {
    return false;
  }
}

const binding: Check<AiBinding> = {
  expected: 'the binding env.AI, or an object with a method run',
  accepts: (value): value is AiBinding =>
    typeof value === 'object' && value !== null && 'run' in value && typeof value.run === 'function',
};

/** What says how HTTP reaches Cloudflare says nothing to a binding. */
const httpOnly = ['accountId', 'apiKey', 'gatewayToken', 'baseURL', 'apiURL', 'route', 'fetch'] as const;

const checks: Checks<WorkersAISettings> = {
  accountId: text,
  apiKey: secret,
  gateway: gatewaySetting,
  gatewayToken: secret,
  baseURL: httpURL,
  apiURL: httpURL,
  binding,
  format,
  route: oneOf(['gateway', 'api']),
  headers: headerRecord,
  fetch: fetchFunction,
};

/** @throws InvalidArgumentError for a setting that is unknown or wrong; a missing one may still come from elsewhere. */
export function expectProviderSettings(settings: unknown): asserts settings is WorkersAISettings {
  if (isRecord(settings)) {
    expectBindingInPlace(settings);
    expectNoGatewayOption(settings);
  }
  expectSettings<WorkersAISettings>('', settings, checks);
  if (settings.binding) {
    for (const name of httpOnly) {
      if (settings[name] !== undefined)
        throw invalidSetting(name, 'cannot be combined with binding: pass one or the other');
    }
    expectBindingFormat(settings.format);
  }
  const { accountId } = settings;
  if (accountId !== undefined) {
    expectAccountId('accountId', accountId);
    expectSegment('accountId', accountId);
  }
  for (const name of ['apiKey', 'gatewayToken'] as const) {
    const token = settings[name];
    if (typeof token === 'string') expectToken(name, token);
  }
  for (const name of ['baseURL', 'apiURL'] as const) {
    const url = settings[name];
    if (url !== undefined) expectBase(name, { name, url });
  }
  const gateway = readGatewaySetting(settings.gateway);
  if (gateway && gateway.id !== undefined) expectSegment('gateway.id', gateway.id);
}

/** A copy, so that a setting changed after creation has no effect. */
export function copySettings(settings: WorkersAISettings): WorkersAISettings {
  const { gateway, headers } = settings;
  return {
    ...settings,
    ...(gateway && typeof gateway === 'object' && { gateway: copyGateway(gateway) }),
    ...(headers && { headers: { ...headers } }),
  };
}

const copyGateway = (gateway: GatewayOptions): GatewayOptions =>
  Object.fromEntries(
    Object.entries(gateway).map(([key, value]) => [key, isRecord(value) ? { ...value } : value]),
  );
