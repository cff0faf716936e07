import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { events, glm, llama, post, user } from './post.ts';

type Answer = (body: Record<string, unknown>, response: ServerResponse) => void;

let server: Server | undefined;

afterEach(() => server?.close());

/** A server of the OpenAI kind, such as Ollama. */
async function upstream(answer: Answer): Promise<string> {
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    answer(JSON.parse(text), response);
  });
  await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v1`;
}

const sse = (...data: unknown[]) =>
  data.map(item => `data: ${typeof item === 'string' ? item : JSON.stringify(item)}\n\n`);

const chunks = sse(
  { choices: [{ index: 0, delta: { role: 'assistant', content: 'Re' } }] },
  { choices: [{ index: 0, delta: { content: 'al' } }] },
  {
    choices: [
      {
        index: 0,
        delta: { tool_calls: [{ index: 0, id: 'c', function: { name: 'f', arguments: '{"a"' } }] },
      },
    ],
  },
  { choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: ':1}' } }] } }] },
  { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
  { choices: [], usage: { prompt_tokens: 3, completion_tokens: 9, total_tokens: 12 } },
  '[DONE]',
);

test('a native stream is written frame by frame as it comes', async () => {
  let finish = () => {};
  const url = await upstream((_body, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(chunks[0]);
    finish = () => response.end(chunks.slice(1).join(''));
  });
  const gateway = createLocalGateway({ upstream: url, padding: false });
  const response = await post(gateway, { ...user('Hi'), stream: true });
  const [body, rest] = response.body?.tee() ?? [];
  const first = await body?.getReader().read();
  expect(new TextDecoder().decode(first?.value)).toBe('data: {"response":"Re"}\n\n');
  finish();
  expect(await events(new Response(rest))).toEqual([
    { response: 'Re' },
    { response: 'al' },
    { tool_calls: [{ id: 'c', type: 'function', index: 0, function: { name: 'f', arguments: '{"a":1}' } }] },
    { finish_reason: 'tool_calls' },
    { response: '', usage: { prompt_tokens: 3, completion_tokens: 9, total_tokens: 12 } },
    '[DONE]',
  ]);
});

test('on OpenAI paths the stream passes through untouched, logged like any other', async () => {
  const url = await upstream((_body, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.end(chunks.join(''));
  });
  const gateway = createLocalGateway({ upstream: url });
  const response = await post(
    gateway,
    { model: glm, ...user('Hi'), stream: true },
    { to: 'workers-ai/v1/chat/completions' },
  );
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(await response.text()).toBe(chunks.join(''));
  const response_size = chunks.join('').length;
  expect(gateway.logs).toMatchObject([{ status_code: 200, response_size, tokens_in: 3, tokens_out: 9 }]);
});

test('an abort reaches the server', async () => {
  let state = 'waiting';
  const url = await upstream((_body, response) => {
    state = 'open';
    response.on('close', () => {
      state = 'closed';
    });
  });
  const gateway = createLocalGateway({ upstream: url });
  const controller = new AbortController();
  const headers = { authorization: 'Bearer t' };
  const body = JSON.stringify(user('Hi'));
  const pending = gateway.fetch(`https://gateway.ai.cloudflare.com/v1/a/g/workers-ai/${llama}`, {
    method: 'POST',
    headers,
    body,
    signal: controller.signal,
  });
  await expect.poll(() => state).toBe('open');
  controller.abort();
  await expect(pending).rejects.toThrow(/abort/);
  await expect.poll(() => state).toBe('closed');
});
