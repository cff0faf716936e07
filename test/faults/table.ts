/**
 * What must come out of each fault. The codes, statuses and shapes are those that Cloudflare documents and that users
 * met (https://developers.cloudflare.com/workers-ai/platform/errors/); nothing here is read out of the code under test.
 */

export type Operation = 'generate' | 'stream' | 'embed' | 'run';

/** An `APICallError`. What is left out is undefined in it. */
export interface Told {
  readonly status?: number;
  readonly code?: number;
  /** `isRetryable`. */
  readonly again: boolean;
  readonly says: RegExp;
  /** Whether it names the log: the answer's headers had arrived. */
  readonly hasLog: boolean;
}

/** What comes out: an error that is thrown, an answer, or the unread `Response`. */
export type Out = { readonly throws: Told } | { readonly gives: unknown } | Answer | 'answer' | 'response';

/** Of a chat: what was received, how it ends, and the errors among its parts. */
export interface Answer {
  readonly text: string;
  readonly ends: 'stop' | 'error';
  readonly errors: readonly Told[];
}

type Outs = Readonly<Record<Operation, Out>>;

/** Cloudflare's codes: their status, and whether the same request may succeed later, whatever status they come with. */
export const codes: readonly { status: number; again: boolean; codes: readonly number[] }[] = [
  { status: 400, again: true, codes: [2005] },
  { status: 400, again: false, codes: [2001, 2008, 2028, 2040, 3003, 3030, 3039, 5004, 5006, 5007] },
  { status: 400, again: false, codes: [8001, 8006, 8007] },
  { status: 401, again: false, codes: [2009, 10000] },
  { status: 402, again: false, codes: [2021] },
  { status: 403, again: false, codes: [2036, 3023, 3041, 5016, 5018, 5035] },
  { status: 404, again: false, codes: [3042, 7000, 7002, 7003] },
  { status: 405, again: false, codes: [5005, 5019] },
  { status: 408, again: true, codes: [3007, 3008, 3046] },
  { status: 413, again: false, codes: [3006, 5021] },
  { status: 424, again: false, codes: [2016, 2017, 2029, 2030] },
  { status: 429, again: true, codes: [2003, 2018, 3040] },
  { status: 429, again: false, codes: [2041, 2045, 3036, 4006] },
  { status: 500, again: true, codes: [4007, 5017] },
  { status: 500, again: false, codes: [8005] },
];

/** Statuses decide where there is no code, or one that nobody knows. */
export const statuses: readonly { again: boolean; statuses: readonly number[] }[] = [
  { again: true, statuses: [408, 409, 429, 500, 501, 502, 503, 504, 520, 522, 524, 529, 530, 599] },
  { again: false, statuses: [300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 410, 412, 413] },
  { again: false, statuses: [415, 422, 424, 425, 426, 431, 451, 499] },
];

interface Failure {
  readonly code: number | undefined;
  /** The status that the body names. */
  readonly status: number;
}

/** The forms in which services tell of a failure, and what the binding throws in their place. */
export const shapes: readonly {
  shape: string;
  /** Whether a 200 with this body has the status that the body names, or only its code's own. */
  namesStatus: boolean;
  body: (failure: Failure) => object;
  /** What the binding throws where the body has a code; without it, or undefined here, the whole body. */
  thrown: { name: string; message: (code: number) => string } | undefined;
}[] = [
  {
    shape: 'AI Gateway',
    namesStatus: true,
    body: ({ code, status }) => ({
      success: false,
      result: [],
      messages: [],
      error: [{ code, message: 'It went wrong' }],
      name: 'AiGatewayError',
      httpCode: status,
      internalCode: code,
      message: 'It went wrong',
      description: 'It went wrong',
    }),
    thrown: { name: 'AiGatewayError', message: code => `${code}: It went wrong` },
  },
  {
    shape: 'AI Gateway, as it was',
    namesStatus: false,
    body: ({ code }) => ({
      success: false,
      result: [],
      messages: [],
      error: [{ code, message: 'It went wrong' }],
    }),
    thrown: undefined,
  },
  {
    shape: 'API v4',
    namesStatus: false,
    body: ({ code }) => ({
      errors: [{ message: 'AiError: It went wrong (f3f58c5f-35c8-4551-9a1b-0123456789ab)', code }],
      success: false,
      result: {},
      messages: [],
    }),
    thrown: { name: 'InferenceUpstreamError', message: code => `${code}: AiError: It went wrong` },
  },
  {
    shape: 'Workers AI',
    namesStatus: true,
    body: ({ code, status }) => ({
      name: 'AiError',
      internalCode: code,
      httpCode: status,
      message: 'AiError: AiError: It went wrong (35c8551a-35c8-4551-9a1b-0123456789ab)',
      description: 'It went wrong',
      requestId: '35c8551a-35c8-4551-9a1b-0123456789ab',
    }),
    thrown: { name: 'AiError', message: code => `${code}: It went wrong` },
  },
  {
    shape: 'OpenAI',
    namesStatus: false,
    body: ({ code }) => ({ error: { message: 'It went wrong', type: 'invalid_request_error', code } }),
    thrown: undefined,
  },
  {
    shape: 'OpenAI, its code as a text',
    namesStatus: false,
    body: ({ code }) => ({ error: { message: 'It went wrong', code: code && String(code) } }),
    thrown: undefined,
  },
];

const thrown = (says: RegExp, told: Partial<Told> = {}): { readonly throws: Told } => ({
  throws: { again: false, hasLog: true, ...told, says },
});

const everywhere = (out: Out): Outs => ({ generate: out, stream: out, embed: out, run: out });

/** A connection that gave no answer. */
const lost = (says: RegExp): Outs => everywhere(thrown(says, { again: true, hasLog: false }));

/** A connection that broke behind the headers of a good answer. */
const broken = (says: RegExp, text = ''): Outs => {
  const { throws } = thrown(says, { again: true });
  return { ...everywhere({ throws }), stream: { text, ends: 'error', errors: [throws] } };
};

/** Bodies of the status 200, by content type; `Hi` is what a good one says. */
export interface BodyRow {
  readonly fault: string;
  readonly type: string | undefined;
  /** One text, or that of a good answer to the operation. */
  readonly body: string | 'good' | 'good stream';
  readonly outs: Outs;
}

const good: Outs = { ...everywhere('answer'), run: 'answer' };
const unreadRun: Outs = { ...good, run: 'response' };

/** Chats are told of differently from JSON that is read as a whole. */
const noChat = (what: string, told: Partial<Told> = {}) =>
  thrown(new RegExp(`^Workers AI sent something that is not a chat response: ${what}`), {
    status: 200,
    ...told,
  });
const noJson = (what: string, told: Partial<Told> = {}) =>
  thrown(new RegExp(`^Workers AI did not answer with JSON: ${what}`), {
    status: 200,
    ...told,
  });
const noVectors = thrown(/^Workers AI answered (without embeddings|0 embeddings for 1 values)\.$/, {
  status: 200,
});

const rubbish = (what: string, told: Partial<Told> = {}): Outs => ({
  generate: noChat(what, told),
  stream: noChat(what, told),
  embed: noJson(what, told),
  run: noJson(what, told),
});

/** What another kind of model may answer: `run()` gives it, whatever it is. */
const otherJson = (gives: unknown): Outs => ({ ...rubbish(''), embed: noVectors, run: { gives } });

const sse = 'text/event-stream';
const json = 'application/json';

export const bodies: readonly BodyRow[] = [
  { fault: 'an empty body', type: json, body: '', outs: rubbish('the body is empty', { again: true }) },
  { fault: 'blank lines', type: json, body: ' \n\n', outs: rubbish('the body is empty', { again: true }) },
  { fault: 'a page', type: json, body: '<!DOCTYPE html><p>No', outs: rubbish('the body is HTML') },
  {
    fault: 'a page that says so',
    type: 'text/html',
    body: '<html>',
    outs: { ...rubbish('the body is HTML'), run: 'response' },
  },
  { fault: 'plain words', type: json, body: 'error code: 1101', outs: rubbish('error code: 1101') },
  {
    fault: 'JSON that is cut',
    type: json,
    body: '{"response":"H',
    outs: rubbish('truncated JSON: \\{"response":"H', { again: true }),
  },
  { fault: 'null', type: json, body: 'null', outs: otherJson(null) },
  { fault: 'true', type: json, body: 'true', outs: otherJson(true) },
  { fault: 'a number', type: json, body: '42', outs: otherJson(42) },
  { fault: 'an empty list', type: json, body: '[]', outs: otherJson([]) },
  { fault: 'an empty object', type: json, body: '{}', outs: otherJson({}) },
  { fault: 'an empty envelope', type: json, body: '{"success":true,"result":null}', outs: otherJson(null) },
  {
    fault: 'success: false and nothing else',
    type: json,
    body: '{"success":false}',
    outs: everywhere(thrown(/^Workers AI failed: \{"success":false\}\.$/)),
  },
  {
    fault: 'an empty event stream',
    type: sse,
    body: '',
    outs: {
      ...rubbish('the body is empty', { again: true }),
      stream: { text: '', ends: 'error', errors: [noChat('the body is empty', { again: true }).throws] },
      run: 'response',
    },
  },
  {
    fault: 'a page in place of an event stream',
    type: sse,
    body: '<html>',
    outs: {
      ...rubbish('the body is HTML'),
      stream: { text: '', ends: 'error', errors: [noChat('the body is HTML').throws] },
      run: 'response',
    },
  },
  ...[json, 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/problem+json'].map(
    (type): BodyRow => ({ fault: `JSON as ${type}`, type, body: 'good', outs: good }),
  ),
  ...[undefined, 'text/plain', 'text/html; charset=iso-8859-1', 'image/png', sse, 'nonsense'].map(
    (type): BodyRow => ({ fault: `JSON as ${type}`, type, body: 'good', outs: unreadRun }),
  ),
  ...[sse, 'text/event-stream; charset=utf-8', 'TEXT/EVENT-STREAM', undefined, 'text/plain', 'nonsense'].map(
    (type): BodyRow => ({
      fault: `an event stream as ${type}`,
      type,
      body: 'good stream',
      outs: { ...unreadRun, embed: noJson('data: ') },
    }),
  ),
  {
    fault: 'an event stream as application/json',
    type: json,
    body: 'good stream',
    outs: { ...good, embed: noJson('data: '), run: noJson('data: ') },
  },
];

/** What a server does with a connection, byte by byte. */
export interface SocketRow {
  readonly fault: string;
  /** Head and body; `{body}` is a good body, `{half}` its beginning, `{type}` its type, both for the operation. */
  readonly bytes: string;
  readonly ending: 'reset' | 'close';
  readonly outs: Outs;
}

const head = (status: string, more = ''): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: {type}\r\ncf-aig-log-id: log\r\n${more}\r\n`;

const gone = /^Cannot reach 127\.0\.0\.1:\d+: .*(ECONNRESET|other side closed|socket hang up)/;
const late = /^Cannot reach 127\.0\.0\.1:\d+: .*(ECONNRESET|other side closed|does not match content-length)/;
const garbled = /^Cannot reach 127\.0\.0\.1:\d+: .*(header check|unexpected end|Decompress|terminated)/;
const brokenBody = /the connection broke within the body/;

export const sockets: readonly SocketRow[] = [
  { fault: 'reset before a byte', bytes: '', ending: 'reset', outs: lost(gone) },
  { fault: 'closed before a byte', bytes: '', ending: 'close', outs: lost(gone) },
  {
    fault: 'closed within the head',
    bytes: 'HTTP/1.1 200 OK\r\ncontent-ty',
    ending: 'close',
    outs: lost(gone),
  },
  {
    fault: 'another protocol',
    bytes: 'SSH-2.0-OpenSSH_9.6\r\n',
    ending: 'close',
    outs: lost(/^Cannot reach 127\.0\.0\.1:\d+: .*(Expected HTTP|Parse Error|does not match)/i),
  },
  {
    fault: 'closed behind the head',
    bytes: head('200 OK', 'content-length: 999\r\n'),
    ending: 'close',
    outs: broken(late),
  },
  {
    fault: 'closed within a body of a said length',
    bytes: `${head('200 OK', 'content-length: 9999\r\n')}{half}`,
    ending: 'close',
    outs: broken(late, 'H'),
  },
  {
    fault: 'closed within a chunk',
    bytes: `${head('200 OK', 'transfer-encoding: chunked\r\n')}fff\r\n{half}`,
    ending: 'close',
    outs: broken(late, 'H'),
  },
  {
    fault: 'a chunk of no length',
    bytes: `${head('200 OK', 'connection: close\r\ntransfer-encoding: chunked\r\n')}rubbish\r\n{half}`,
    ending: 'close',
    outs: broken(/^Cannot reach 127\.0\.0\.1:\d+: .*(chunk size|Parse Error|terminated)/i),
  },
  {
    fault: 'gzip that is none',
    bytes: `${head('200 OK', 'content-encoding: gzip\r\ncontent-length: 12\r\n')}this is junk`,
    ending: 'close',
    outs: broken(garbled),
  },
  {
    fault: 'brotli that is none',
    bytes: `${head('200 OK', 'content-encoding: br\r\ncontent-length: 12\r\n')}this is junk`,
    ending: 'close',
    outs: broken(garbled),
  },
  ...[
    { status: 401, again: false },
    { status: 429, again: true },
    { status: 503, again: true },
  ].map(
    ({ status, again }): SocketRow => ({
      fault: `the status ${status}, closed within its body`,
      bytes: `${head(`${status} No`, 'content-length: 9999\r\n')}{"errors":[{"code":50`,
      ending: 'close',
      outs: everywhere(thrown(brokenBody, { status, again })),
    }),
  ),
  ...[301, 302, 307, 308].map(
    (status): SocketRow => ({
      fault: `the redirect ${status}`,
      bytes: head(`${status} Elsewhere`, 'location: /elsewhere\r\ncontent-length: 0\r\n'),
      ending: 'close',
      outs: everywhere(thrown(/Redirects are not followed: check baseURL\.$/, { status })),
    }),
  ),
];

/** Addresses at which there is no such server; `PORT` is one that nobody listens on, or that speaks otherwise. */
export const addresses: readonly {
  fault: string;
  server: 'none' | 'HTTP' | 'self-signed TLS';
  url: string;
  says: RegExp;
}[] = [
  { fault: 'refused', server: 'none', url: 'http://127.0.0.1:PORT', says: /ECONNREFUSED/ },
  {
    fault: 'a name that is none',
    server: 'none',
    url: 'http://no-such-host.invalid',
    says: /getaddrinfo (ENOTFOUND|EAI_AGAIN) no-such-host\.invalid/,
  },
  {
    fault: 'a certificate that nobody signed',
    server: 'self-signed TLS',
    url: 'https://127.0.0.1:PORT',
    says: /self[- ]signed certificate/,
  },
  {
    fault: 'TLS where none is spoken',
    server: 'HTTP',
    url: 'https://127.0.0.1:PORT',
    says: /SSL|wrong version|EPROTO|packet length|ECONNRESET|disconnected/,
  },
  {
    fault: 'none where TLS is spoken',
    server: 'self-signed TLS',
    url: 'http://127.0.0.1:PORT',
    says: /ECONNRESET|other side closed|Expected HTTP|Parse Error/,
  },
];

/** What a binding throws when it gives no answer. */
export const lostBindings: readonly { fault: string; says: RegExp }[] = [
  { fault: 'Network connection lost.', says: /: Network connection lost\.$/ },
  { fault: 'fetch failed', says: /: fetch failed$/ },
  { fault: 'terminated', says: /: terminated$/ },
];

/** An error within a stream: the text around it is kept, the answer ends with an error. */
export const frames: readonly { form: string; frame: string; told: Told }[] = [
  ...codes.map(({ status, again, codes: [code = 0] }) => ({
    form: `API v4's, code ${code}`,
    frame: `data: {"success":false,"errors":[{"code":${code},"message":"It went wrong"}],"result":null}\n\n`,
    told: {
      status,
      code,
      again,
      says: new RegExp(`^Workers AI error ${code}: It went wrong\\. \\S`),
      hasLog: true,
    },
  })),
  {
    form: 'AI Gateway’s',
    frame:
      'data: {"success":false,"error":[{"code":2005,"message":"It went wrong"}],"name":"AiGatewayError","httpCode":400,"internalCode":2005}\n\n',
    told: {
      status: 400,
      code: 2005,
      again: true,
      says: /^Workers AI error 2005: It went wrong\./,
      hasLog: true,
    },
  },
  {
    form: 'Workers AI’s',
    frame: 'data: {"name":"AiError","internalCode":4006,"httpCode":429,"description":"It went wrong"}\n\n',
    told: {
      status: 429,
      code: 4006,
      again: false,
      says: /^Workers AI error 4006: It went wrong\./,
      hasLog: true,
    },
  },
  {
    form: 'OpenAI’s, its code a status',
    frame: 'data: {"error":{"message":"It went wrong","type":"overloaded","code":503}}\n\n',
    told: {
      status: 503,
      code: 503,
      again: true,
      says: /^Workers AI error 503: It went wrong\./,
      hasLog: true,
    },
  },
  {
    form: 'vLLM’s, its code at the top level',
    frame: 'data: {"object":"error","message":"It went wrong","type":"InternalServerError","code":500}\n\n',
    told: {
      status: 500,
      code: 500,
      again: true,
      says: /^Workers AI error 500: It went wrong\./,
      hasLog: true,
    },
  },
  {
    form: 'OpenAI’s, a text alone',
    frame: 'data: {"error":"It went wrong"}\n\n',
    told: { again: false, says: /^Workers AI failed: It went wrong\.$/, hasLog: true },
  },
  {
    form: 'an event of the name error',
    frame: 'event: error\ndata: {"message":"It went wrong"}\n\n',
    told: { again: false, says: /^Workers AI failed: \{"message":"It went wrong"\}\.$/, hasLog: true },
  },
  {
    form: 'an event of the name error that is no JSON',
    frame: 'event: error\ndata: It went wrong\n\n',
    told: { status: 200, again: false, says: /not a chat response: It went wrong$/, hasLog: true },
  },
];
