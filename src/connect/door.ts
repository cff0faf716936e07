import type { Gateway } from '../gateway/options.ts';
import type { Exchange } from '../transport/transport.ts';
import type { Keyed } from './credentials.ts';

/** A request of a vendor's package, addressed to the gateway. */
export interface VendorRequest extends Keyed {
  readonly slug: string;
  readonly gateway: Gateway;
  readonly method: string;
  readonly body: RequestInit['body'];
  /** Whether the request carries a key of the vendor. */
  readonly hasKey: boolean;
  readonly abortSignal: AbortSignal | undefined;
}

/**
 * Sends a request and returns the answer unread, failed ones too.
 * @throws APICallError when no answer came, UnsupportedFunctionalityError for what this way cannot carry.
 */
export type Door = (request: VendorRequest) => Promise<Exchange>;
