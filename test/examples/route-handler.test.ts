import { processDataStream } from 'ai';
import { afterEach, expect, test, vi } from 'vitest';
import { createLocalGateway, failure } from 'workers-ai-gateway/testing';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Loads the route as a server that starts in this environment does. */
async function loadRoute(environment: Readonly<Record<string, string>>) {
  vi.resetModules();
  for (const name of ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_GATEWAY_ID']) {
    vi.stubEnv(name, environment[name]);
  }
  vi.stubEnv('WORKERS_AI_GATEWAY_URL', environment.WORKERS_AI_GATEWAY_URL);
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const error = vi.spyOn(console, 'error').mockReturnValue();
  return { ...(await import('../../examples/route-handler.ts')), log, error };
}

/** The request of `useChat()`. */
function chatRequest(content: string): Request {
  const messages = [{ id: 'm1', role: 'user', content, parts: [{ type: 'text', text: content }] }];
  return new Request('http://localhost:3000/api/chat', {
    method: 'POST',
    body: JSON.stringify({ id: 'c1', messages }),
  });
}

/** Reads an answer as `useChat()` does. */
async function readAnswer({ body }: Response) {
  if (!body) throw new Error('The answer has no body.');
  const seen = { texts: [] as string[], errors: [] as string[], finishReason: '' };
  await processDataStream({
    stream: body,
    onTextPart: text => void seen.texts.push(text),
    onErrorPart: error => void seen.errors.push(error),
    onFinishMessagePart: ({ finishReason }) => {
      seen.finishReason = finishReason;
    },
  });
  return seen;
}

test('the answer streams in as the AI SDK’s data stream, and its log id is logged', async () => {
  const { POST, log } = await loadRoute({});
  const response = await POST(chatRequest('Hello!'));
  expect(response.status).toBe(200);
  expect(response.headers.get('x-vercel-ai-data-stream')).toBe('v1');
  const { texts, ...rest } = await readAnswer(response);
  expect(texts.join('')).toBe('Hello! How can I help you today?');
  expect(texts.length).toBeGreaterThan(1);
  expect(rest).toEqual({ errors: [], finishReason: 'stop' });
  expect(log).toHaveBeenLastCalledWith(expect.stringMatching(/^cache MISS, log [0-9a-f-]{36}$/));
});

test('a failure reaches the browser without its details, and the server’s log with them', async () => {
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
