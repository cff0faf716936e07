import type { JsonObject } from '../json.ts';
import type { ErrorShape } from '../wire/failures.ts';
import type { ShapeName } from '../wire/shape-context.ts';

/** How a vendor's models are asked and answer. */
export interface VendorWire {
  readonly shape: ShapeName;
  readonly errors: ErrorShape;
  /** Whether requests and answers are OpenAI's own, so that an upstream's pass as they come. */
  readonly isOpenai?: boolean;
  /** The request as OpenAI's chat has it, which the stand-in reads. */
  readonly toChat: (inputs: JsonObject, path: string) => JsonObject;
  /** What is said of the id of a tool call that the vendor does not take. */
  readonly refusesCallId?: (id: string) => string | undefined;
}

/** How a call names a vendor: by the path, or by its model's id under /compat, in Cloudflare's API, or in a route. */
export type VendorDoor = 'path' | 'compat' | 'catalogue' | 'route';

/** What a call of another vendor's model says besides its inputs. */
export interface VendorCall {
  /** Undefined for what is no text: pictures, voices, files. */
  readonly wire: VendorWire | undefined;
  readonly door: VendorDoor;
  /** The vendor's key, in whichever header or query it came. */
  readonly key: string | undefined;
  /** The name of the stored key to use. */
  readonly alias: string | undefined;
  readonly noWholesale: boolean;
  /** What the vendor refuses in the conversation. */
  readonly problem: string | undefined;
}
