import { processDataStream } from 'ai';
import { parseJsonEventStream, uiMessageChunkSchema } from 'ai-7';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLocalGateway, failure } from 'workers-ai-gateway/testing';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

interface Route {
  readonly POST: (request: Request) => Promise<Response>;
}

interface Seen {
  readonly texts: string[];
  readonly errors: string[];
  finishReason: string | undefined;
}

type Body = ReadableStream<Uint8Array>;

/** Reads an answer as `useChat()` of AI SDK 4 does. */
async function readDataStream(stream: Body, seen: Seen): Promise<void> {
  await processDataStream({
    stream,
    onTextPart: text => void seen.texts.push(text),
    onErrorPart: error => void seen.errors.push(error),
    onFinishMessagePart: ({ finishReason }) => {
      seen.finishReason = finishReason;
    },
  });
}

/** Reads an answer as `useChat()` of AI SDK 7 does. */
async function readMessageStream(stream: Body, seen: Seen): Promise<void> {
  const chunks = parseJsonEventStream({ stream, schema: uiMessageChunkSchema }).getReader();
  for (let next = await chunks.read(); !next.done; next = await chunks.read()) {
    const chunk = next.value.success ? next.value.value : expect.fail(String(next.value.error));
    if (chunk.type === 'text-delta') seen.texts.push(chunk.delta);
    if (chunk.type === 'error') seen.errors.push(chunk.errorText);
    if (chunk.type === 'finish') seen.finishReason = chunk.finishReason;
  }
}

describe.each([
  {
    version: 4,
    load: (): Promise<Route> => import('../../examples/ai4/route-handler.ts'),
    header: 'x-vercel-ai-data-stream',
    read: readDataStream,
  },
  {
    version: 7,
    load: (): Promise<Route> => import('../../examples/route-handler.ts'),
    header: 'x-vercel-ai-ui-message-stream',
    read: readMessageStream,
  },
])('the route for AI SDK $version', ({ load, header, read }) => {
  /** Loads the route as a server that starts in this environment does. */
  async function loadRoute(environment: Readonly<Record<string, string>>) {
    vi.resetModules();
    for (const name of ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_GATEWAY_ID']) {
      vi.stubEnv(name, environment[name]);
    }
    vi.stubEnv('WORKERS_AI_GATEWAY_URL', environment.WORKERS_AI_GATEWAY_URL);
    const log = vi.spyOn(console, 'log').mockReturnValue();
    const error = vi.spyOn(console, 'error').mockReturnValue();
    return { ...(await load()), log, error };
  }

  /** The request of `useChat()`. */
  function chatRequest(content: string): Request {
    const messages = [{ id: 'm1', role: 'user', content, parts: [{ type: 'text', text: content }] }];
    return new Request('http://localhost:3000/api/chat', {
      method: 'POST',
      body: JSON.stringify({ id: 'c1', messages }),
    });
  }

  async function readAnswer({ body }: Response): Promise<Seen> {
    const seen: Seen = { texts: [], errors: [], finishReason: undefined };
    await read(body ?? expect.fail('The answer has no body.'), seen);
    return seen;
  }

  test('streams the answer, and logs its log id', async () => {
    const { POST, log } = await loadRoute({});
    const response = await POST(chatRequest('Hello!'));
    expect([response.status, response.headers.get(header)]).toEqual([200, 'v1']);
    const { texts, ...rest } = await readAnswer(response);
    expect(texts.join('')).toBe('Hello! How can I help you today?');
    expect(texts.length).toBeGreaterThan(1);
    expect(rest).toEqual({ errors: [], finishReason: 'stop' });
    expect(log).toHaveBeenLastCalledWith(expect.stringMatching(/^cache MISS, log [0-9a-f-]{36}$/));
  });

  test('hides the details of a failure from the browser, and logs them', async () => {
    const gateway = createLocalGateway();
    const server = await gateway.listen();
    const { POST, error } = await loadRoute(server.environment);
    gateway.reply(failure(3036));
    const answer = await readAnswer(await POST(chatRequest('Hello!')));
    await server.close();
    expect(answer).toMatchObject({ texts: [], errors: ['An error occurred.'] });
    expect(error).toHaveBeenCalledWith(
      expect.objectContaining({ data: expect.objectContaining({ code: 3036 }) }),
    );
  });
});
