import { describe, expect, test } from 'vitest';
import { createLocalGateway, failure, finish, reasoning, text, toolCall } from 'workers-ai-gateway/testing';
import { ask, eventsOf } from './ask.ts';

const tool = {
  name: 'weather',
  description: 'Weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};
const said = 'How is the weather in Paris?';

interface Wire {
  readonly path: string;
  readonly streamed?: string;
  /** Asks with a tool; then again with its call and its result. */
  readonly first: object;
  readonly second: object;
  readonly system: object;
  readonly object: object;
  /** Where an answer has its text, its calls and its reason to end. */
  readonly text: (text: string) => object;
  readonly call: object;
  readonly cut: object;
  readonly error: object;
}

const user = { role: 'user', content: said };
const call = (id: string) => ({
  id,
  type: 'function',
  function: { name: 'weather', arguments: '{"city":"Paris"}' },
});
const turnOf = (id: string) => [
  { role: 'assistant', content: null, tool_calls: [call(id)] },
  { role: 'tool', tool_call_id: id, content: 'sunny' },
];
const openaiTool = { type: 'function', function: tool };
const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

const openai: Wire = {
  path: 'openai/chat/completions',
  first: { messages: [user], tools: [openaiTool] },
  second: {
    messages: [user, ...turnOf('1')],
    tools: [openaiTool],
  },
  system: { messages: [{ role: 'system', content: 'Be brief.' }, user] },
  object: {
    messages: [user],
    response_format: { type: 'json_schema', json_schema: { name: 'city', schema } },
  },
  text: content => ({ choices: [{ message: { content }, finish_reason: 'stop' }] }),
  call: {
    choices: [{ message: { tool_calls: [{ function: { name: 'weather' } }] }, finish_reason: 'tool_calls' }],
  },
  cut: { choices: [{ finish_reason: 'length' }] },
  error: { error: { message: 'Slow down', type: 'rate_limit_error' } },
};

const wires: Readonly<Record<string, Wire>> = {
  openai,
  mistral: {
    ...openai,
    path: 'mistral/v1/chat/completions',
    second: { messages: [user, ...turnOf('aB3dE6gH9')], tools: [openaiTool] },
    error: { object: 'error', message: 'Slow down', type: 'rate_limit_error' },
  },
  responses: {
    path: 'openai/responses',
    first: {
      input: [{ role: 'user', content: [{ type: 'input_text', text: said }] }],
      tools: [{ type: 'function', ...tool }],
    },
    second: {
      input: [
        { role: 'user', content: [{ type: 'input_text', text: said }] },
        { type: 'function_call', call_id: '1', name: 'weather', arguments: '{"city":"Paris"}' },
        { type: 'function_call_output', call_id: '1', output: 'sunny' },
      ],
      tools: [{ type: 'function', ...tool }, { type: 'web_search' }],
    },
    system: { instructions: 'Be brief.', input: said },
    object: { input: said, text: { format: { type: 'json_schema', name: 'city', schema } } },
    text: value => ({
      status: 'completed',
      output: [{ type: 'message', content: [{ type: 'output_text', text: value }] }],
    }),
    call: { output: [{ type: 'function_call', name: 'weather' }] },
    cut: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } },
    error: { error: { message: 'Slow down', type: 'rate_limit_error' } },
  },
  anthropic: {
    path: 'anthropic/v1/messages',
    first: {
      messages: [user],
      tools: [{ name: tool.name, description: 'Weather', input_schema: tool.parameters }],
    },
    second: {
      messages: [
        { role: 'user', content: [{ type: 'text', text: said }] },
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: '1', name: 'weather', input: { city: 'Paris' } }],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: '1', content: 'sunny' }] },
      ],
      tools: [{ name: tool.name, description: 'Weather', input_schema: tool.parameters }],
    },
    system: { system: [{ type: 'text', text: 'Be brief.' }], messages: [user] },
    object: { messages: [user], output_config: { format: { type: 'json_schema', schema } } },
    text: value => ({ type: 'message', content: [{ type: 'text', text: value }], stop_reason: 'end_turn' }),
    call: { content: [{ type: 'tool_use', name: 'weather' }], stop_reason: 'tool_use' },
    cut: { stop_reason: 'max_tokens' },
    error: { type: 'error', error: { type: 'rate_limit_error', message: 'Slow down' } },
  },
  gemini: {
    path: 'google-ai-studio/v1beta/models/gemini-3-flash:generateContent',
    streamed: 'google-ai-studio/v1/models/gemini-3-flash:streamGenerateContent?alt=sse',
    first: {
      contents: [{ role: 'user', parts: [{ text: said }] }],
      tools: [{ functionDeclarations: [tool] }],
    },
    second: {
      contents: [
        { role: 'user', parts: [{ text: said }] },
        { role: 'model', parts: [{ functionCall: { name: 'weather', args: { city: 'Paris' } } }] },
        {
          role: 'user',
          parts: [{ functionResponse: { name: 'weather', response: { name: 'weather', content: 'sunny' } } }],
        },
      ],
      tools: { functionDeclarations: [tool] },
    },
    system: {
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [{ role: 'user', parts: [{ text: said }] }],
    },
    object: {
      contents: [{ role: 'user', parts: [{ text: said }] }],
      generationConfig: { responseMimeType: 'application/json', responseSchema: schema },
    },
    text: value => ({
      candidates: [{ content: { role: 'model', parts: [{ text: value }] }, finishReason: 'STOP' }],
    }),
    call: { candidates: [{ content: { parts: [{ functionCall: { name: 'weather' } }] } }] },
    cut: { candidates: [{ finishReason: 'MAX_TOKENS' }] },
    error: { error: { code: 429, message: 'Slow down', status: 'RESOURCE_EXHAUSTED' } },
  },
  cohere: {
    ...openai,
    path: 'cohere/v2/chat',
    text: value => ({ message: { content: [{ type: 'text', text: value }] }, finish_reason: 'COMPLETE' }),
    call: { message: { tool_calls: [{ function: { name: 'weather' } }] }, finish_reason: 'TOOL_CALL' },
    cut: { finish_reason: 'MAX_TOKENS' },
    error: { message: 'Slow down' },
  },
};

describe.each(Object.entries(wires))('%s', (_name, wire) => {
  const answer = async (body: object) => (await ask(createLocalGateway(), wire.path, { body })).json();

  test('calls a tool, and answers from its result', async () => {
    expect(await answer(wire.first)).toMatchObject(wire.call);
    expect(JSON.stringify(await answer(wire.second))).toContain('sunny');
  });

  test('hears the system and obeys a schema', async () => {
    let heard: readonly object[] = [];
    const gateway = createLocalGateway({
      chat: ({ messages }) => {
        heard = messages;
        return 'Fine.';
      },
    });
    const response = await ask(gateway, wire.path, { body: wire.system });
    expect(await response.json()).toMatchObject(wire.text('Fine.'));
    expect(heard).toMatchObject([
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: said },
    ]);
    expect(JSON.stringify(await answer(wire.object))).toMatch(/\{\\"city\\":/);
  });

  test('writes why an answer ended, and an error as the vendor does', async () => {
    const gateway = createLocalGateway();
    gateway.reply(text('Sun'), finish('length'));
    expect(await (await ask(gateway, wire.path, { body: wire.first })).json()).toMatchObject(wire.cut);
    gateway.reply(failure(429, { message: 'Slow down' }));
    const response = await ask(gateway, wire.path, { body: wire.first });
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject(wire.error);
  });
});

const streamOf = async (wire: Wire, ...parts: Parameters<ReturnType<typeof createLocalGateway>['reply']>) => {
  const gateway = createLocalGateway();
  gateway.reply(...parts);
  const body = { ...wire.first, stream: true };
  return eventsOf(await ask(gateway, wire.streamed ?? wire.path, { body }));
};

const row = (name: string): Wire => wires[name] ?? openai;
const parts = [reasoning('Hm'), text('Hel', 'lo'), toolCall('weather', { city: 'Paris' }, { id: '1' })];

test("a stream of Anthropic's is blocks", async () => {
  expect(await streamOf(row('anthropic'), ...parts)).toMatchObject([
    { type: 'message_start', message: { role: 'assistant', content: [] } },
    { type: 'ping' },
    { type: 'content_block_start', index: 0, content_block: { type: 'thinking' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hm' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'Hel' } },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'lo' } },
    { type: 'content_block_stop', index: 1 },
    {
      type: 'content_block_start',
      index: 2,
      content_block: { type: 'tool_use', id: '1', name: 'weather', input: {} },
    },
    {
      type: 'content_block_delta',
      index: 2,
      delta: { type: 'input_json_delta', partial_json: '{"city":"Paris"}' },
    },
    { type: 'content_block_stop', index: 2 },
    { type: 'message_delta', delta: { stop_reason: 'tool_use' } },
    { type: 'message_stop' },
  ]);
});

test('a stream of Responses is items', async () => {
  const events = await streamOf(row('responses'), ...parts);
  const item = { type: 'function_call', call_id: '1', name: 'weather', arguments: '{"city":"Paris"}' };
  expect(events).toMatchObject([
    { type: 'response.created', sequence_number: 0 },
    { type: 'response.output_item.added', output_index: 0, item: { type: 'message', content: [] } },
    { type: 'response.output_text.delta', output_index: 0, delta: 'Hel' },
    { type: 'response.output_text.delta', output_index: 0, delta: 'lo' },
    { type: 'response.output_item.done', output_index: 0, item: { content: [{ text: 'Hello' }] } },
    { type: 'response.output_item.added', output_index: 1, item: { ...item, arguments: '' } },
    { type: 'response.function_call_arguments.delta', output_index: 1, delta: item.arguments },
    { type: 'response.function_call_arguments.done', output_index: 1, arguments: item.arguments },
    { type: 'response.output_item.done', output_index: 1, item },
    { type: 'response.completed', response: { status: 'completed', output: [{ type: 'message' }, item] } },
  ]);
});

test("a stream of Gemini's is a row of answers", async () => {
  expect(await streamOf(row('gemini'), ...parts)).toMatchObject([
    { candidates: [{ content: { parts: [{ text: 'Hm', thought: true }] } }] },
    { candidates: [{ content: { parts: [{ text: 'Hel' }] } }] },
    { candidates: [{ content: { parts: [{ text: 'lo' }] } }] },
    {
      candidates: [{ content: { parts: [{ functionCall: { name: 'weather', args: { city: 'Paris' } } }] } }],
    },
    { candidates: [{ finishReason: 'STOP' }], usageMetadata: { totalTokenCount: expect.any(Number) } },
  ]);
});

test("Mistral's last chunk has the reason and the usage, and a call comes whole", async () => {
  const [, , , called, last, ...none] = await streamOf(row('mistral'), ...parts.slice(1));
  expect(called).toMatchObject({ choices: [{ delta: { tool_calls: [call('1')] } }] });
  expect(last).toMatchObject({
    choices: [{ finish_reason: 'tool_calls' }],
    usage: { total_tokens: expect.any(Number) },
  });
  expect(none).toEqual([]);
});

test("a stream of Cohere's has a start and an end", async () => {
  expect(await streamOf(row('cohere'), ...parts.slice(1))).toMatchObject([
    { type: 'message-start' },
    { type: 'content-start' },
    { type: 'content-delta', delta: { message: { content: { text: 'Hel' } } } },
    { type: 'content-delta', delta: { message: { content: { text: 'lo' } } } },
    { type: 'tool-call-start', delta: { message: { tool_calls: call('1') } } },
    { type: 'tool-call-end' },
    { type: 'content-end' },
    { type: 'message-end', delta: { finish_reason: 'TOOL_CALL' } },
  ]);
});

test('a failure within a stream is an event of the vendor', async () => {
  const events = await streamOf(row('anthropic'), text('Hi'), failure(503, { message: 'Overloaded' }));
  expect(events.at(-1)).toEqual({ type: 'error', error: { type: 'api_error', message: 'Overloaded' } });
});

test.each([
  'openai/chat/completions',
  'openai/v1/chat/completions',
  'cerebras/chat/completions',
  'cerebras/v1/chat/completions',
  'openrouter/chat/completions',
  'openrouter/v1/chat/completions',
  'grok/chat/completions',
  'grok/v1/chat/completions',
  'google-ai-studio/v1beta/openai/chat/completions',
  'custom-together/v1/chat/completions',
  'cohere/v1/chat',
  'cohere/v2/chat',
])('%s is a spelling that is taken', async path => {
  expect((await ask(createLocalGateway(), path, { body: openai.system })).status).toBe(200);
});

test('texts are embedded in the form of OpenAI', async () => {
  const response = await ask(createLocalGateway(), 'openai/embeddings', {
    body: { model: 'e', input: ['a', 'b'] },
  });
  expect(await response.json()).toMatchObject({ object: 'list', data: [{ index: 0 }, { index: 1 }] });
});

describe('media', () => {
  test('have no stand-in', async () => {
    const response = await ask(createLocalGateway(), 'elevenlabs/v1/text-to-speech/v?x=1', {
      body: { text: 'Hi' },
    });
    expect(await response.json()).toMatchObject({
      internalCode: 2005,
      message:
        'The local gateway has no stand-in for POST v1/text-to-speech/v?x=1 of elevenlabs: set upstream, or script the answer.',
    });
  });

  test.each([
    ['POST', { body: { text: 'Hi' } }, 'application/json', '{"text":"Hi"}'],
    ['POST', { body: new Uint8Array([1, 2]) }, undefined, '\x01\x02'],
    ['GET', { method: 'GET' }, undefined, ''],
  ] as const)('are those of an upstream, by their own path: %s %j', async (method, asked, type, sent) => {
    const seen: Request[] = [];
    const gateway = createLocalGateway({
      upstream: { url: 'http://media.test/', apiKey: 'up' },
      fetch: async (input, init) => {
        seen.push(new Request(input, init));
        return new Response('mp3', { status: 201, headers: { 'content-type': 'audio/mpeg' } });
      },
    });
    const response = await ask(gateway, 'elevenlabs/v1/text-to-speech/v?x=1', asked);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      201,
      'audio/mpeg',
      'mp3',
    ]);
    expect(seen[0]).toMatchObject({ method, url: 'http://media.test/v1/text-to-speech/v?x=1' });
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer up');
    if (type) expect(seen[0]?.headers.get('content-type')).toBe(type);
    expect(await seen[0]?.text()).toBe(sent);
  });
});

const kimi = 'functions.weather:0';
const vllm = `chatcmpl-tool-${'0'.repeat(32)}`;
const turnOfAnthropic = (id: string, more: object[] = []) => [
  { role: 'assistant', content: [...more, { type: 'tool_use', id, name: 'weather', input: {} }] },
  { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: 'sunny' }] },
];
const item = (id: string) => ({ type: 'function_call', call_id: id, name: 'weather', arguments: '{}' });

test.each<[string, object, RegExp]>([
  [
    'mistral/v1/chat/completions',
    { messages: [user, ...turnOf(kimi)] },
    /must be a-z, A-Z, 0-9, with a length/,
  ],
  [
    'mistral/v1/chat/completions',
    { messages: [user, { role: 'assistant', content: '' }, user] },
    /^Assistant message must have either content or tool_calls/,
  ],
  [
    'openai/chat/completions',
    { messages: [user, ...turnOf(vllm)] },
    /maximum length 40, but got .* length 46/,
  ],
  [
    'openai/chat/completions',
    { messages: [user, ...turnOf('1').slice(0, 1)] },
    /^No tool output found .* 1\./,
  ],
  ['groq/chat/completions', { messages: [user, ...turnOf('1').slice(1)] }, /^No tool call found .* of 1\./],
  ['openai/responses', { input: [user, item('1')] }, /^No tool output found for function call 1\./],
  [
    'anthropic/v1/messages',
    { messages: [user, ...turnOfAnthropic(kimi)] },
    /tool_use\.id: String should match/,
  ],
  [
    'anthropic/v1/messages',
    { messages: [user, ...turnOfAnthropic('1', [{ type: 'thinking', thinking: 'Hm', signature: 'other' }])] },
    /Invalid `signature` in `thinking` block/,
  ],
  [
    'anthropic/v1/messages',
    { messages: [user, { role: 'assistant', content: [] }, user] },
    /^messages\.1: all/,
  ],
])('%s refuses a conversation that another vendor began, case %#', async (path, body, message) => {
  const gateway = createLocalGateway();
  gateway.reply(text('Not said'));
  const response = await ask(gateway, path, { body });
  expect(response.status).toBe(400);
  const { error, message: said = error.message } = await response.json();
  expect(said).toMatch(message);
});
