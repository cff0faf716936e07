import { describe, expect, test } from 'vitest';
import type { ChatOptions } from '../../src/chat/options.ts';
import { type BuildOptions, buildChat } from '../../src/chat/request.ts';
import type { ChatCall } from '../../src/chat/types.ts';

const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';
const glm = '@cf/zai-org/glm-4.7-flash';
const messages = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];
const sent = { messages: [{ role: 'user', content: 'Hi' }] };

const build = (call: Partial<ChatCall>, options: Partial<BuildOptions> = {}) => {
  const { inputs, warnings } = buildChat(
    { messages, ...call },
    { model: llama, options: {}, format: 'workers-ai', stream: false, ...options },
  );
  return { inputs, warnings };
};

test('a plain call sends its messages and no more: what is not given is left out', () => {
  expect(build({})).toStrictEqual({ inputs: sent, warnings: [] });
});

test('a streamed call sends stream: true', () => {
  expect(build({}, { stream: true }).inputs).toStrictEqual({ ...sent, stream: true });
});

describe('sampling settings', () => {
  const call = {
    maxTokens: 100,
    temperature: 0,
    topP: 0.9,
    topK: 40,
    seed: 7,
    frequencyPenalty: 0.1,
    presencePenalty: -0.1,
    stopSequences: ['END'],
  };

  test('older models take all but stop sequences', () => {
    expect(build(call)).toEqual({
      inputs: {
        ...sent,
        max_tokens: 100,
        temperature: 0,
        top_p: 0.9,
        top_k: 40,
        seed: 7,
        frequency_penalty: 0.1,
        presence_penalty: -0.1,
      },
      warnings: [{ type: 'setting', setting: 'stopSequences', details: `${llama} does not support it.` }],
    });
  });

  test('newer models take stop sequences, and no top_k', () => {
    expect(build(call, { model: glm })).toEqual({
      inputs: {
        ...sent,
        max_tokens: 100,
        temperature: 0,
        top_p: 0.9,
        seed: 7,
        frequency_penalty: 0.1,
        presence_penalty: -0.1,
        stop: ['END'],
      },
      warnings: [{ type: 'setting', setting: 'topK', details: `${glm} does not support it.` }],
    });
  });

  test('an empty list of stop sequences is none', () => {
    expect(build({ stopSequences: [] })).toStrictEqual({ inputs: sent, warnings: [] });
  });
});

test.each([
  { name: 'the model’s', call: {}, options: { maxTokens: 1024 }, expected: 1024 },
  { name: 'the call’s', call: { maxTokens: 5 }, options: { maxTokens: 1024 }, expected: 5 },
  { name: 'none', call: {}, options: {}, expected: undefined },
])('the limit of output tokens: $name (cloudflare-ai-web#66)', ({ call, options, expected }) => {
  expect(build(call, { options }).inputs.max_tokens).toBe(expected);
});

test.each<{ options: ChatOptions; expected: object }>([
  { options: { lora: 'my-finetune' }, expected: { lora: 'my-finetune' } },
  { options: { raw: true }, expected: { raw: true } },
  { options: { repetitionPenalty: 1.1 }, expected: { repetition_penalty: 1.1 } },
  { options: { reasoningEffort: 'low' }, expected: { reasoning_effort: 'low' } },
  { options: { reasoningEffort: null }, expected: { reasoning_effort: null } },
  {
    options: { chatTemplateKwargs: { enable_thinking: false } },
    expected: { chat_template_kwargs: { enable_thinking: false } },
  },
  { options: { parallelToolCalls: false }, expected: { parallel_tool_calls: false } },
  { options: { logitBias: { 50256: -100 } }, expected: { logit_bias: { 50256: -100 } } },
  { options: { guidedJson: { type: 'object' } }, expected: { guided_json: { type: 'object' } } },
  { options: { user: 'ada' }, expected: { user: 'ada' } },
  { options: { rejectIfBusy: true }, expected: { options: { rejectIfBusy: true } } },
  {
    options: { extraInputs: { skip_special_tokens: false, max_tokens: 9 } },
    expected: { skip_special_tokens: false, max_tokens: 9 },
  },
  {
    options: { headers: { a: 'b' }, gateway: 'gw', thinkTags: true, joinDeltas: false, sessionAffinity: 's' },
    expected: {},
  },
  { options: { lora: undefined, raw: undefined, reasoningEffort: undefined }, expected: {} },
])('the options $options become the inputs $expected (cloudflare/ai#501)', ({ options, expected }) => {
  expect(build({}, { options })).toStrictEqual({ inputs: { ...sent, ...expected }, warnings: [] });
});

describe('JSON', () => {
  const json = { schema: { type: 'object' }, name: 'place', description: undefined };

  test('goes as a schema', () => {
    expect(build({ json }).inputs).toStrictEqual({
      ...sent,
      response_format: { type: 'json_schema', json_schema: { title: 'place', type: 'object' } },
    });
  });

  test('goes as an instruction where the model follows no schema', () => {
    expect(build({ json }, { options: { structuredOutputs: false } }).inputs).toStrictEqual({
      messages: [
        {
          role: 'system',
          content:
            'Answer with one JSON value that fits this JSON schema, and nothing else:\n{"type":"object"}',
        },
        { role: 'user', content: 'Hi' },
      ],
      response_format: { type: 'json_object' },
    });
  });

  test('does not drop the tools', () => {
    const tools = [{ name: 'now', description: undefined, parameters: {} }];
    expect(build({ json, tools }).inputs).toMatchObject({
      tools: [{ function: { name: 'now' } }],
      response_format: { type: 'json_schema' },
    });
  });
});

describe('OpenAI’s format', () => {
  test('asks for usage in a stream', () => {
    expect(build({}, { format: 'openai', stream: true }).inputs).toStrictEqual({
      ...sent,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  test('says which options it has no place for', () => {
    expect(build({}, { format: 'openai', options: { lora: 'x', user: 'ada' } })).toEqual({
      inputs: { ...sent, user: 'ada' },
      warnings: [
        {
          type: 'other',
          message: 'The option lora of workersai is not available in the openai format and was not sent.',
        },
      ],
    });
  });
});

test('an effort that the caller sets wins over the SDK’s reasoning', () => {
  expect(build({ reasoning: 'minimal' }, { options: { reasoningEffort: 'medium' } })).toEqual({
    inputs: { ...sent, reasoning_effort: 'medium' },
    warnings: [],
  });
});

test('the reasoning setting joins the caller’s own chatTemplateKwargs', () => {
  const options = { chatTemplateKwargs: { clear_thinking: false } };
  expect(build({ reasoning: 'none' }, { model: glm, options }).inputs).toMatchObject({
    chat_template_kwargs: { enable_thinking: false, clear_thinking: false },
  });
});

describe('a model of another vendor', () => {
  const to = (model: string, options: ChatOptions = {}) =>
    ({ model, options, format: 'openai' }) satisfies Partial<BuildOptions>;

  test.each([
    ['openai/gpt-5.5', { max_completion_tokens: 5 }],
    ['anthropic/claude-haiku-4.5', { max_tokens: 5 }],
    ['dynamic/my-route', { max_tokens: 5 }],
    ['@cf/openai/gpt-oss-20b', { max_tokens: 5 }],
  ])('%s is given the limit of tokens as %j', (model, limit) => {
    expect(build({ maxTokens: 5 }, to(model))).toEqual({ inputs: { ...sent, ...limit }, warnings: [] });
    expect(build({}, to(model, { maxTokens: 5 })).inputs).toEqual({ ...sent, ...limit });
  });

  test('is given a schema with its name, not strict, since a strict one may have no optional property', () => {
    const schema = { type: 'object', properties: { city: { type: 'string' } } };
    const json = { schema, name: 'place', description: 'A place.' };
    expect(build({ json }, to('google/gemini-3-flash')).inputs.response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'place', description: 'A place.', schema, strict: false },
    });
  });

  test('is not given what only models of Workers AI know, with a warning for each', () => {
    const model = 'openai/gpt-5.5';
    const options = {
      lora: 'x',
      raw: true,
      repetitionPenalty: 1,
      guidedJson: {},
      rejectIfBusy: true,
      chatTemplateKwargs: { thinking: false },
      sessionAffinity: 'me',
      user: 'u',
      logitBias: { 1: 2 },
      parallelToolCalls: false,
      reasoningEffort: 'low',
    };
    const format = 'openai';
    const built = buildChat({ messages, topK: 5 }, { model, options, format, stream: false });
    expect(built.inputs).toEqual({
      ...sent,
      user: 'u',
      logit_bias: { 1: 2 },
      parallel_tool_calls: false,
      reasoning_effort: 'low',
    });
    expect(built.headers).toEqual({ 'x-session-affinity': undefined });
    const said = built.warnings.map(warning =>
      warning.type === 'other' ? warning.message : warning.details,
    );
    expect(said).toEqual([
      'openai/gpt-5.5 does not support it.',
      ...['lora', 'raw', 'repetitionPenalty', 'guidedJson', 'rejectIfBusy'].map(
        name => `The option ${name} of workersai is not available in the openai format and was not sent.`,
      ),
      ...['chatTemplateKwargs', 'sessionAffinity'].map(
        name => `The option ${name} of workersai is not available in openai/gpt-5.5 and was not sent.`,
      ),
    ]);
  });
});

describe('what the model or the format decides, all the way through', () => {
  const schema = { type: 'object' };
  const json = { schema, name: 'place', description: undefined };

  test.each<[string, Partial<ChatCall>, Partial<BuildOptions>, object]>([
    [
      'Kimi wants its thoughts back',
      {
        messages: [
          {
            role: 'assistant',
            content: [
              { type: 'reasoning', text: 'Hm' },
              { type: 'text', text: 'Hi' },
            ],
          },
        ],
      },
      { model: '@cf/moonshotai/kimi-k2' },
      { messages: [{ role: 'assistant', content: 'Hi', reasoning_content: 'Hm' }] },
    ],
    [
      'in OpenAI’s format it is wrapped',
      { json },
      { format: 'openai' },
      { response_format: { type: 'json_schema', json_schema: { name: 'place', schema } } },
    ],
    ['stop sequences go in OpenAI’s format', { stopSequences: ['x'] }, { format: 'openai' }, { stop: ['x'] }],
  ])('sends %s', (_name, call, options, expected) => {
    expect(build(call, options).inputs).toMatchObject(expected);
  });

  test('a schema or arguments that JSON cannot write are named', () => {
    const circle: Record<string, unknown> = {};
    circle.circle = circle;
    const told = { options: { structuredOutputs: false } };
    expect(() => build({ json: { ...json, schema: circle } }, told)).toThrow(/JSON schemas/);
    const part = { type: 'tool-call' as const, id: 'c', name: 'f', input: circle };
    expect(() => build({ messages: [{ role: 'assistant', content: [part] }] })).toThrow(
      /arguments of tool calls/,
    );
  });
});

test('the instruction that carries a schema and the caller’s own are one system message', () => {
  const { inputs } = build(
    {
      messages: [{ role: 'system', text: 'Be brief.' }, ...messages],
      json: { schema: { type: 'object' }, name: undefined, description: undefined },
    },
    { options: { structuredOutputs: false } },
  );
  expect(inputs.messages).toEqual([
    { role: 'system', content: expect.stringMatching(/JSON schema[\s\S]*\n\nBe brief\.$/) },
    ...sent.messages,
  ]);
});
