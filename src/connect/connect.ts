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

export interface ConnectOptions {
  /**
   * The vendor's key, or a function that returns it for each request. Without one the gateway uses the key that it
   * stores for the vendor; **without that it pays with your credits**, unless `gateway.noWholesale` is set.
   */
  readonly apiKey?: Secret | undefined;
  /** The gateway, by its id or its options, which win over the provider's key by key. */
  readonly gateway?: GatewaySetting | undefined;
  /** Headers of every request; those of a call win. The provider's own headers are not sent to other vendors. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * What stands in the gateway's URL between the vendor's slug and what the vendor's package appends to its base, such
   * as `v1`. Only for a vendor that is not in the table.
   */
  readonly path?: string | undefined;
}

/** Settings for a vendor's own AI SDK package. */
export interface ConnectedSettings {
  /** Only `fetch` understands it: account and gateway are filled in when a request is made. */
  readonly baseURL: string;
  /** The key that was given, or a placeholder that `fetch` removes, so that no key of the environment is used. */
  readonly apiKey: string;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * Settings with which a vendor's own AI SDK package calls its models through AI Gateway, as in
 * `createOpenAI(workersai.gateway.connect('openai'))`.
 * @throws InvalidArgumentError for an unknown vendor or a wrong option. A missing setting fails on the first request.
 */
export interface Connect {
  (vendor: VendorSlug | VendorAlias | CustomVendor, options?: ConnectOptions): ConnectedSettings;
  /** Any other vendor of the gateway. */
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
