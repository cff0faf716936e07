import { describe, expect, test } from 'vitest';
import type { AiBinding, ConnectOptions } from 'workers-ai-gateway';
import { namedError } from '../transport/stub-binding.ts';
import { json, rejection, sse } from '../transport/stub-fetch.ts';
import { open, type Vendor } from './open.ts';

interface Call {
  readonly id: string;
  readonly entries: readonly unknown[];
  readonly options: unknown;
}

/** Over a binding whose universal endpoint gives the answers in their order; an error among them is thrown. */
function openBinding(vendor: Vendor, options: ConnectOptions = {}, ...answers: unknown[]) {
  const calls: Call[] = [];
  const left = answers.length > 0 ? answers : [json({})];
  const binding: AiBinding = {
    run: () => Promise.reject(new Error('env.AI.run is not for vendors.')),
    gateway: id => ({
      getLog: async () => ({}),
      patchLog: async () => ({}),
      async run(entries, more) {
        calls.push({ id, entries, options: more });
        const answer = left.shift();
        if (answer instanceof Error) throw answer;
        return answer;
      },
    }),
  };
  const settings = { binding, gateway: { id: 'gw', cacheTtl: 0 } };
  return { ...open(vendor, { settings, ...options }), calls };
}

test('a request is one entry of the universal endpoint, with its options as headers and without a token', async () => {
  const { post, calls } = openBinding('anthropic', { gateway: { metadata: { n: 1 } } });
  await post('/messages', {
    body: '{"model":"claude"}',
    headers: { 'x-api-key': 'sk', 'cf-aig-event-id': 'e' },
  });
  expect(calls).toEqual([
    {
      id: 'gw',
      options: {},
      entries: [
        {
          provider: 'anthropic',
          endpoint: 'v1/messages',
          headers: {
            'x-api-key': 'sk',
            'cf-aig-cache-ttl': '0',
            'cf-aig-metadata': '{"n":1}',
            'cf-aig-event-id': 'e',
            'user-agent': expect.stringMatching(/^workers-ai-gateway\//),
          },
          query: { model: 'claude' },
        },
      ],
    },
  ]);
});

test('the query of an address stays in the endpoint, and the sentinel goes', async () => {
  const { post, calls } = openBinding('google', {}, sse('data: {}\n\n'));
  await post('/models/g:streamGenerateContent?alt=sse', { body: '{}' });
  expect(calls[0]?.entries).toMatchObject([
    { provider: 'google-ai-studio', endpoint: 'v1beta/models/g:streamGenerateContent?alt=sse' },
  ]);
  expect(JSON.stringify(calls)).not.toMatch(/no-key|authorization/);
});

test('the base does not pretend to be HTTP', () => {
  expect(openBinding('openai').baseURL).toBe('https://workers-binding.ai/ai-gateway/openai');
});

test('the answer is handed on, streams too, and a signal goes along', async () => {
  const answer = sse('data: {}\n\n');
  const { post, calls } = openBinding('openai', {}, answer);
  const { signal } = new AbortController();
  expect(await post('/responses', { body: '{"stream":true}', signal })).toBe(answer);
  expect(calls[0]?.options).toEqual({ signal });
});

describe('what a binding cannot carry is refused before it is called', () => {
  const form = new FormData();
  form.set('file', new Blob(['mp3']));

  test.each([
    ['a GET', { method: 'GET', body: null }],
    ['a WebSocket', { method: 'GET', body: null, headers: { upgrade: 'websocket' } }],
    ['a form', { body: form }],
    ['bytes', { body: new Uint8Array([1]) }],
    ['text', { body: 'Hi' }],
    ['a list', { body: '[]' }],
  ])('%s', async (_name, init) => {
    const { post, calls } = openBinding('openai');
    expect(await rejection(post('/audio/transcriptions', init))).toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      message:
        'The Workers binding does not take GET requests, WebSockets, forms or bytes for openai. Pass accountId and apiKey in place of binding to send them over HTTP.',
    });
    expect(calls).toEqual([]);
  });

  test.each([
    [{ gateway: { byokAlias: 'team' } }, {}],
    [{}, { headers: { 'cf-aig-byok-alias': 'team' } }],
  ])('an alias of a stored key: %j, %j', async (options, init) => {
    const { post, calls } = openBinding('openai', options);
    expect(await rejection(post('/responses', init))).toMatchObject({
      message: 'Setting gateway.byokAlias cannot be combined with binding: leave it out.',
    });
    expect(calls).toEqual([]);
  });
});

test.each([
  [
    { run: async () => ({}) },
    'The Workers binding does not take requests about a gateway. It lacks gateway().run: pass one that has it.',
  ],
  [
    { run: async () => ({}), gateway: () => ({ getLog: async () => ({}), patchLog: async () => ({}) }) },
    'The Workers binding does not take requests about a gateway. It lacks gateway().run: pass one that has it.',
  ],
])('a mock that lacks a method is named (%#)', async (binding, message) => {
  const { post } = open('openai', { settings: { binding, gateway: 'gw' } });
  expect(await rejection(post('/responses'))).toMatchObject({ message });
});

test('an abort before the call sends nothing, and one during it ends the wait', async () => {
  const reason = new DOMException('No longer wanted.', 'AbortError');
  const { post, calls } = openBinding('openai', {}, new Promise(() => {}));
  expect(await rejection(post('/responses', { signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(calls).toEqual([]);
  const controller = new AbortController();
  const outcome = rejection(post('/responses', { signal: controller.signal }));
  setTimeout(() => controller.abort(reason));
  expect(await outcome).toBe(reason);
});

test('a lost connection is worth a retry, and says where', async () => {
  const { post } = openBinding('openai', {}, new Error('Network connection lost.'));
  expect(await rejection(post('/responses'))).toMatchObject({
    name: 'AI_APICallError',
    message: 'Cannot reach workers-binding.ai: Network connection lost.',
    url: 'https://workers-binding.ai/ai-gateway/universal/run/gw',
    requestBodyValues: { model: 'm' },
    isRetryable: true,
  });
});

test('a binding that a tool hands to Node, and that takes no signal, is called without', async () => {
  const { post, calls } = openBinding('openai', {}, namedError('DevalueError', 'Cannot stringify'), json({}));
  await post('/responses', { signal: new AbortController().signal });
  expect(calls.map(({ options }) => options)).toEqual([{ signal: expect.any(AbortSignal) }, {}]);
});
