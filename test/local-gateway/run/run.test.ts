import { expect, test } from 'vitest';
import {
  cut,
  errorFrame,
  failure,
  finish,
  frames,
  json,
  pause,
  type ReplyPart,
  reasoning,
  reset,
  respond,
  text,
  toolCall,
  usage,
} from 'workers-ai-gateway/testing';
import type { LocalGatewayOptions } from '../../../src/local-gateway/options.ts';
import type { ModelAnswer, RunCall, Surface } from '../../../src/local-gateway/run/call.ts';
import { isReset, resetError } from '../../../src/local-gateway/run/connection-reset.ts';
import { failureAnswer } from '../../../src/local-gateway/run/failure-answer.ts';
import { runModel } from '../../../src/local-gateway/run/run-model.ts';
import { createStreamBody } from '../../../src/local-gateway/run/stream-body.ts';
import { createState, type LocalState } from '../../../src/local-gateway/state.ts';
import { failureOf } from '../../../src/local-gateway/wire/failures.ts';
import { run, seen } from '../gateway/calls.ts';

const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';
const glm = '@cf/zai-org/glm-4.7-flash';
const bge = '@cf/baai/bge-base-en-v1.5';

const stateOf = (options: LocalGatewayOptions = {}) =>
  createState({ padding: false, now: () => 1_700_000_000_999, ...options });

async function answerOf(
  call: Partial<RunCall> = {},
  {
    state = stateOf(),
    signal = new AbortController().signal,
  }: { state?: LocalState; signal?: AbortSignal } = {},
): Promise<ModelAnswer> {
  return runModel(run({ model: llama, ...call }), { state, signal });
}

const written = ({ body }: ModelAnswer): Promise<string> => new Response(body as BodyInit).text();

/** The answer to a call by this script. */
async function scripted(
  parts: readonly ReplyPart[],
  call: Partial<RunCall> = {},
  options: LocalGatewayOptions = {},
) {
  const state = stateOf(options);
  state.scripts.push(parts);
  return answerOf(call, { state });
}

const streamed = { inputs: { prompt: 'Hi', stream: true } };

const result = (value: unknown) => ({ result: value, success: true, errors: [], messages: [] });

test('a whole answer has its envelope, its headers and the tokens that it took', async () => {
  const answer = await scripted([text('Hello', ' there')]);
  expect(answer).toMatchObject({
    status: 200,
    headers: { 'content-type': 'application/json', 'cf-ai-req-id': expect.stringMatching(/^[0-9a-f-]{36}$/) },
    meter: { tokensIn: 5, tokensOut: 2 },
  });
  expect(JSON.parse(await written(answer))).toEqual(
    result({
      response: 'Hello there',
      tool_calls: [],
      usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
    }),
  );
});

test.each<[Surface, boolean]>([
  ['rest', true],
  ['binding', false],
  ['openai', false],
  ['compat', false],
])('an answer on the surface %s is in an envelope: %s', async (surface, enveloped) => {
  const body = JSON.parse(await written(await scripted([json({ a: 1 })], { surface })));
  expect('success' in body).toBe(enveloped);
});

test.each<[string, ReplyPart[], string]>([
  [
    'cut in half',
    [text('Hello'), cut()],
    '{"result":{"response":"Hello","tool_calls":[],"usage":{"prompt_tokens":5,"com',
  ],
  [
    'an error in place of an envelope',
    [text('a'), errorFrame(3040, { message: 'Busy' })],
    '{"errors":[{"code":3040,"message":"Busy"}],"success":false,"result":null,"messages":[]}',
  ],
  ['nothing that can be written', [respond(new Response(null))], ''],
  ['frames, though no stream was asked for', [frames('a', 'b')], 'ab'],
  ['a response behind a pause', [pause(1), respond(new Response('x'))], 'x'],
  ['a response behind text', [text('a'), respond(new Response('x'))], 'x'],
])('a script of %s, answered whole', async (_name, parts, body) => {
  const answer = await scripted(parts);
  expect(answer.status).toBe(200);
  expect(await written(answer)).toBe(body);
});

test('a failure after text, where nothing has been sent, is a failure', async () => {
  expect((await scripted([text('a'), failure(3040)])).status).toBe(429);
  expect((await scripted([failure(3040)], streamed)).status).toBe(429);
});

test('a response may be a function of the request, and be given again', async () => {
  const shared = new Response('same', { status: 201, headers: { 'x-a': '1' } });
  for (let count = 0; count < 2; count++) {
    const answer = await scripted([respond(shared)]);
    expect(answer).toMatchObject({
      status: 201,
      headers: { 'x-a': '1' },
      meter: { tokensIn: undefined, tokensOut: undefined },
    });
    expect(await written(answer)).toBe('same');
  }
  const made = await scripted([respond(async request => Response.json(request.body))]);
  expect(await written(made)).toBe('{"prompt":"Hi"}');
});

test.each([[[reset()]], [[pause(1), reset()]], [[text('a'), reset()]]])(
  'the script %j breaks a call that is answered whole',
  async parts => {
    const error = await scripted(parts).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } });
    expect(isReset(error)).toBe(true);
  },
);

test('a reset is known by its cause, an error whose code is ECONNRESET', () => {
  expect(isReset(resetError('terminated'))).toBe(true);
  expect(isReset(new Error('x', { cause: new Error('y') }))).toBe(false);
  expect(isReset(new Error('x', { cause: Object.assign(new Error('y'), { code: 'EPIPE' }) }))).toBe(false);
  expect(isReset(new Error('x', { cause: { code: 'ECONNRESET' } }))).toBe(false);
  expect(isReset({ cause: Object.assign(new Error('y'), { code: 'ECONNRESET' }) })).toBe(false);
});

test.each<[string, ReplyPart[], string]>([
  [
    'text',
    [text('a')],
    'data: {"response":"a"}\n\ndata: {"tool_calls":[]}\n\ndata: {"response":"","usage":{"prompt_tokens":5,"completion_tokens":1,"total_tokens":6}}\n\ndata: [DONE]\n\n',
  ],
  ['a cut', [text('a'), cut(), text('b')], 'data: {"response":"a"}\n\n'],
  [
    'frames between',
    [text('a'), frames('x', 'y'), text('b')],
    'data: {"response":"a"}\n\nxydata: {"response":"b"}\n\n',
  ],
  [
    'a failure, and no more',
    [text('a'), failure(7000), text('b')],
    'data: {"response":"a"}\n\ndata: {"result":null,"success":false,"errors":[{"code":7000,"message":"No route for that URI"}],"messages":[]}\n\ndata: [DONE]\n\n',
  ],
  [
    'a failure in a shape of its own',
    [text('a'), failure(3040, { shape: 'openai', message: 'Busy' })],
    'data: {"response":"a"}\n\ndata: {"error":{"message":"Busy","type":"rate_limit_error","param":null,"code":3040}}\n\ndata: [DONE]\n\n',
  ],
  ['a pause', [text('a'), pause(1), cut()], 'data: {"response":"a"}\n\n'],
  [
    'thoughts',
    [reasoning('a'), text('b'), cut()],
    'data: {"response":"<think>\\na"}\n\ndata: {"response":"\\n</think>\\n\\n"}\n\ndata: {"response":"b"}\n\n',
  ],
])('a streamed script of %s', async (_name, parts, body) => {
  const answer = await scripted(parts, streamed);
  expect(answer).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cf-ai-req-id': expect.any(String) },
    meter: { tokensIn: undefined, tokensOut: undefined },
  });
  expect(await written(answer)).toBe(body);
  expect(answer.meter.tokensIn).toBe(5);
});

test('a reset breaks the body of a stream', async () => {
  const { body } = await scripted([text('a'), reset()], streamed);
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('data: {"response":"a"}\n\n');
  await expect(reader.read()).rejects.toMatchObject({ message: 'terminated', cause: { code: 'ECONNRESET' } });
});

test('what a reader of a stream leaves is counted, and its source is told', async () => {
  let ended = false;
  async function* endless() {
    try {
      for (;;) yield 'word ';
    } finally {
      ended = true;
    }
  }
  const answer = await answerOf(streamed, { state: stateOf({ chat: endless }) });
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await reader.read();
  await reader.cancel();
  await expect.poll(() => ended).toBe(true);
  await expect.poll(() => answer.meter.tokensOut).toBeGreaterThanOrEqual(2);
});

async function* chunks(...list: string[]) {
  yield* list;
}

async function sizes(list: string[], options: LocalGatewayOptions): Promise<number[]> {
  const { signal } = new AbortController();
  const found: number[] = [];
  for await (const bytes of createStreamBody(chunks(...list), { state: stateOf(options), signal }))
    found.push(bytes.length);
  return found;
}

test.each<[string[], LocalGatewayOptions, number[]]>([
  [['ab', 'c'], {}, [2, 1]],
  [['abcd', 'e'], { chunkBytes: 3 }, [3, 1, 1]],
  [['ü'], { chunkBytes: 1 }, [1, 1]],
  [['', 'a'], {}, [1]],
  [[], {}, []],
])('chunks %j with %j are of %j bytes', async (list, options, found) => {
  expect(await sizes(list, options)).toEqual(found);
});

test('between two chunks it waits, before the first it does not', async () => {
  // Longer than any test may take.
  expect(await sizes(['a'], { chunkDelayMs: 600_000 })).toEqual([1]);
  const started = performance.now();
  await sizes(['a', 'bc'], { chunkDelayMs: 30, chunkBytes: 1 });
  expect(performance.now() - started).toBeGreaterThanOrEqual(58);
});

test('an abort ends a wait between two chunks', async () => {
  const controller = new AbortController();
  const state = stateOf({ chunkDelayMs: 60_000 });
  const reader = createStreamBody(chunks('a', 'b'), { state, signal: controller.signal }).getReader();
  await reader.read();
  const second = reader.read();
  controller.abort(new Error('enough'));
  await expect(second).rejects.toThrow('enough');
});

test('an abort ends the wait before an answer, and a pause', async () => {
  for (const { options, parts } of [
    { options: { delayMs: 60_000 }, parts: [text('a')] },
    { options: {}, parts: [pause(60_000), text('a')] },
    { options: {}, parts: [text('a'), pause(60_000)] },
  ]) {
    const controller = new AbortController();
    const state = stateOf(options);
    state.scripts.push(parts);
    const pending = answerOf({}, { state, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 5);
    await expect(pending).rejects.toThrow('enough');
  }
});

test('an abort ends a chat of one’s own that never answers', async () => {
  const controller = new AbortController();
  async function* silent(): AsyncGenerator<string> {
    yield 'a';
    await new Promise(() => {});
  }
  const pending = answerOf({}, { state: stateOf({ chat: silent }), signal: controller.signal });
  setTimeout(() => controller.abort(new Error('enough')), 5);
  await expect(pending).rejects.toThrow('enough');
});

const errorOf = async (answer: ModelAnswer) => ({
  status: answer.status,
  body: JSON.parse(await written(answer)),
});

test.each<[string, Partial<RunCall>, LocalGatewayOptions, number, number]>([
  ['no model', { model: 'llama' }, {}, 400, 5007],
  ['half a name', { model: '@cf/x' }, {}, 400, 5007],
  ['a name that ends with a slash', { model: '@cf/x/' }, {}, 400, 5007],
  ['a name behind something', { model: 'x@cf/a/b' }, {}, 400, 5007],
  ['one that is not allowed', {}, { models: [glm] }, 400, 5007],
  ['one that fails by its name', { model: '@cf/fail/3041' }, {}, 403, 3041],
  ['one that fails by its name, whatever is allowed', { model: '@cf/fail/3041' }, { models: [] }, 403, 3041],
  ['bad inputs', { inputs: {}, seen: seen('{}') }, {}, 400, 5006],
  ['chance', {}, { failRate: { 3036: 1 } }, 429, 3036],
])('a call is refused for %s', async (_name, call, options, status, code) => {
  const answer = await errorOf(await answerOf(call, { state: stateOf(options) }));
  expect(answer).toMatchObject({ status, body: { errors: [{ code }] } });
});

test.each<[string, Partial<RunCall>, LocalGatewayOptions]>([
  ['@hf models', { model: '@hf/a/b' }, {}],
  ['one of the allowed', {}, { models: [glm, llama] }],
  ['no chance', {}, { failRate: { 3036: 0 } }],
])('a call is taken with %s', async (_name, call, options) => {
  expect((await answerOf(call, { state: stateOf(options) })).status).toBe(200);
});

test('a refusal names the model, and uses no script up', async () => {
  const state = stateOf({ failRate: { 3040: 1 } });
  state.scripts.push([text('a')]);
  const refused = await errorOf(await answerOf({ model: 'llama' }, { state }));
  expect(refused.body.errors[0].message).toBe('No such model llama or task');
  // A script comes before chance, and after it chance fails.
  expect((await answerOf({}, { state })).status).toBe(200);
  expect((await answerOf({}, { state })).status).toBe(429);
});

const blocked = [2016, 2017, 2029, 2030].map((code): [string, Surface, object, number, object, string] => [
  `${code}, blocked`,
  'rest',
  failureOf(code),
  403,
  { blockedStatus: 403 },
  'AiGatewayError',
]);

test.each<[string, Surface, object, number, object, string]>([
  ...blocked,
  ['of the gateway', 'rest', failureOf(2003), 429, {}, 'AiGatewayError'],
  ['of Workers AI', 'rest', failureOf(3040), 429, {}, 'errors'],
  ['through the binding', 'binding', failureOf(3040), 429, {}, 'AiError'],
  ['under /compat', 'compat', failureOf(3040), 429, {}, 'AiError'],
  ['on OpenAI’s paths', 'openai', failureOf(3040), 429, {}, 'errors'],
  ['on OpenAI’s paths by switch', 'openai', failureOf(3040), 429, { openaiErrors: 'openai' }, 'error'],
  ['under /compat by switch', 'compat', failureOf(3040), 429, { openaiErrors: 'v4' }, 'errors'],
  [
    'on another path, whatever the switch',
    'rest',
    failureOf(3040),
    429,
    { openaiErrors: 'openai' },
    'errors',
  ],
  ['of the API, whatever the switch', 'compat', failureOf(10000), 401, { openaiErrors: 'openai' }, 'errors'],
  ['of the API through the binding', 'binding', failureOf(7000), 404, {}, 'errors'],
  ['in a shape that a script tells', 'rest', failureOf(2003, { shape: 'openai' }), 429, {}, 'error'],
  [
    'with its own status',
    'rest',
    failureOf(2016, { status: 400 }),
    400,
    { blockedStatus: 403 },
    'AiGatewayError',
  ],
  [
    'that blocks nothing',
    'rest',
    failureOf(2005, { status: 424 }),
    424,
    { blockedStatus: 403 },
    'AiGatewayError',
  ],
])('a failure %s has its shape', async (_name, surface, failed, status, disputes, form) => {
  const state = stateOf({ disputes });
  const answer = failureAnswer(failed as ReturnType<typeof failureOf>, {
    call: { surface },
    state,
    requestId: 'r',
  });
  expect(answer).toMatchObject({ status, meter: { tokensIn: undefined, tokensOut: undefined } });
  const body = JSON.parse(String(answer.body));
  expect(body.name ?? ('errors' in body ? 'errors' : 'error')).toBe(form);
  if (form === 'AiGatewayError') expect(body.httpCode).toBe(status);
});

test('only the platform numbers requests; headers may be told', () => {
  const of = (failed: ReturnType<typeof failureOf>) =>
    failureAnswer(failed, { call: { surface: 'rest' }, state: stateOf(), requestId: 'r' }).headers;
  expect(of(failureOf(2003))).toEqual({ 'content-type': 'application/json' });
  expect(of(failureOf(10000))).toEqual({ 'content-type': 'application/json', 'cf-ai-req-id': 'r' });
  expect(of(failureOf(3040, { headers: { 'retry-after': '2' } }))).toEqual({
    'content-type': 'application/json',
    'cf-ai-req-id': 'r',
    'retry-after': '2',
  });
});

const objectOf = async (call: Partial<RunCall>, options: LocalGatewayOptions = {}) => {
  const body = JSON.parse(await written(await answerOf(call, { state: stateOf(options) })));
  return body.result?.object ?? body.object ?? Object.keys(body.result ?? body)[0];
};

test.each<[string, Partial<RunCall>, string]>([
  ['a native model', {}, 'response'],
  [
    'a native model in OpenAI’s format',
    { format: 'chat', surface: 'openai', inputs: { messages: [] } },
    'chat.completion',
  ],
  ['one of OpenAI’s shape', { model: glm }, 'chat.completion'],
  ['a prompt to qwen3', { model: '@cf/qwen/qwen3-30b-a3b-fp8' }, 'text_completion'],
  ['a prompt to granite', { model: '@cf/ibm-granite/granite-4.0-h-micro' }, 'text_completion'],
  ['messages to qwen3', { model: '@cf/qwen/qwen3-30b-a3b-fp8', inputs: { messages: [] } }, 'chat.completion'],
  ['an input to gpt-oss', { model: '@cf/openai/gpt-oss-120b', inputs: { input: 'Hi' } }, 'response'],
  ['messages to gpt-oss', { model: '@cf/openai/gpt-oss-120b', inputs: { messages: [] } }, 'chat.completion'],
  ['an input to another', { model: glm, inputs: { input: 'Hi' } }, 'chat.completion'],
  ['responses', { model: glm, format: 'responses', surface: 'openai', inputs: { input: 'Hi' } }, 'response'],
])('the shape of %s', async (_name, call, object) => {
  expect(await objectOf(call)).toBe(object);
});

test('an answer says when it was made, in seconds', async () => {
  const body = JSON.parse(await written(await answerOf({ model: glm })));
  expect(body.result.created).toBe(1_700_000_000);
});

test.each<[object, number]>([
  [{ prompt: 'Hi there' }, 6],
  [{ messages: [{ role: 'user', content: [{ image_url: { url: 'data:image/png;base64,AQID' } }] }] }, 260],
  [{ prompt: 'Hi', tools: [{ name: 'f', description: 'F' }] }, 31],
])('the inputs %j are of %i tokens', async (inputs, tokens) => {
  const { meter } = await answerOf({
    model: '@cf/meta/llama-4-scout-17b-16e-instruct',
    inputs: { ...inputs },
  });
  expect(meter.tokensIn).toBe(tokens);
});

test('a stream tells its usage only where include_usage is true', async () => {
  const call = (stream_options: unknown) => ({
    format: 'chat' as const,
    surface: 'openai' as const,
    inputs: { messages: [], stream: true, stream_options },
  });
  expect(await written(await scripted([text('a')], call({ include_usage: true })))).toContain('"usage"');
  expect(await written(await scripted([text('a')], call({ include_usage: 'yes' })))).not.toContain('"usage"');
  expect(await written(await scripted([text('a')], call(undefined)))).not.toContain('"usage"');
});

const wholeOnly = '@cf/meta/llama-3.3-70b-instruct-fp8-fast';
const refusing = { disputes: { jsonModeStream: 'refused' } } as const;
const schemaless = { response_format: { type: 'json_object' } };

const inputs = { ...streamed.inputs, ...schemaless };

test.each<[string, LocalGatewayOptions, Partial<RunCall>, number | undefined]>([
  ['of a model that answers whole', {}, { model: wholeOnly }, 5023],
  ['of such a model in OpenAI’s format', {}, { model: wholeOnly, format: 'chat' }, 5023],
  [
    'of such a model by switch',
    { disputes: { jsonModeStream: 'streamed' } },
    { model: wholeOnly },
    undefined,
  ],
  ['of such a model, without a schema', {}, { model: wholeOnly, inputs }, undefined],
  ['of another model', {}, {}, undefined],
  ['of another model by switch', refusing, {}, 5023],
  ['of another model by switch, without a schema', refusing, { inputs }, 5025],
  ['without a schema in OpenAI’s format', refusing, { format: 'chat', inputs }, undefined],
  ['without a stream', refusing, { inputs: { prompt: 'Hi', guided_json: {} } }, undefined],
  ['without JSON', refusing, streamed, undefined],
])('JSON mode and a stream: %s', async (_name, options, call, code) => {
  const inputs = { prompt: 'Hi', stream: true, guided_json: { type: 'object' } };
  const { status, body } = await answerOf({ inputs, ...call }, { state: stateOf(options) });
  expect(status).toBe(code === undefined ? 200 : 400);
  if (code !== undefined) expect(JSON.parse(String(body)).errors).toMatchObject([{ code }]);
});

test.each<[string, number, string, object, number]>([
  ['a prompt', 2016, 'gateway.ai.cloudflare.com/v1/a/g/workers-ai/@cf/m/x', {}, 424],
  ['a prompt, over the API', 2016, 'api.cloudflare.com/client/v4/accounts/a/ai/run/@cf/m/x', {}, 422],
  ['an answer, without a model in the URL', 2017, 'api.cloudflare.com/client/v4/accounts/a/ai/run', {}, 422],
  ['by DLP, over the API', 2029, 'api.cloudflare.com/client/v4/accounts/a/ai/run/@cf/m/x', {}, 424],
  [
    'on OpenAI’s path of the API',
    2016,
    'api.cloudflare.com/client/v4/accounts/a/ai/v1/chat/completions',
    {},
    424,
  ],
  ['as told', 2016, 'api.cloudflare.com/client/v4/accounts/a/ai/run/@cf/m/x', { blockedStatus: 422 }, 422],
])('guardrails block %s', (_name, code, url, disputes, status) => {
  const path = new URL(`https://${url}`).pathname;
  const answer = failureAnswer(failureOf(code), {
    call: { surface: 'rest', seen: { ...seen(), path } },
    state: stateOf({ disputes }),
    requestId: 'r',
  });
  expect(answer.status).toBe(status);
  expect(JSON.parse(String(answer.body))).toMatchObject({ httpCode: status, internalCode: code });
});

test('llama-guard judges, unless there is a chat of one’s own', async () => {
  const model = '@cf/meta/llama-guard-3-8b';
  const said = async (options: LocalGatewayOptions) =>
    JSON.parse(await written(await answerOf({ model }, { state: stateOf(options) }))).result.response;
  expect(await said({})).toBe('safe');
  expect(await said({ chat: () => 'mine' })).toBe('mine');
});

test('a chat of one’s own is told what was asked, and may answer anything but nothing', async () => {
  const asked: unknown[] = [];
  const state = stateOf({
    chat: (request, { signal }) => {
      asked.push(request.model, request.messages[0]?.text, signal.aborted);
      return [text('a'), 'b', toolCall('f'), usage({ x: 1 }), finish('length')];
    },
  });
  const body = JSON.parse(await written(await answerOf({}, { state })));
  expect(body.result).toMatchObject({ response: 'ab', tool_calls: [{ name: 'f' }], finish_reason: 'length' });
  expect(asked).toEqual([llama, 'Hi', false]);
  const nothing = answerOf({}, { state: stateOf({ chat: () => ({}) as never }) });
  await expect(nothing).rejects.toThrow(/^A chat function answered \[object Object\]: return text/);
});

const embedding = (inputs: object, more: Partial<RunCall> = {}) => ({
  model: bge,
  inputs: { ...inputs },
  ...more,
});

const embedded = async (call: Partial<RunCall>, options: LocalGatewayOptions = {}) => {
  const answer = await answerOf(call, {
    state: stateOf({ embed: texts => texts.map(value => [value.length, 1]), ...options }),
  });
  return { meter: answer.meter, body: JSON.parse(await written(answer)) };
};

test.each<[string, Partial<RunCall>, object]>([
  [
    'texts',
    embedding({ text: ['a', 'bc d'] }),
    {
      shape: [2, 2],
      data: [
        [1, 1],
        [4, 1],
      ],
      pooling: 'mean',
      usage: { prompt_tokens: 3, completion_tokens: 0, total_tokens: 3 },
    },
  ],
  ['one text', embedding({ text: 'a' }), { shape: [1, 2], data: [[1, 1]] }],
  ['a pooling', embedding({ text: 'a', pooling: 'cls' }), { pooling: 'cls' }],
  ['bge-m3', embedding({ text: 'a' }, { model: '@cf/baai/bge-m3' }), { pooling: 'cls' }],
  ['no texts', embedding({ text: [] }), { shape: [0, 768], data: [] }],
  ['queries', embedding({ queries: ['ab'] }), { data: [[2, 1]] }],
  ['documents', embedding({ documents: ['abc'] }), { data: [[3, 1]] }],
  [
    'contexts, embedded',
    embedding({ contexts: [{ text: 'ab' }, { text: 'c' }, {}, 5] }),
    {
      response: [
        [2, 1],
        [1, 1],
        [0, 1],
      ],
      shape: [3, 2],
      pooling: 'cls',
    },
  ],
  [
    'contexts, scored',
    embedding({ query: 'a', contexts: [{ text: 'ab' }, { text: '' }] }),
    {
      response: [
        { id: 0, score: 3 },
        { id: 1, score: 1 },
      ],
    },
  ],
])('embeddings are made of %s', async (_name, call, expected) => {
  const { body } = await embedded(call);
  expect(body.result).toMatchObject(expected);
});

test('only bge names its pooling', async () => {
  const { body } = await embedded(embedding({ text: 'a' }, { model: '@cf/google/embeddinggemma-300m' }));
  expect(body.result).not.toHaveProperty('pooling');
});

test.each<[object, LocalGatewayOptions, unknown]>([
  [{}, {}, [1, 1]],
  [{ encoding_format: 'float' }, {}, [1, 1]],
  [{ encoding_format: 'base64' }, {}, 'AACAPwAAgD8='],
  [{ encoding_format: 'base64' }, { disputes: { encodingFormat: 'ignored' } }, [1, 1]],
])('embeddings in OpenAI’s format with %j', async (inputs, options, vector) => {
  const call = embedding({ input: ['a', 'b'], ...inputs }, { format: 'embeddings', surface: 'openai' });
  const { body, meter } = await embedded(call, options);
  expect(body).toEqual({
    object: 'list',
    data: [
      { object: 'embedding', index: 0, embedding: vector },
      { object: 'embedding', index: 1, embedding: vector },
    ],
    model: bge,
    usage: { prompt_tokens: 2, total_tokens: 2 },
  });
  expect(meter).toEqual({ tokensIn: 2, tokensOut: 0 });
});

test('an embed of one’s own is told the model; a chat model asked for embeddings gets them too', async () => {
  const models: unknown[] = [];
  const embed: LocalGatewayOptions['embed'] = (texts, { model, signal }) => {
    models.push(model, signal.aborted);
    return texts.map(() => [1]);
  };
  await answerOf(embedding({ input: 'a' }, { model: llama, format: 'embeddings', surface: 'openai' }), {
    state: stateOf({ embed }),
  });
  expect(models).toEqual([llama, false]);
});

test('a script answers embeddings and tasks too', async () => {
  const scriptedBody = async (call: Partial<RunCall>) =>
    JSON.parse(await written(await scripted([json({ a: 1 })], call)));
  expect(await scriptedBody(embedding({ text: 'a' }))).toEqual(result({ a: 1 }));
  const inputs = { text: 'a', target_lang: 'pt' };
  expect(await scriptedBody({ model: '@cf/meta/m2m100-1.2b', inputs })).toEqual(result({ a: 1 }));
});

test('an image is answered as bytes, with its type', async () => {
  const model = '@cf/stabilityai/stable-diffusion-xl-base-1.0';
  const answer = await answerOf({ model, inputs: { prompt: 'a' } });
  expect(answer).toMatchObject({
    status: 200,
    headers: { 'content-type': 'image/png', 'cf-ai-req-id': expect.any(String) },
    meter: { tokensIn: undefined, tokensOut: undefined },
  });
  expect(answer.body).toBeInstanceOf(Uint8Array);
});

test('a queued request is answered with an id, then by it', async () => {
  const state = stateOf();
  state.scripts.push([text('one')], [failure(3040)]);
  const requests = [{ prompt: 'a', external_reference: 'r' }, { prompt: 'b' }, 5];
  const first = JSON.parse(await written(await answerOf({ queued: true, inputs: { requests } }, { state })));
  expect(first).toEqual(result({ status: 'queued', request_id: expect.any(String), model: llama }));
  const poll = async (id: unknown) =>
    JSON.parse(await written(await answerOf({ inputs: { request_id: id } }, { state })));
  expect(await poll(first.result.request_id)).toEqual(
    result({
      responses: [
        {
          id: 0,
          result: expect.objectContaining({ response: 'one' }),
          success: true,
          external_reference: 'r',
        },
        { id: 1, result: expect.objectContaining({ internalCode: 3040 }), success: false },
      ],
      usage: {},
    }),
  );
  expect(await poll('unknown')).toEqual(result({ status: 'queued' }));
});

test('of queued requests the oldest are forgotten', async () => {
  const state = stateOf({ keep: 1 });
  const queue = async () =>
    JSON.parse(await written(await answerOf({ queued: true, inputs: { requests: [] } }, { state }))).result
      .request_id;
  const [first, second] = [await queue(), await queue()];
  expect([...state.queued.keys()]).toEqual([second]);
  expect(first).not.toBe(second);
});

test('a queued request takes no script itself', async () => {
  const state = stateOf();
  state.scripts.push([text('later')]);
  await answerOf({ inputs: { request_id: 'x' } }, { state });
  expect(state.scripts).toHaveLength(1);
});
