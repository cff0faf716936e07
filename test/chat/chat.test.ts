import { describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import { collect, hi, user } from '../sdk/v1/call-options.ts';
import { json, llama, rejection, settings, sse, stubFetch } from '../transport/stub-fetch.ts';

const model = (...answers: readonly Response[]) => {
  const { fetch, sent } = stubFetch(...answers);
  return { sent, chat: createWorkersAI({ ...settings, fetch })(llama) };
};

const envelope = (result: unknown) => ({ result, success: true, errors: [], messages: [] });

/** The parts of a streamed call, less what the finish says beside its reason. */
async function streamed(answer: Response) {
  const { chat, sent } = model(answer);
  const { stream } = await chat.doStream(hi);
  const parts = await collect(stream);
  expect(sent).toHaveLength(1);
  return parts.map(part =>
    part.type === 'finish' ? { type: 'finish', finishReason: part.finishReason } : part,
  );
}

describe('stream: true that is answered with plain JSON', () => {
  const parts = [
    { type: 'text-delta', textDelta: 'Hi' },
    { type: 'finish', finishReason: 'stop' },
  ];

  test.each([
    { name: 'as JSON', type: 'application/json' },
    { name: 'as JSON with a charset', type: 'application/json; charset=utf-8' },
    { name: 'as an event stream', type: 'text/event-stream' },
    { name: 'as bytes', type: 'application/octet-stream' },
  ])('$name is the answer, and is not asked for again', async ({ type }) => {
    const body = JSON.stringify(envelope({ response: 'Hi' }));
    expect(await streamed(new Response(body, { headers: { 'content-type': type } }))).toEqual(parts);
  });

  test('without a content type too', async () => {
    const answer = new Response(new TextEncoder().encode(JSON.stringify(envelope({ response: 'Hi' }))));
    expect(await streamed(answer)).toEqual(parts);
  });

  test('events under the content type of JSON are events', async () => {
    const answer = new Response('data: {"response":"Hi"}\n\ndata: [DONE]\n\n', {
      headers: { 'content-type': 'application/json' },
    });
    expect(await streamed(answer)).toEqual(parts);
  });

  test.each([
    [
      'a failure in HTTP 200',
      () => json({ result: null, success: false, errors: [{ code: 3040, message: 'Capacity' }] }),
      { statusCode: 429, isRetryable: true, data: { code: 3040 } },
    ],
    ['an empty result', () => json(envelope(null)), { statusCode: 200, isRetryable: false }],
    [
      'a page of HTML',
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      { statusCode: 200, responseBody: '<html>' },
    ],
    ['nothing', () => new Response(null), { statusCode: 200 }],
  ])('%s rejects', async (_name, answer, expected) => {
    expect(await rejection(model(answer()).chat.doStream(hi))).toMatchObject({
      name: 'AI_APICallError',
      ...expected,
    });
  });
});

describe('errors reject, streamed or not', () => {
  const answer = () =>
    json(
      { success: false, error: [{ code: 2003, message: 'Rate limited' }] },
      { status: 429, headers: { 'cf-aig-log-id': 'log' } },
    );

  test.each(['doGenerate', 'doStream'] as const)('%s rejects with the code and the log id', async method => {
    const { chat } = model(answer());
    expect(await rejection(chat[method](hi))).toMatchObject({
      name: 'AI_APICallError',
      message:
        "Workers AI error 2003: Rate limited. The gateway's rate limit is reached: slow down, or raise it in the dashboard.",
      statusCode: 429,
      isRetryable: true,
      url: `https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/${llama}`,
      requestBodyValues: { messages: [{ role: 'user', content: 'Hi' }] },
      responseHeaders: { 'cf-aig-log-id': 'log' },
      data: { code: 2003, logId: 'log', requestId: undefined },
    });
  });

  test('a whole answer that holds an error rejects, text or not', async () => {
    const { chat } = model(
      sse('data: {"response":"Hi"}\n\ndata: {"error":{"message":"CUDA"}}\n\ndata: [DONE]\n\n'),
    );
    expect(await rejection(chat.doGenerate(hi))).toMatchObject({ message: 'Workers AI failed: CUDA.' });
  });
});

describe('warnings', () => {
  test('options that nobody knows, and what the gateway does otherwise', async () => {
    const { chat } = model(json(envelope({ response: 'Hi' })));
    const { warnings } = await chat.doGenerate({
      ...hi,
      topK: 5,
      stopSequences: ['END'],
      providerMetadata: { workersai: { gateway: { cacheTtl: 5 }, reasoning_effort: 'low' } },
    });
    expect(warnings).toEqual([
      { type: 'unsupported-setting', setting: 'stopSequences', details: `${llama} does not support it.` },
      {
        type: 'other',
        message:
          'The option reasoning_effort of workersai is unknown and was not sent. Did you mean reasoningEffort?',
      },
      {
        type: 'other',
        message:
          'gateway.cacheTtl is 5 s, Cloudflare documents 60 s as the least. To keep a request out of the cache, set gateway.skipCache.',
      },
    ]);
  });

  test('an answer cut at the default limit warns in a whole answer (freellmapi#644)', async () => {
    const answer = () => json(envelope({ response: 'Hi', finish_reason: 'length' }));
    const note =
      "The answer was cut at the model's default limit (256 tokens on many models): set maxTokens, in the call or as a model setting.";
    const { chat } = model(answer(), answer());
    expect(await chat.doGenerate(hi)).toMatchObject({
      finishReason: 'length',
      warnings: [{ type: 'other', message: note }],
      providerMetadata: { workersai: { notes: [note] } },
    });
    expect(await chat.doGenerate({ ...hi, maxTokens: 5 })).toMatchObject({
      finishReason: 'length',
      warnings: [],
    });
  });

  test('wrong values of a call’s options are errors before anything is sent', async () => {
    const { chat, sent } = model();
    const call = chat.doGenerate({ ...hi, providerMetadata: { workersai: { maxTokens: 'many' } } });
    expect(String(await rejection(call))).toContain(
      'Setting providerOptions.workersai.maxTokens must be a whole number',
    );
    expect(sent).toEqual([]);
  });

  test('options of a call that are no object are an error', async () => {
    const { chat } = model();
    // @ts-expect-error The options are wrong.
    const call = chat.doGenerate({ ...hi, providerMetadata: { workersai: 'fast' } });
    expect(String(await rejection(call))).toContain('must be an object, not a string');
  });
});

describe('think tags', () => {
  const answer = () => json(envelope({ response: 'Hm</think>Hi' }));
  const create = (id: string, options?: { thinkTags: boolean }) => {
    const { fetch } = stubFetch(answer());
    return createWorkersAI({ ...settings, fetch })(id, options);
  };
  const tagged = { reasoning: 'Hm', text: 'Hi' };
  const plain = { reasoning: undefined, text: 'Hm</think>Hi' };

  test.each([
    { id: '@cf/qwen/qwq-32b', options: undefined, expected: tagged },
    { id: '@cf/qwen/qwq-32b', options: { thinkTags: false }, expected: plain },
    { id: llama, options: undefined, expected: plain },
    { id: llama, options: { thinkTags: true }, expected: tagged },
  ])('$id with $options', async ({ id, options, expected }) => {
    const { reasoning, text } = await create(id, options).doGenerate(hi);
    expect({ reasoning, text }).toEqual(expected);
  });

  test('JSON is no thought: only a tag that is there opens one', async () => {
    const { fetch } = stubFetch(
      json(envelope({ response: '{"a":1}' })),
      json(envelope({ response: '<think>Hm</think>{"a":1}' })),
    );
    const chat = createWorkersAI({ ...settings, fetch })('@cf/qwen/qwq-32b');
    const call = { ...hi, mode: { type: 'object-json' as const } };
    expect(await chat.doGenerate(call)).toMatchObject({ text: '{"a":1}' });
    expect(await chat.doGenerate(call)).toMatchObject({ text: '{"a":1}', reasoning: 'Hm' });
  });
});

describe('ids of tool calls', () => {
  const answer = () =>
    json(envelope({ tool_calls: [{ id: 'functions.now:0', function: { name: 'now', arguments: '{}' } }] }));

  test('repeat in no conversation, and go back as the model gave them (cloudflare/ai#526)', async () => {
    const { chat, sent } = model(answer(), answer());
    const first = (await chat.doGenerate(hi)).toolCalls?.[0]?.toolCallId ?? '';
    const second = await chat.doGenerate({
      ...hi,
      inputFormat: 'messages',
      prompt: [
        ...user('Hi'),
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: first, toolName: 'now', args: {} }] },
        {
          role: 'tool',
          content: [{ type: 'tool-result', toolCallId: first, toolName: 'now', result: 'noon' }],
        },
      ],
    });
    expect(first).toMatch(/^functions\.now:0::/);
    expect(second.toolCalls?.[0]?.toolCallId).toMatch(/^functions\.now:0::/);
    expect(second.toolCalls?.[0]?.toolCallId).not.toBe(first);
    expect(sent[1]?.body).toMatchObject({
      messages: [
        { role: 'user' },
        { role: 'assistant', tool_calls: [{ id: 'functions.now:0' }] },
        { role: 'tool', tool_call_id: 'functions.now:0', content: 'noon' },
      ],
    });
  });
});

test('text arrives while it is written, with tools in the call too (vercel/ai#6861)', async () => {
  let send = (_frame: string) => {};
  const body = new ReadableStream<Uint8Array>({
    start: controller => {
      send = frame => controller.enqueue(new TextEncoder().encode(`data: ${frame}\n\n`));
    },
  });
  const { chat, sent } = model(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
  const { stream } = await chat.doStream({
    ...hi,
    mode: { type: 'regular', tools: [{ type: 'function', name: 'now', parameters: { type: 'object' } }] },
  });
  const reader = stream.getReader();
  for (const piece of ['a', 'b']) {
    send(JSON.stringify({ response: piece }));
    expect(await reader.read()).toEqual({ done: false, value: { type: 'text-delta', textDelta: piece } });
  }
  expect(sent[0]?.body).toMatchObject({ stream: true, tools: [{ function: { name: 'now' } }] });
  await reader.cancel();
});
