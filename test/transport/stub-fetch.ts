import { expectInputs } from '../schemas/validate.ts';

/** A request as it was given to `fetch`. */
export interface Sent {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON of the body, or the body itself where it is none. */
  readonly body: unknown;
}

export interface StubFetch {
  readonly fetch: typeof globalThis.fetch;
  readonly sent: Sent[];
}

/** A `fetch` that answers with the answers in their order, and remembers what it was asked. */
export function stubFetch(...answers: readonly (Response | Error)[]): StubFetch {
  const sent: Sent[] = [];
  const left = [...answers];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    expectBody(String(input), init);
    sent.push({
      url: String(input),
      init,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
    });
    const answer = left.shift() ?? new Error('There was one request too many.');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { fetch, sent };
}

/** Holds what goes to a model of Workers AI against the schema of its inputs. */
function expectBody(url: string, { body }: RequestInit): void {
  const [model] = /@cf\/[^/]+\/[^/?]+$/.exec(url) ?? [];
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
  if (model && typeof text === 'string' && text.startsWith('{')) expectInputs(model, JSON.parse(text));
}

/** A JSON answer, with the exact content type that Cloudflare sends. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  const headers = { 'content-type': 'application/json', ...Object.fromEntries(new Headers(init.headers)) };
  return new Response(JSON.stringify(body), { ...init, headers });
}

/** A stream of server-sent events. */
export function sse(body: string, init: ResponseInit = {}): Response {
  const headers = { 'content-type': 'text/event-stream', ...Object.fromEntries(new Headers(init.headers)) };
  return new Response(body, { ...init, headers });
}

/** What the first request needs. */
export const settings = { accountId: 'acc', apiKey: 'secret-key', gateway: 'gw' } as const;

export const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';

/** What a promise is rejected with. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It was not rejected.');
}
