/** A request that reached the local gateway, as tests look at it. */
export interface SeenRequest {
  readonly method: string;
  /** The whole URL, query included. */
  readonly url: string;
  /** Path without the query, percent-encoding kept. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body where it is JSON. */
  readonly body: unknown;
  /** The body as it came, where it is text. */
  readonly text: string | undefined;
  readonly bytes: Uint8Array;
  /** The model that the path or the body names; of a universal request the one that answered. */
  model: string | undefined;
  /** The caller gave up: its signal aborted, it cancelled the body, or its connection closed. */
  aborted: boolean;
  /** What it was answered with, once it was. */
  status: number | undefined;
  logId: string | undefined;
  cacheStatus: 'HIT' | 'MISS' | undefined;
}

/** The parts of a request as both forms of the gateway, in process and on a port, hand them over. */
export interface IncomingRequest {
  method: string;
  url: URL;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  bytes: Uint8Array;
  /** Its body was refused unread. */
  isTooLong?: boolean;
}

export function seeRequest({ method, url, headers, bytes }: IncomingRequest): SeenRequest {
  const type = headers['content-type'] ?? '';
  const textual = bytes.length > 0 && !/^(image|audio|video|application\/octet-stream|multipart)/.test(type);
  const text = textual ? new TextDecoder().decode(bytes) : undefined;
  return {
    method,
    url: url.href,
    path: url.pathname,
    headers,
    body: text === undefined ? undefined : parseBody(text),
    text,
    bytes,
    model: undefined,
    aborted: false,
    status: undefined,
    logId: undefined,
    cacheStatus: undefined,
  };
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
