/** A request that the local gateway received. */
export interface SeenRequest {
  readonly method: string;
  /** The whole URL, query included. */
  readonly url: string;
  /** Path without the query, percent-encoding kept. */
  readonly path: string;
  /** Headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body, if it is JSON. */
  readonly body: unknown;
  /** The unchanged body, if it is text. */
  readonly text: string | undefined;
  /** The unchanged body. */
  readonly bytes: Uint8Array;
  /** The model that the path or the body names. For a universal request, the one that answered. */
  model: string | undefined;
  /** Whether the caller aborted, canceled the body or closed the connection. */
  aborted: boolean;
  /** Status of the answer; undefined until it begins. */
  status: number | undefined;
  /** Id of the log; undefined until the answer begins. */
  logId: string | undefined;
  /** Whether the answer came from the cache. */
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
