import { gatewayHeaders } from '../gateway/headers.ts';
import type { ResolveGateway } from '../gateway/merge.ts';
import { type GatewaySetting, gatewaySetting, readGatewaySetting } from '../gateway/setting.ts';
import { discard, orAbort } from '../transport/abort.ts';
import type { AiBinding } from '../transport/binding.ts';
import { requestHeaders } from '../transport/headers.ts';
import {
  type Checks,
  expectSettings,
  headerRecord,
  invalidSetting,
  type Secret,
  secret,
  text,
} from '../values/check.ts';
import { readableAnswer } from './answer.ts';
import { createBindingDoor } from './binding.ts';
import { noKey, withKey } from './credentials.ts';
import type { Door } from './door.ts';
import { createHttpDoor, type GatewayAccess } from './http.ts';
import { readVendor, type Vendor } from './vendor.ts';
import type { CustomVendor, VendorAlias, VendorSlug, VendorWithPath } from './vendors.ts';

/**
 * Options of `connect()`.
 * See docs/models-of-other-vendors.md.
 */
export interface ConnectOptions {
  /**
   * The vendor's key, or a function that returns one and is called for each request. A key in the environment, such as
   * `OPENAI_API_KEY`, is never used.
   * @default the gateway's stored key of the vendor; **without one, your credits pay**, unless `gateway.noWholesale` is set
   */
  readonly apiKey?: Secret | undefined;
  /**
   * The gateway's id, or its options, which win key by key over the provider's.
   * See docs/gateway-options.md.
   * @default the provider's
   */
  readonly gateway?: GatewaySetting | undefined;
  /** Headers of every request. Headers of a call win over them. The provider's headers aren't sent to other vendors. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * The part of the gateway's URL after the vendor's slug and before the path that the vendor's package appends, such as
   * `v1`. Required for vendors that are not in the table of docs/models-of-other-vendors.md.
   * @default the path in that table
   */
  readonly path?: string | undefined;
}

/** Settings for a vendor's own AI SDK package. */
export interface ConnectedSettings {
  /** A base URL for `fetch`, which fills in the account and the gateway when a request is sent. */
  readonly baseURL: string;
  /** Your `apiKey`, or a placeholder that `fetch` removes, so that the package uses no key from the environment. */
  readonly apiKey: string;
  /** Sends requests through the gateway, over HTTP or the binding. */
  readonly fetch: typeof globalThis.fetch;
}

/**
 * Returns settings with which a vendor's own AI SDK package calls its models through AI Gateway:
 * `createOpenAI(workersai.gateway.connect('openai'))`.
 * See docs/models-of-other-vendors.md.
 * @throws InvalidArgumentError for an unknown vendor or a wrong option. A missing setting fails on the first request.
 */
export interface Connect {
  (vendor: VendorSlug | VendorAlias | CustomVendor, options?: ConnectOptions): ConnectedSettings;
  /** Any other vendor of the gateway, with its `path`. */
  (
    vendor: VendorWithPath | (string & {}),
    options: ConnectOptions & { readonly path: string },
  ): ConnectedSettings;
}

export interface ConnectSettings {
  readonly binding?: AiBinding | undefined;
  readonly access: () => Promise<GatewayAccess>;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly resolveGateway: ResolveGateway;
}

const checks: Checks<ConnectOptions> = {
  apiKey: secret,
  gateway: gatewaySetting,
  headers: headerRecord,
  path: text,
};

export function createConnect(settings: ConnectSettings): Connect {
  const { binding } = settings;
  const door = binding ? createBindingDoor(binding) : createHttpDoor(settings);
  // Account and gateway are not known before a request.
  const root = binding
    ? 'https://workers-binding.ai/ai-gateway'
    : 'https://gateway.ai.cloudflare.com/v1/account/gateway';
  return (name: string, options: ConnectOptions = {}) => {
    expectSettings<ConnectOptions>('', options, checks);
    const { apiKey } = options;
    const vendor = readVendor(name, { path: options.path, root });
    return {
      baseURL: vendor.base,
      apiKey: typeof apiKey === 'string' ? apiKey : noKey,
      fetch: createVendorFetch({ ...settings, vendor, options, door }),
    };
  };
}

interface Connection extends Pick<ConnectSettings, 'fetch' | 'resolveGateway'> {
  readonly vendor: Vendor;
  readonly options: ConnectOptions;
  readonly door: Door;
}

function createVendorFetch({ vendor, options, door, ...settings }: Connection): typeof globalThis.fetch {
  const { slug, base, path } = vendor;
  const setting = readGatewaySetting(options.gateway);
  const send = async (input: unknown, init: RequestInit): Promise<Response> => {
    // Normalized, since a `..` could leave the vendor for another one, with the key of this one.
    const { href: url } = new URL(String(input));
    const { method = 'GET', body, signal } = init;
    const own = Object.fromEntries(new Headers(init.headers));
    // fal's queue has a host of its own, which a header names.
    const address = url.replace('//queue.fal.', '//fal.');
    if (!address.startsWith(`${base}/`)) {
      // Packages also use it to get finished pictures from other hosts. Any other request may carry a key.
      if (method === 'GET' && !Object.keys(own).some(isSecret)) return (settings.fetch ?? fetch)(url, init);
      throw invalidSetting('baseURL', `is not that of connect: ${url.split('?')[0]}`);
    }
    const gateway = settings.resolveGateway(setting);
    if (!gateway) throw invalidSetting('gateway', 'is false, but connect needs a gateway');
    const target = address === url ? {} : { 'x-fal-target-url': url };
    const headers = requestHeaders(gatewayHeaders(gateway), options.headers, target, own);
    const asked = { path: path + address.slice(base.length), headers };
    const keyed = await withKey(asked, options.apiKey);
    const request = { ...keyed, slug, gateway, method, body, abortSignal: signal ?? undefined };
    return readableAnswer(await door(request), request);
  };
  return (input, init = {}) => orAbort(send(input, init), init.signal ?? undefined, discard);
}

const isSecret = (header: string): boolean => /auth|key|token|cookie/.test(header);
