import type { GatewayControls } from '../gateway/controls.ts';
import type { SeenRequest } from '../http/seen-request.ts';
import type { JsonObject } from '../json.ts';
import type { VendorCall, VendorDoor } from '../vendors/vendor-wire.ts';

/** Which way a call came in, and so how its answers and errors are written. */
export type Surface = 'rest' | 'openai' | 'compat' | 'binding' | 'vendor';

export type CallFormat = 'native' | 'chat' | 'embeddings' | 'responses';

/** One run of one model, whatever path it came by. */
export interface RunCall {
  seen: SeenRequest;
  account: string;
  /** Undefined for calls that pass no gateway. */
  gateway: string | undefined;
  surface: Surface;
  format: CallFormat;
  model: string;
  /** Whose model it is: the first part of its name under /compat, where only `workers-ai` is answered. */
  provider: string;
  /** As the cache key and the logs name it. */
  endpoint: string;
  inputs: JsonObject;
  /** This call's part of a body that holds more: the binding's inputs, or the query of a universal request's entry. */
  ownBody?: JsonObject;
  /** A body that is not JSON: audio, an image, a form. */
  bytes: Uint8Array | undefined;
  authorization: string | undefined;
  gatewayAuthorization: string | undefined;
  controls: GatewayControls;
  /** Came through the binding, which the platform authenticates. */
  isTrusted: boolean;
  /** Answered with an id to poll for. */
  queued: boolean;
  /** Of a call of another vendor's model. */
  vendor?: VendorCall;
  /** Of a call whose model's id is none of Workers AI. */
  door?: VendorDoor;
  /** Position among the entries of a universal request. */
  step: number;
}

/** What a run answers with, before the gateway adds its headers. */
export interface ModelAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array | ReadableStream<Uint8Array>;
  /** Counted while the answer goes out. */
  meter: Meter;
  /** Refused by the gateway itself, so that no other entry of a universal request is tried. */
  isFinal?: boolean;
}

export interface Meter {
  tokensIn: number | undefined;
  tokensOut: number | undefined;
}
