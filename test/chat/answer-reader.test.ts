import { APICallError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { createStreamReader } from '../../src/chat/answer-reader.ts';
import type { ChatUsage } from '../../src/chat/types.ts';
import {
  exchange,
  finish,
  noUsage,
  readBody,
  readerOptions,
  reasoning,
  stream,
  text,
  toolCall,
  toolInput,
} from './read.ts';

const usage = (raw: Exclude<ChatUsage['raw'], undefined>, [input, output, total]: number[]): ChatUsage => ({
  input: { ...noUsage.input, total: input },
  output: { ...noUsage.output, total: output },
  total,
  raw,
});

const failure = (fields: object) => ({
  type: 'error',
  error: expect.toSatisfy(
    error => APICallError.isInstance(error) && expect.objectContaining(fields).asymmetricMatch(error),
  ),
});

const cut = failure({
  message: 'The stream ended before the model finished: it sent neither a finish reason nor [DONE].',
  isRetryable: true,
  statusCode: 200,
  data: { code: undefined, logId: 'log', requestId: undefined },
});

describe('captured streams', () => {
  test('of the native shape are read to their usage', () => {
    const body = `data: {"response":"Hello","p":"abcd"}

data: {"response":" world","p":"abcdefghij"}

data: {"tool_calls":[],"p":"abdefgh"}

data: {"response":"","usage":{"prompt_tokens":10,"completion_tokens":50,"total_tokens":60}}

data: [DONE]

`;
    expect(readBody(body)).toEqual([
      text('Hello world'),
      finish('stop', {
        usage: usage({ prompt_tokens: 10, completion_tokens: 50, total_tokens: 60 }, [10, 50, 60]),
      }),
    ]);
  });

  test('OpenAI chunks with a native last frame, and usage of zeros before the true one (qwen3.8)', () => {
    const body = `data: {"choices":[{"delta":{"content":"","role":"assistant"},"finish_reason":null,"index":0}],"object":"chat.completion.chunk"}

data: {"choices":[{"delta":{"reasoning":"The user"},"finish_reason":null,"index":0}],"object":"chat.completion.chunk"}

data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":null,"index":0}],"object":"chat.completion.chunk"}

data: {"choices":[{"delta":{},"finish_reason":"stop","index":0}],"object":"chat.completion.chunk"}

data: {"choices":[],"object":"chat.completion.chunk","usage":{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}}

data: {"response":"","usage":{"prompt_tokens":57,"completion_tokens":28,"total_tokens":85,"neurons":10.47}}

data: [DONE]

`;
    expect(readBody(body)).toEqual([
      reasoning('The user'),
      text('Hi'),
      finish('stop: stop', {
        usage: usage(
          { prompt_tokens: 57, completion_tokens: 28, total_tokens: 85, neurons: 10.47 },
          [57, 28, 85],
        ),
      }),
    ]);
  });

  test('OpenAI chunks with growing usage in each (gpt-oss, 2025-07)', () => {
    const chunk = (delta: object, completion: number, reason: string | null = null) =>
      JSON.stringify({
        id: 'chatcmpl-edc8',
        object: 'chat.completion.chunk',
        created: 1751570976,
        model: '@cf/openai/gpt-oss-120b',
        choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
        usage: { prompt_tokens: 13, total_tokens: 13 + completion, completion_tokens: completion },
      });
    const body = stream(
      chunk({ reasoning_content: 'Okay' }, 3),
      chunk({ content: 'Hi' }, 4),
      chunk({}, 5, 'stop'),
      '[DONE]',
    );
    expect(readBody(body)).toEqual([
      {
        type: 'metadata',
        id: 'chatcmpl-edc8',
        model: '@cf/openai/gpt-oss-120b',
        created: new Date('2025-07-03T19:29:36.000Z'),
      },
      reasoning('Okay'),
      text('Hi'),
      finish('stop: stop', {
        usage: usage({ prompt_tokens: 13, total_tokens: 18, completion_tokens: 5 }, [13, 5, 18]),
      }),
    ]);
  });

  test('a native tool call with its closing null (cloudflare/ai#488)', () => {
    const body = stream(
      '{"tool_calls":[{"id":"call123","type":"function","index":0,"function":{"name":"get_weather","arguments":"{\\"location\\": \\"London\\"}"}}]}',
      '{"tool_calls":[{"id":null,"type":null,"index":0,"function":{"name":null,"arguments":""}}]}',
      '{"finish_reason":"tool_calls"}',
      '{"response":"","usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}',
      '[DONE]',
    );
    expect(readBody(body)).toEqual([
      toolInput('call123', 'get_weather', '{"location": "London"}'),
      toolCall('call123', 'get_weather', '{"location": "London"}'),
      finish('tool-calls: tool_calls', {
        usage: usage({ prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 }, [5, 7, 12]),
      }),
    ]);
  });

  test('an OpenAI tool call in pieces behind its reasoning (cloudflare/ai#455)', () => {
    const delta = (value: string, reason = 'null') =>
      `{"choices":[{"index":0,"delta":${value},"finish_reason":${reason}}]}`;
    const body = stream(
      delta('{"role":"assistant","content":null,"reasoning_content":"I need the weather."}'),
      delta(
        '{"tool_calls":[{"id":"chatcmpl-tool-abc","type":"function","index":0,"function":{"name":"get_weather"}}]}',
      ),
      delta('{"tool_calls":[{"index":0,"function":{"arguments":"{\\"loc"}}]}'),
      delta('{"tool_calls":[{"index":0,"function":{"arguments":"ation\\":\\"London\\"}"}}]}'),
      delta('{}', '"tool_calls"'),
      '[DONE]',
    );
    expect(readBody(body)).toEqual([
      reasoning('I need the weather.'),
      toolInput('chatcmpl-tool-abc', 'get_weather', '{"location":"London"}'),
      toolCall('chatcmpl-tool-abc', 'get_weather', '{"location":"London"}'),
      finish('tool-calls: tool_calls'),
    ]);
  });

  test('native tool calls in one frame, without index, id or finish reason', () => {
    const body = stream(
      '{"tool_calls":[{"name":"a","arguments":{"x":1}},{"name":"b","arguments":{"y":2}}],"p":"ab"}',
      '{"response":"","usage":{}}',
      '[DONE]',
    );
    expect(readBody(body)).toEqual([
      toolInput('id-1', 'a', '{"x":1}'),
      toolCall('id-1', 'a', '{"x":1}'),
      toolInput('id-2', 'b', '{"y":2}'),
      toolCall('id-2', 'b', '{"y":2}'),
      finish('tool-calls', { usage: { ...noUsage, raw: {} } }),
    ]);
  });

  test('frames with both shapes say their text once', () => {
    const body = stream(
      '{"response":"He","choices":[{"delta":{"content":"He"}}]}',
      '{"response":"llo","choices":[{"delta":{"content":"llo"}}]}',
      '[DONE]',
    );
    expect(readBody(body)).toEqual([text('Hello'), finish('stop')]);
  });

  test('numbers and objects as text', () => {
    expect(readBody(stream('{"response":1}', '{"response":{"a":2}}', '[DONE]'))).toEqual([
      text('1{"a":2}'),
      finish('stop'),
    ]);
  });

  test('deepseek-r1: the opening tag is missing (lobehub#7450)', () => {
    const body = stream(
      '{"response":"Okay, "}',
      '{"response":"so.</th"}',
      '{"response":"ink>\\n\\n"}',
      '{"response":"Hi"}',
      '[DONE]',
    );
    expect(readBody(body, { thinkTags: 'optional' })).toEqual([
      reasoning('Okay, so.'),
      text('Hi'),
      finish('stop'),
    ]);
    expect(readBody(body)).toEqual([text('Okay, so.</think>\n\nHi'), finish('stop')]);
  });

  test('a model that names its reasoning itself has no tags', () => {
    const body = stream(
      '{"choices":[{"delta":{"reasoning":"Hm"}}]}',
      '{"choices":[{"delta":{"content":"a </think>"}}]}',
      '[DONE]',
    );
    expect(readBody(body, { thinkTags: 'optional' })).toEqual([
      reasoning('Hm'),
      text('a </think>'),
      finish('stop'),
    ]);
  });
});

describe('where a reason comes from', () => {
  test.each([
    ['[DONE] alone: inferred', ['{"response":"Hi"}', '[DONE]'], [text('Hi'), finish('stop')]],
    [
      'a reason without [DONE]',
      ['{"response":"Hi"}', '{"finish_reason":"stop"}'],
      [text('Hi'), finish('stop: stop')],
    ],
    ['neither: cut', ['{"response":"Hi"}'], [text('Hi'), cut, finish('error')]],
    [
      'neither, in the middle of a call: no call',
      ['{"tool_calls":[{"index":0,"id":"one","function":{"name":"a","arguments":"{\\"x\\""}}]}'],
      [toolInput('one', 'a', '{"x"'), cut, finish('error')],
    ],
    ['comments and no more', [], [cut, finish('error')]],
    [
      'the last one that was given (cloudflare/ai#390)',
      ['{"finish_reason":"stop"}', '{"choices":[{"delta":{},"finish_reason":"length"}]}', '[DONE]'],
      [finish('length: length')],
    ],
    [
      'tool_calls without a call is told of (cloudflare/ai#561)',
      ['{"choices":[{"delta":{"tool_calls":[]},"finish_reason":"tool_calls"}]}', '[DONE]'],
      [
        finish('tool-calls: tool_calls', {
          notes: ['The model stopped to call tools, but the answer contains no tool call.'],
        }),
      ],
    ],
  ])('of %s', (_name, frames, expected) => {
    expect(readBody(`: keep-alive\n\n${stream(...frames)}`)).toEqual(expected);
  });

  test('what follows [DONE] is not read', () => {
    expect(readBody(stream('{"response":"Hi"}', '[DONE]', '{"response":"no"}', '[DONE]'))).toEqual([
      text('Hi'),
      finish('stop'),
    ]);
  });
});

describe('whole answers', () => {
  test.each([
    {
      name: 'native',
      body: '{"result":{"response":"Hi","tool_calls":[],"usage":{"prompt_tokens":86,"completion_tokens":171,"total_tokens":257}},"success":true,"errors":[],"messages":[]}',
      expected: [
        text('Hi'),
        finish('stop', {
          usage: usage({ prompt_tokens: 86, completion_tokens: 171, total_tokens: 257 }, [86, 171, 257]),
        }),
      ],
    },
    {
      name: 'native, tool calls alone: no text (cloudflare/ai#258)',
      body: '{"result":{"response":null,"tool_calls":[{"name":"getWeather","arguments":{"latitude":"51.5"}}]},"success":true}',
      expected: [
        toolInput('id-1', 'getWeather', '{"latitude":"51.5"}'),
        toolCall('id-1', 'getWeather', '{"latitude":"51.5"}'),
        finish('tool-calls'),
      ],
    },
    {
      name: 'native, JSON mode',
      body: '{"result":{"response":{"city":"Rome"}},"success":true}',
      expected: [text('{"city":"Rome"}'), finish('stop')],
    },
    {
      name: 'OpenAI’s, enveloped',
      body: '{"result":{"id":"chatcmpl-1","object":"chat.completion","created":1751570976,"model":"@cf/qwen/qwen3","choices":[{"index":0,"message":{"role":"assistant","content":"Hi","reasoning_content":"Hm","tool_calls":[]},"finish_reason":"stop"}]},"success":true}',
      expected: [
        { type: 'metadata', id: 'chatcmpl-1', model: '@cf/qwen/qwen3', created: new Date(1751570976000) },
        reasoning('Hm'),
        text('Hi'),
        finish('stop: stop'),
      ],
    },
    {
      name: 'OpenAI’s, bare',
      body: '{"choices":[{"message":{"content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"a","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}',
      expected: [
        toolInput('call_1', 'a', '{}'),
        toolCall('call_1', 'a', '{}'),
        finish('tool-calls: tool_calls'),
      ],
    },
    {
      name: 'the Responses API’s',
      body: '{"output":[{"type":"message","content":[{"type":"output_text","text":"Hi"}]}],"status":"completed"}',
      expected: [text('Hi'), finish('stop')],
    },
  ])('reads $name', ({ body, expected }) => {
    expect(readBody(body)).toEqual(expected);
  });

  test.each([
    ['', 'Workers AI sent something that is not a chat response: the body is empty.'],
    ['{}', 'Workers AI sent something that is not a chat response: {}'],
    ['null', 'Workers AI sent something that is not a chat response: null'],
    ['[]', 'Workers AI sent something that is not a chat response: []'],
    [
      '{"result":null,"success":true,"errors":[],"messages":[]}',
      'Workers AI sent something that is not a chat response: {"result":null,"success":true,"errors":[],"messages":[]}',
    ],
    ['{"response":', 'Workers AI sent something that is not a chat response: truncated JSON: {"response":'],
    ['<html>', 'Workers AI sent something that is not a chat response: the body is HTML.'],
    ['error code: 1101', 'Workers AI sent something that is not a chat response: error code: 1101'],
  ])('the body %s is an error', (body, message) => {
    expect(readBody(body)).toEqual([failure({ message }), finish('error')]);
  });

  test('a failure in HTTP 200 is an error with its code', () => {
    const body =
      '{"result":null,"success":false,"errors":[{"code":3040,"message":"Capacity temporarily exceeded"}]}';
    expect(readBody(body)).toEqual([
      failure({
        statusCode: 429,
        isRetryable: true,
        data: { code: 3040, logId: 'log', requestId: undefined },
      }),
      finish('error'),
    ]);
  });
});

describe('errors in a stream', () => {
  test.each([
    ['OpenAI’s', '{"error":{"message":"overloaded","code":503}}', 503, true],
    ['API v4’s', '{"success":false,"errors":[{"code":3040,"message":"Capacity"}]}', 429, true],
    ['AI Gateway’s', '{"success":false,"error":[{"code":2003,"message":"Rate limited"}]}', 429, true],
    ['Workers AI’s', '{"name":"AiError","internalCode":3036,"description":"used up"}', 429, false],
    ['a text', '{"error":"CUDA out of memory"}', undefined, false],
  ])(
    '%s frame is an error part, and the end is one though [DONE] follows',
    (_name, frame, status, isRetryable) => {
      expect(readBody(stream('{"response":"Hi"}', frame, '[DONE]'))).toEqual([
        text('Hi'),
        failure({ statusCode: status, isRetryable, responseBody: frame }),
        finish('error'),
      ]);
    },
  );

  test('an event named error is one, whatever it holds', () => {
    expect(readBody('event: error\ndata: {"detail":"x"}\n\ndata: [DONE]\n\n')).toEqual([
      failure({ responseBody: '{"detail":"x"}' }),
      finish('error'),
    ]);
    expect(readBody('event: error\ndata: Internal error\n\ndata: [DONE]\n\n')).toEqual([
      failure({ message: 'Workers AI sent something that is not a chat response: Internal error' }),
      finish('error'),
    ]);
  });

  test('an error without [DONE] is one error, not two', () => {
    expect(readBody(stream('{"error":"x"}'))).toEqual([failure({}), finish('error')]);
  });

  test('text beside an error is not lost', () => {
    expect(readBody(stream('{"choices":[{"delta":{"content":"Hi"}}],"error":{"message":"x"}}'))).toEqual([
      text('Hi'),
      failure({}),
      finish('error'),
    ]);
  });

  test('an event that cannot be read is an error part, and reading goes on (cloudflare/ai#396)', () => {
    expect(readBody(stream('{"response":"a"}', '{"response":', '{"response":"b"}', '[DONE]'))).toEqual([
      text('a'),
      failure({
        message: 'Workers AI sent something that is not a chat response: truncated JSON: {"response":',
      }),
      text('b'),
      finish('stop'),
    ]);
  });

  test('a stream in which nothing is of a known form is an error', () => {
    expect(readBody(stream('{"type":"ping"}', '{"label":"POSITIVE"}', '[DONE]'))).toMatchObject([
      { error: { message: 'Workers AI sent something that is not a chat response: {"type":"ping"}' } },
      finish('error'),
    ]);
  });

  test('a failed answer of the Responses API is an error with its message', () => {
    const failed = {
      type: 'response.failed',
      response: { error: { code: 'server_error', message: 'It broke' } },
    };
    const [error] = readBody(stream(JSON.stringify(failed)));
    expect(error).toMatchObject({ error: { message: 'Workers AI failed: It broke.' } });
  });

  test('events that say nothing are passed over', () => {
    expect(
      readBody(
        stream('null', '5', '{}', '{"response":null}', '{"response":""}', '{"response":"a"}', '[DONE]'),
      ),
    ).toEqual([text('a'), finish('stop')]);
  });
});

describe('forced tools', () => {
  const forced = { forcedTools: ['weather'] };

  test('a call that leaked in pieces is a call, and no text (cloudflare/ai#575)', () => {
    const body = stream(
      '{"response":"{\\"name\\":\\"wea"}',
      '{"response":"ther\\",\\"city\\":\\"Rome\\"}"}',
      '{"finish_reason":"stop"}',
      '[DONE]',
    );
    expect(readBody(body, forced)).toEqual([
      toolInput('id-1', 'weather', '{"city":"Rome"}'),
      toolCall('id-1', 'weather', '{"city":"Rome"}'),
      finish('tool-calls: stop', {
        notes: ['The model wrote the forced tool call as text; it was read as a tool call.'],
      }),
    ]);
  });

  test('text that looks like a call is text where no tool is forced', () => {
    const body = stream('{"response":"{\\"name\\":\\"weather\\"}"}', '[DONE]');
    expect(readBody(body)).toEqual([text('{"name":"weather"}'), finish('stop')]);
  });

  test('JSON that is no call is text in the end', () => {
    const body = stream('{"response":"{\\"a\\":"}', '{"response":"1}"}', '[DONE]');
    expect(readBody(body, forced)).toEqual([
      text('{"a":1}'),
      finish('stop', { notes: ['The model called no tool, although toolChoice required one.'] }),
    ]);
  });

  test('a real call behind held text keeps the text', () => {
    const body = stream(
      '{"response":"{\\"name\\":\\"weather\\"}"}',
      '{"tool_calls":[{"name":"weather","arguments":{}}]}',
      '[DONE]',
    );
    expect(readBody(body, forced)).toEqual([
      text('{"name":"weather"}'),
      toolInput('id-1', 'weather', '{}'),
      toolCall('id-1', 'weather', '{}'),
      finish('tool-calls'),
    ]);
  });

  test('a call that leaked behind tagged reasoning is found', () => {
    const body = stream('{"response":"Hm</think>{\\"name\\":\\"weather\\"}"}', '[DONE]');
    expect(readBody(body, { ...forced, thinkTags: 'optional' })).toEqual([
      reasoning('Hm'),
      toolInput('id-1', 'weather', '{}'),
      toolCall('id-1', 'weather', '{}'),
      finish('tool-calls', {
        notes: ['The model wrote the forced tool call as text; it was read as a tool call.'],
      }),
    ]);
  });
});

test('an answer cut at the default limit says so (9router#1645)', () => {
  expect(
    readBody(stream('{"response":"Hi"}', '{"finish_reason":"length"}', '[DONE]'), { hasDefaultLimit: true }),
  ).toEqual([
    text('Hi'),
    finish('length: length', {
      notes: [
        "The answer was cut at the model's default limit (256 tokens on many models): set maxTokens, in the call or as a model setting.",
      ],
    }),
  ]);
});

test('ids repeated by the model become unique, in both events of a call', () => {
  const made = new Map([['functions.a:0', 'unique']]);
  const events = readBody(
    stream('{"tool_calls":[{"id":"functions.a:0","function":{"name":"a","arguments":"{}"}}]}', '[DONE]'),
    { createToolCallId: id => made.get(id ?? '') ?? 'none' },
  );
  expect(events).toEqual([
    toolInput('unique', 'a', '{}'),
    toolCall('unique', 'a', '{}'),
    finish('tool-calls'),
  ]);
});

describe('joining', () => {
  const chunks = [
    'data: {"response":"a"}\n\ndata: {"response":"b"}\n\n',
    'data: {"response":"c"}\n\ndata: [DONE]\n\n',
  ];

  test('what came in one read leaves as one part', () => {
    expect(readBody(chunks)).toEqual([text('ab'), text('c'), finish('stop')]);
  });

  test('joinDeltas: false leaves every piece as it came', () => {
    expect(readBody(chunks, { joinDeltas: false })).toEqual([
      text('a'),
      text('b'),
      text('c'),
      finish('stop'),
    ]);
  });

  test('raw events stand before what was made of them, and nothing is joined', () => {
    expect(readBody(`${chunks[0]}data: {"resp\n\ndata: [DONE]\n\n`, { includeRaw: true })).toEqual([
      { type: 'raw', value: { response: 'a' } },
      text('a'),
      { type: 'raw', value: { response: 'b' } },
      text('b'),
      { type: 'raw', value: '{"resp' },
      failure({}),
      finish('stop'),
    ]);
  });
});

describe('a connection that breaks', () => {
  const broken = new TypeError('terminated', { cause: new Error('other side closed') });

  test('ends with an error that is worth a retry, and loses nothing', () => {
    const reader = createStreamReader(readerOptions());
    const events = reader.push('data: {"response":"a"}\n\ndata: {"response":"b"}');
    expect([...events, ...reader.fail(broken)]).toEqual([
      text('a'),
      text('b'),
      failure({
        message: 'Cannot reach gateway.ai.cloudflare.com: other side closed',
        isRetryable: true,
        cause: broken,
      }),
      finish('error'),
    ]);
  });

  test('half an event is no event', () => {
    const reader = createStreamReader(readerOptions());
    reader.push('data: {"response":"a"}\n\ndata: {"resp');
    expect(reader.fail(broken)).toEqual([failure({ cause: broken }), finish('error')]);
  });

  test('an error is one, though a reason was given before', () => {
    const reader = createStreamReader(readerOptions());
    reader.push('data: {"finish_reason":"stop"}\n\n');
    expect(reader.fail(broken)).toEqual([failure({ cause: broken }), finish('error: stop')]);
  });

  test('an abort passes untouched', () => {
    const reason = new DOMException('x', 'AbortError');
    expect(() => createStreamReader(readerOptions()).fail(reason)).toThrow(reason);
    const abortSignal = AbortSignal.abort('mine');
    expect(() => createStreamReader(readerOptions({ abortSignal, exchange })).fail('mine')).toThrow('mine');
  });
});

test('the reader waits for silence once there is a finish reason, and ends with a note', () => {
  const reader = createStreamReader(readerOptions({ endTimeoutMs: 70 }));
  expect(reader.patience?.()).toBeUndefined();
  reader.push(stream('{"response":"a"}'));
  expect(reader.patience?.()).toBeUndefined();
  reader.push(stream('{"finish_reason":"stop"}'));
  expect(reader.patience?.()).toBe(70);
  expect(reader.end({ isSilent: true })).toEqual([
    finish('stop: stop', { notes: [expect.stringContaining('endTimeoutMs')] }),
  ]);
});

test('the reader is done at [DONE], and at the end of a whole answer', () => {
  const streamed = createStreamReader(readerOptions());
  streamed.push('data: {"response":"a"}\n\n');
  expect(streamed.isDone()).toBe(false);
  streamed.push('data: [DONE]\n\n');
  expect(streamed.isDone()).toBe(true);
});
