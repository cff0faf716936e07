import type { Gateway, GatewayOptions } from '../gateway/options.ts';

/** What a model is given: a JSON object, in which bytes are lists of numbers, or bytes that are the whole body. */
export type Inputs =
  | Readonly<Record<string, unknown>>
  | Uint8Array
  | ArrayBuffer
  | Blob
  | FormData
  | ReadableStream<Uint8Array>;

/** Workers AI's own endpoint for any model, or one of those that follow OpenAI's. */
export type Endpoint = 'run' | 'chat/completions' | 'embeddings';

/** One of several requests that the gateway makes in turn until one succeeds. */
export interface Leg {
  readonly model: string;
  readonly endpoint: Endpoint;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What applies to this leg alone, over the options and the headers of the whole request. */
  readonly gateway: GatewayOptions;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** One request, as every transport takes it. */
export interface TransportRequest {
  /** Workers AI's id of the model, such as `@cf/zai-org/glm-4.7-flash`. */
  readonly model: string;
  readonly endpoint: Endpoint;
  readonly inputs: Inputs;
  /** Inputs that go into the URL, since the body is bytes; over HTTP alone. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** `false` goes past the gateway. */
  readonly gateway: Gateway | false;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly abortSignal: AbortSignal | undefined;
  /** In place of model, endpoint and inputs: the first is tried first. */
  readonly legs?: readonly Leg[] | undefined;
}

/** What was sent, and what came back. */
export interface Exchange {
  readonly url: string;
  readonly inputs: unknown;
  /** The body as it went over the wire, where it was JSON. */
  readonly requestBody: string | undefined;
  readonly response: Response;
  /** The model's id, for errors to show. */
  readonly model?: string | undefined;
  /** The gateway that the request named, for errors. */
  readonly gateway?: Gateway | false | undefined;
}

/**
 * Sends a request and returns the answer unread, failed ones too.
 * @throws APICallError when no answer came; the signal's reason when the caller gave up.
 */
export type Transport = (request: TransportRequest) => Promise<Exchange>;

/** A request about one entry of a gateway's log: to read it, or to add to it. */
export interface LogRequest {
  readonly logId: string;
  readonly gatewayId: string;
  readonly patch: Readonly<Record<string, unknown>> | undefined;
  readonly abortSignal: AbortSignal | undefined;
}

export type LogTransport = (request: LogRequest) => Promise<Exchange>;
