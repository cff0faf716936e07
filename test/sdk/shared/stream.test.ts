import { describe, expect, test } from 'vitest';
import { json, llama, sse } from '../../transport/stub-fetch.ts';
import { chatModel, collect, frames, hi, partsOf, versions } from './models.ts';

const delta = (delta: object) => ({ choices: [{ index: 0, delta }] });
const toolDelta = (index: number, call: object) => delta({ tool_calls: [{ index, ...call }] });
const end = (finish_reason: string) => ({ choices: [{ index: 0, delta: {}, finish_reason }] });
const head = { id: 'chatcmpl-1', model: llama, created: 1_700_000_000, ...delta({ role: 'assistant' }) };
const types = (parts: readonly { readonly type: string }[]) => parts.map(({ type }) => type);

describe.each(versions)('a stream of %s', version => {
  test('starts with the warnings, then says what answers, then opens and closes its blocks in order', async () => {
    const body = frames(
      head,
      delta({ reasoning_content: 'Hm' }),
      delta({ content: 'Hel' }),
      delta({ content: 'lo' }),
      toolDelta(0, { id: 'call_1', function: { name: 'weather', arguments: '{"city":' } }),
      toolDelta(0, { function: { arguments: '"Lisbon"}' } }),
      end('tool_calls'),
    );
    const parts = await partsOf(version, sse(body));
    expect(parts.slice(0, -1)).toEqual([
      { type: 'stream-start', warnings: [] },
      {
        type: 'response-metadata',
        id: 'chatcmpl-1',
        modelId: llama,
        timestamp: new Date('2023-11-14T22:13:20Z'),
      },
      { type: 'reasoning-start', id: 'reasoning-0' },
      { type: 'reasoning-delta', id: 'reasoning-0', delta: 'Hm' },
      { type: 'reasoning-end', id: 'reasoning-0' },
      { type: 'text-start', id: 'txt-1' },
      { type: 'text-delta', id: 'txt-1', delta: 'Hello' },
      { type: 'text-end', id: 'txt-1' },
      { type: 'tool-input-start', id: 'call_1', toolName: 'weather' },
      { type: 'tool-input-delta', id: 'call_1', delta: '{"city":"Lisbon"}' },
      { type: 'tool-input-end', id: 'call_1' },
      { type: 'tool-call', toolCallId: 'call_1', toolName: 'weather', input: '{"city":"Lisbon"}' },
    ]);
    expect(parts.at(-1)).toMatchObject({ type: 'finish' });
  });

  test('has raw chunks where they are asked for: each before what was made of it, and none joined', async () => {
    const call = { ...hi, includeRawChunks: true };
    const chunks = [{ ...head, ...delta({ content: 'Hel' }) }, delta({ content: 'lo' }), end('stop')];
    const parts = await partsOf(version, sse(frames(...chunks)), { call });
    expect(parts.slice(0, -1)).toEqual([
      { type: 'stream-start', warnings: [] },
      { type: 'raw', rawValue: chunks[0] },
      expect.objectContaining({ type: 'response-metadata', id: 'chatcmpl-1' }),
      { type: 'text-start', id: 'txt-0' },
      { type: 'text-delta', id: 'txt-0', delta: 'Hel' },
      { type: 'raw', rawValue: chunks[1] },
      { type: 'text-delta', id: 'txt-0', delta: 'lo' },
      { type: 'raw', rawValue: chunks[2] },
      { type: 'text-end', id: 'txt-0' },
    ]);
  });

  test('has no raw chunks where they are not asked for', async () => {
    const parts = await partsOf(version, sse(frames(delta({ content: 'a' }), end('stop'))));
    expect(types(parts)).toEqual(['stream-start', 'text-start', 'text-delta', 'text-end', 'finish']);
  });

  test('lets the setting joinDeltas leave every piece as it came', async () => {
    const body = frames(delta({ content: 'a' }), delta({ content: 'b' }), end('stop'));
    const parts = await partsOf(version, sse(body), { options: { joinDeltas: false } });
    expect(types(parts)).toEqual([
      'stream-start',
      'text-start',
      'text-delta',
      'text-delta',
      'text-end',
      'finish',
    ]);
  });

  test('has an error frame as an error part, and ends', async () => {
    const body = `${frames(delta({ content: 'a' })).replace('data: [DONE]\n\n', '')}data: {"errors":[{"code":3040,"message":"Capacity temporarily exceeded"}]}\n\n`;
    const parts = await partsOf(version, sse(body));
    expect(types(parts)).toEqual(['stream-start', 'text-start', 'text-delta', 'error', 'text-end', 'finish']);
    expect(parts[3]).toMatchObject({
      error: { name: 'AI_APICallError', isRetryable: true, data: { code: 3040 } },
    });
  });

  test('that was cut ends with an error part and its calls without the one that is not whole', async () => {
    const body = [
      toolDelta(0, { id: 'call_1', function: { name: 'weather', arguments: '{}' } }),
      toolDelta(1, { id: 'call_2', function: { name: 'weather', arguments: '{"ci' } }),
    ].map(frame => `data: ${JSON.stringify(frame)}\n\n`);
    const parts = await partsOf(version, sse(body.join('')));
    expect(parts.filter(({ type }) => type === 'tool-call')).toEqual([
      { type: 'tool-call', toolCallId: 'call_1', toolName: 'weather', input: '{}' },
    ]);
    expect(types(parts).slice(-3)).toEqual(['error', 'tool-input-end', 'finish']);
  });

  test('goes on behind an event that cannot be read', async () => {
    const body = `data: {"choices"\n\n${frames(delta({ content: 'a' }), end('stop'))}`;
    const parts = await partsOf(version, sse(body));
    expect(types(parts)).toEqual(['stream-start', 'error', 'text-start', 'text-delta', 'text-end', 'finish']);
  });

  test('of a plain JSON answer has the same parts', async () => {
    const parts = await partsOf(version, json({ result: { response: 'Hello' }, success: true }));
    expect(parts.slice(0, -1)).toEqual([
      { type: 'stream-start', warnings: [] },
      { type: 'text-start', id: 'txt-0' },
      { type: 'text-delta', id: 'txt-0', delta: 'Hello' },
      { type: 'text-end', id: 'txt-0' },
    ]);
  });

  test('is errored by an abort, with its reason, and has no error part', async () => {
    const reason = new DOMException('Enough', 'AbortError');
    const abort = new AbortController();
    const first = new TextEncoder().encode(`data: ${JSON.stringify(delta({ content: 'a' }))}\n\n`);
    const body = new ReadableStream<Uint8Array>({ start: controller => controller.enqueue(first) });
    const { model } = chatModel(version, [
      new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    ]);
    const { stream } = await model.doStream({ ...hi, abortSignal: abort.signal });
    const reader = stream.getReader();
    const seen = [];
    for (let count = 0; count < 3; count++) seen.push((await reader.read()).value?.type);
    abort.abort(reason);
    expect(seen).toEqual(['stream-start', 'text-start', 'text-delta']);
    await expect(reader.read()).rejects.toBe(reason);
  });

  test('stands beside its request and the headers of its answer, whose names are lower-case', async () => {
    const answer = sse(frames(end('stop')), { headers: { 'CF-AIG-Log-Id': 'log' } });
    const { model, sent } = chatModel(version, [answer]);
    const { stream, request, response } = await model.doStream(hi);
    const [, finish] = await collect(stream);
    expect(request).toEqual({ body: sent[0]?.body });
    expect(request).toMatchObject({ body: { messages: [{ role: 'user', content: 'Hi' }], stream: true } });
    expect(response).toEqual({ headers: { 'cf-aig-log-id': 'log', 'content-type': 'text/event-stream' } });
    expect(finish).toMatchObject({ type: 'finish', providerMetadata: { workersai: { logId: 'log' } } });
  });

  test('that was refused rejects before it begins', async () => {
    const { model } = chatModel(version, [
      json({ errors: [{ code: 10000, message: 'Authentication error' }], success: false }, { status: 401 }),
    ]);
    await expect(model.doStream(hi)).rejects.toMatchObject({ name: 'AI_APICallError', statusCode: 401 });
  });

  test('tells of an answer cut at the default limit in its metadata', async () => {
    const parts = await partsOf(version, sse(frames(delta({ content: 'a' }), end('length'))));
    expect(parts[0]).toEqual({ type: 'stream-start', warnings: [] });
    expect(parts.at(-1)).toMatchObject({
      providerMetadata: { workersai: { notes: [expect.stringContaining('set maxTokens')] } },
    });
  });
});

describe.each(versions)('a whole answer of %s', version => {
  const message = {
    reasoning_content: 'Hm',
    content: 'Hello',
    tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{}' } }],
  };
  const body = {
    id: 'chatcmpl-1',
    model: llama,
    created: 1_700_000_000,
    choices: [{ index: 0, message, finish_reason: 'tool_calls' }],
  };

  test('has its content in order, and beside it what was asked and what came back', async () => {
    const { model, sent } = chatModel(version, [json(body, { headers: { 'CF-Ray': 'ray' } })]);
    const result = await model.doGenerate(hi);
    expect(result).toMatchObject({
      content: [
        { type: 'reasoning', text: 'Hm' },
        { type: 'text', text: 'Hello' },
        { type: 'tool-call', toolCallId: 'call_1', toolName: 'weather', input: '{}' },
      ],
      warnings: [],
      providerMetadata: { workersai: { rayId: 'ray' } },
    });
    expect(result.request).toEqual({ body: sent[0]?.body });
    expect(result.response).toEqual({
      id: 'chatcmpl-1',
      modelId: llama,
      timestamp: new Date('2023-11-14T22:13:20Z'),
      headers: { 'cf-ray': 'ray', 'content-type': 'application/json' },
      body,
    });
  });

  test('has the same content as the stream of the same answer', async () => {
    const { model } = chatModel(version, [json(body), json(body)]);
    const { content } = await model.doGenerate(hi);
    const parts = await collect((await model.doStream(hi)).stream);
    expect(types(content)).toEqual(['reasoning', 'text', 'tool-call']);
    expect(parts.find(({ type }) => type === 'tool-call')).toEqual(content[2]);
    expect(parts.filter(({ type }) => type.endsWith('-delta'))).toMatchObject([
      { type: 'reasoning-delta', delta: 'Hm' },
      { type: 'text-delta', delta: 'Hello' },
      { type: 'tool-input-delta', delta: '{}' },
    ]);
  });

  test('without an id, a model and a time has none in its response', async () => {
    const { model } = chatModel(version, [json({ response: 'Hello' })]);
    const { response, content } = await model.doGenerate(hi);
    expect(content).toEqual([{ type: 'text', text: 'Hello' }]);
    expect(Object.keys(response ?? {}).sort()).toEqual(['body', 'headers']);
  });

  test('that says it failed rejects, whatever its status', async () => {
    const { model } = chatModel(version, [
      json({ success: false, errors: [{ code: 5007, message: 'No such model' }] }),
    ]);
    await expect(model.doGenerate(hi)).rejects.toMatchObject({
      name: 'AI_APICallError',
      isRetryable: false,
      data: { code: 5007 },
    });
  });
});

test.each(versions)('a model of %s has its name', version => {
  const { model } = chatModel(version, []);
  expect(model).toMatchObject({ specificationVersion: version, provider: 'workersai.chat', modelId: llama });
});
