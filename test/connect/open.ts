import {
  type ConnectedSettings,
  type ConnectOptions,
  createWorkersAI,
  type WorkersAISettings,
} from 'workers-ai-gateway';
import type { CustomVendor, VendorAlias, VendorSlug } from '../../src/connect/vendors.ts';
import { json, type Sent, stubFetch } from '../transport/stub-fetch.ts';

export type Vendor = VendorSlug | VendorAlias | CustomVendor;

export interface OpenOptions extends ConnectOptions {
  readonly settings?: WorkersAISettings;
  readonly answers?: readonly (Response | Error)[];
}

export interface Connected extends ConnectedSettings {
  readonly sent: readonly Sent[];
  /** Asks as a vendor's package does: for an address under its base, with its key as a Bearer token. */
  readonly post: (path: string, init?: RequestInit) => Promise<Response>;
}

export const settings: WorkersAISettings = { accountId: 'acct', apiKey: 'cf-key', gateway: 'gw' };

/** The settings for a vendor's package over a stubbed `fetch`, which answers `{}` unless told otherwise. */
export function open(
  vendor: Vendor,
  { settings: more, answers = [json({})], ...options }: OpenOptions = {},
): Connected {
  const { fetch, sent } = stubFetch(...answers);
  const { gateway } = createWorkersAI(more?.binding ? more : { ...settings, fetch, ...more });
  const connected = gateway.connect(vendor, options);
  return { ...connected, sent, post: posts(connected) };
}

export const posts =
  ({ baseURL, apiKey, fetch }: ConnectedSettings): Connected['post'] =>
  (path, init = {}) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` };
    return fetch(`${baseURL}${path}`, { method: 'POST', body: '{"model":"m"}', headers, ...init });
  };
