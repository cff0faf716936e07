import { expect, test } from 'vitest';
import { createChat } from '../../src/chat/chat.ts';
import type { ChatOptions } from '../../src/chat/options.ts';
import type { ChatCall, ChatEvent } from '../../src/chat/types.ts';
import type { Transport, TransportRequest } from '../../src/transport/transport.ts';
import { json, llama, sse } from '../transport/stub-fetch.ts';

const hi: ChatCall = { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] };

interface Setting {
  readonly options?: ChatOptions;
  readonly format?: 'workers-ai' | 'openai';
  /** Whether calls go past the gateway. */
  readonly isDirect?: boolean;
}

const provider = { provider: 'workersai.chat', via: 'http' } as const;

/** A chat whose requests are kept and answered with this. */
function chatOf(answer: Response, { options = {}, format = 'workers-ai', isDirect = false }: Setting = {}) {
  const sent: TransportRequest[] = [];
  const transport: Transport = async request => {
    sent.push(request);
    return { url: 'https://h/', inputs: request.inputs, requestBody: undefined, response: answer };
  };
  const resolveGateway = () => (isDirect ? (false as const) : { id: 'gw', cacheTtl: 30 });
  return {
    sent,
    chat: createChat({ ...provider, model: llama, transport, resolveGateway, format, options }),
  };
}

const answer = () => json({ result: { response: 'Hi' }, success: true });

test.each<[string, Setting, ChatCall, object]>([
  ['the native format', {}, hi, { endpoint: 'run', gateway: { id: 'gw' } }],
  ['that of the provider', { format: 'openai' }, hi, { endpoint: 'chat/completions' }],
  ['that of the model', { format: 'openai', options: { format: 'workers-ai' } }, hi, { endpoint: 'run' }],
  ['that of the call', {}, { ...hi, options: { format: 'openai' } }, { endpoint: 'chat/completions' }],
  ['past the gateway', { isDirect: true }, hi, { gateway: false }],
  [
    'headers, those of the call last',
    { options: { headers: { a: 'model', b: 'model', c: 'model' } } },
    { ...hi, options: { headers: { b: 'options', c: 'options' } }, headers: { c: 'call' } },
    { headers: { a: 'model', b: 'options', c: 'call' } },
  ],
  ['no session', {}, hi, { headers: {} }],
  ['a session', { options: { sessionAffinity: 's' } }, hi, { headers: { 'x-session-affinity': 's' } }],
])('sent: %s', async (_name, setting, call, expected) => {
  const { sent, chat } = chatOf(answer(), setting);
  await chat.generate(call);
  expect(sent).toMatchObject([{ model: llama, ...expected }]);
  if ('headers' in expected) expect(sent[0]?.headers).toEqual(expected.headers);
});

test('warnings of the request, of options and of the gateway, in this order', async () => {
  const call = { ...hi, options: { unheard: 1 } };
  const { chat } = chatOf(answer());
  expect((await chat.generate(call)).warnings.map(warning => Object.values(warning).join(' '))).toEqual([
    expect.stringContaining('unheard'),
    expect.stringContaining('cacheTtl'),
  ]);
  const direct = chatOf(answer(), { isDirect: true });
  expect((await direct.chat.generate(hi)).warnings).toEqual([]);
});

test('an answer that is whole: its events, its body, and what stands beside it', async () => {
  const headers = { 'cf-aig-log-id': 'log' };
  const { chat, sent } = chatOf(json({ result: { response: 'Hi' }, success: true }, { headers }));
  expect(await chat.generate(hi)).toMatchObject({
    events: [{ type: 'text', text: 'Hi' }],
    finish: { type: 'finish', reason: { unified: 'stop' } },
    body: { result: { response: 'Hi' }, success: true },
    request: { inputs: sent[0]?.inputs, body: undefined },
    response: { headers: { 'cf-aig-log-id': 'log' }, metadata: { logId: 'log' } },
  });
});

test('an answer that came as a stream, though none was asked for, has the events of it as its body', async () => {
  const { chat } = chatOf(sse('data: {"response":"H"}\n\ndata: {"response":"i"}\n\ndata: [DONE]\n\n'));
  const { events, body } = await chat.generate(hi);
  expect(events).toEqual([{ type: 'text', text: 'Hi' }]);
  expect(body).toEqual([{ response: 'H' }, { response: 'i' }]);
});

const call = (id: string) => ({ type: 'tool-call' as const, id, name: 'f', input: {} });

test('ids of calls that were made before are not given again', async () => {
  const messages: ChatCall['messages'] = [
    { role: 'assistant', content: [{ type: 'text', text: 'a' }, call('call_1')] },
    { role: 'tool', results: [{ id: 'call_1', name: 'f', content: [] }] },
    ...hi.messages,
  ];
  const made = { id: 'call_1', function: { name: 'f', arguments: '{}' } };
  const { chat } = chatOf(
    json({ choices: [{ message: { tool_calls: [made] }, finish_reason: 'tool_calls' }] }),
  );
  const { events } = await chat.generate({ ...hi, messages });
  const ids = events.flatMap(event => (event.type === 'tool-call' ? [event.id] : []));
  expect(ids).toHaveLength(1);
  expect(ids[0]).not.toBe('call_1');
  // A conversation without it keeps it.
  const fresh = chatOf(json({ choices: [{ message: { tool_calls: [made] } }] }));
  expect((await fresh.chat.generate(hi)).events).toContainEqual(expect.objectContaining({ id: 'call_1' }));
});

/** The events of a streamed call. */
async function streamed(response: Response, more: Partial<ChatCall> = {}): Promise<ChatEvent[]> {
  const { chat } = chatOf(response);
  const { stream } = await chat.stream({ ...hi, ...more }, () => event => [event]);
  const events: ChatEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

test('JSON in place of a stream: raw chunks come too, and an error is thrown before it begins', async () => {
  const events = await streamed(answer(), { includeRaw: true });
  expect(events.map(({ type }) => type)).toEqual(['raw', 'text', 'finish']);
  const failed = json({ success: false, errors: [{ code: 3040, message: 'Busy' }] });
  await expect(streamed(failed, { includeRaw: true })).rejects.toMatchObject({ statusCode: 429 });
});

test('a body that breaks off tells so, behind what came of it', async () => {
  let count = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: controller => {
      if (count++ === 0) controller.enqueue(new TextEncoder().encode('data: {"response":"Hi"}\n\n'));
      else controller.error(new TypeError('terminated'));
    },
  });
  const events = await streamed(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
  expect(events.map(({ type }) => type)).toEqual(['text', 'error', 'finish']);
});

test.each<[string, Partial<ChatCall>, string[]]>([
  ['no limit', {}, [expect.stringMatching(/default limit/)]],
  ['a limit', { maxTokens: 256 }, []],
  ['a limit by its newer name', { options: { extraInputs: { max_completion_tokens: 256 } } }, []],
])('a note of the model’s own limit: %s', async (_name, more, notes) => {
  const usage = { completion_tokens: 256, prompt_tokens: 1, total_tokens: 257 };
  const { chat } = chatOf(json({ result: { response: 'Hi', usage }, success: true }));
  expect((await chat.generate({ ...hi, ...more })).finish.notes).toEqual(notes);
});
