import { describe, expect, test } from 'vitest';
import { type AiBinding, createWorkersAI, readMetadata, type WorkersAISettings } from 'workers-ai-gateway';
import { createWorkersAI as createWorkersAIV4 } from 'workers-ai-gateway/ai7';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { doorOf, formOf } from '../../src/transport/doors.ts';
import { collect, hi } from '../sdk/v1/call-options.ts';
import { json, rejection, settings, sse, stubFetch } from './stub-fetch.ts';

const completion = {
  id: 'x',
  model: 'm',
  choices: [{ message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }],
};
const list = { data: [{ index: 0, embedding: [1, 2] }] };
const api = 'https://api.cloudflare.com/client/v4/accounts/acc/ai';
const gateway = 'https://gateway.ai.cloudflare.com/v1/acc/gw';
const messages = [{ role: 'user', content: 'Hi' }];

const workersAI = { authorization: 'Bearer secret-key', 'cf-aig-gateway-id': 'gw' };
const compat = { 'cf-aig-authorization': 'Bearer secret-key' };

async function sent(
  id: string,
  extra: WorkersAISettings,
  run = (ai: ReturnType<typeof createWorkersAI>) => ai(id).doGenerate(hi) as Promise<unknown>,
) {
  const { fetch, sent } = stubFetch(json(completion));
  await run(createWorkersAI({ ...settings, fetch, ...extra }));
  const [request] = sent;
  if (!request) throw new Error('Nothing was sent.');
  const { 'content-type': _type, 'user-agent': _agent, ...headers } = request.headers;
  return { url: request.url, headers, body: request.body };
}

describe('over HTTP a chat is a POST', () => {
  test.each<[string, WorkersAISettings, string, object]>([
    ['openai/gpt-5.5', {}, `${api}/v1/chat/completions`, workersAI],
    ['anthropic/claude-haiku-4.5', { route: 'api' }, `${api}/v1/chat/completions`, workersAI],
    ['dynamic/my-route', {}, `${api}/v1/chat/completions`, workersAI],
    ['custom/fast', {}, `${api}/v1/chat/completions`, workersAI],
    ['cloudflare/auto-fast', {}, `${api}/v1/chat/completions`, workersAI],
    ['vendor/cloudflare/auto', {}, `${api}/v1/chat/completions`, workersAI],
    ['vendor/custom/fast', { route: 'gateway' }, `${gateway}/compat/chat/completions`, compat],
    [
      'openai/gpt-5.5',
      { gatewayToken: 'aig', apiURL: 'http://a.test/v4', baseURL: 'http://b.test' },
      'http://a.test/v4/accounts/acc/ai/v1/chat/completions',
      { ...workersAI, 'cf-aig-authorization': 'Bearer aig' },
    ],
    ['openai/gpt-5.5', { route: 'gateway' }, `${gateway}/compat/chat/completions`, compat],
    ['anthropic/claude-haiku-4-5', { route: 'gateway' }, `${gateway}/compat/chat/completions`, compat],
    ['dynamic/my-route', { route: 'gateway' }, `${gateway}/compat/chat/completions`, compat],
    ['cloudflare/auto', {}, `${gateway}/compat/chat/completions`, compat],
    ['cloudflare/auto', { route: 'api' }, `${gateway}/compat/chat/completions`, compat],
    [
      'cloudflare/auto',
      { gatewayToken: 'aig', apiKey: undefined },
      `${gateway}/compat/chat/completions`,
      { 'cf-aig-authorization': 'Bearer aig' },
    ],
    [
      'openai/gpt-5.5',
      { route: 'gateway', headers: { authorization: 'Bearer sk' } },
      `${gateway}/compat/chat/completions`,
      { ...compat, authorization: 'Bearer sk' },
    ],
  ])('%s with %j to %s', async (id, extra, url, headers) => {
    expect(await sent(id, extra)).toEqual({ url, headers, body: { model: id, messages } });
  });

  test('with the options of the gateway and the Auto Router as headers', async () => {
    const { headers } = await sent('cloudflare/auto', {
      gateway: {
        id: 'gw',
        sessionId: 's',
        turnId: 't',
        allowedModels: ['openai/a', '@cf/b/c'],
        cacheTtl: 60,
      },
    });
    expect(headers).toEqual({
      ...compat,
      'cf-aig-session-id': 's',
      'cf-aig-turn-id': 't',
      'cf-aig-allowed-models': 'openai/a,@cf/b/c',
      'cf-aig-cache-ttl': '60',
    });
  });
});

test.each<[string, WorkersAISettings, string, object]>([
  ['openai/text-embedding-3-small', {}, `${api}/v1/embeddings`, workersAI],
  ['openai/text-embedding-3-small', { route: 'gateway' }, `${gateway}/compat/embeddings`, compat],
  ['vendor/dynamic/embed', {}, `${api}/v1/embeddings`, workersAI],
])('embeddings of %s with %j are a POST to %s', async (id, extra, url, headers) => {
  const { fetch, sent } = stubFetch(json(list));
  const { embeddings } = await createWorkersAI({ ...settings, fetch, ...extra })
    .embedding(id)
    .doEmbed({ values: ['a'] });
  expect(embeddings).toEqual([[1, 2]]);
  expect(sent[0]).toMatchObject({ url, headers, body: { model: id, input: ['a'] } });
});

test('the length of vectors is sent, without a warning', async () => {
  const { fetch, sent } = stubFetch(json(list));
  const { warnings } = await createWorkersAIV4({ ...settings, fetch })
    .embedding('openai/text-embedding-3-small')
    .doEmbed({ values: ['a'], dimensions: 2 } as never);
  expect(sent[0]?.body).toEqual({ model: 'openai/text-embedding-3-small', input: ['a'], dimensions: 2 });
  expect(warnings).toEqual([]);
});

test.each([{ stream: false }, { stream: true }])(
  'the metadata name who answered and who paid (%j)',
  async ({ stream }) => {
    const gatewayMetadata = { keySource: 'Unified' };
    const headers = { 'cf-aig-provider': 'openai', 'cf-aig-model': 'openai/gpt-5.5' };
    const frame = { ...completion, gatewayMetadata };
    const answer = stream
      ? sse(`data: ${JSON.stringify(frame)}\n\ndata: [DONE]\n\n`, { headers })
      : json(frame, { headers });
    const { fetch } = stubFetch(answer);
    const model = createWorkersAI({ ...settings, fetch })('openai/gpt-5.5');
    const result = stream
      ? (await collect((await model.doStream(hi)).stream)).at(-1)
      : await model.doGenerate(hi);
    expect(readMetadata(result)).toEqual({
      provider: 'openai',
      model: 'openai/gpt-5.5',
      keySource: 'Unified',
    });
  },
);

test('run() sends the inputs beside the model’s name', async () => {
  const { fetch, sent } = stubFetch(
    json({ result: { state: 'Completed', result: { image: 'https://a.test/x.png' } }, success: true }),
  );
  const workersai = createWorkersAI({ ...settings, fetch });
  expect(await workersai.run('google/nano-banana', { prompt: 'A fox' })).toEqual({
    state: 'Completed',
    result: { image: 'https://a.test/x.png' },
  });
  expect(sent[0]).toMatchObject({
    url: `${api}/run`,
    headers: workersAI,
    body: { model: 'google/nano-banana', input: { prompt: 'A fox' } },
  });
});

test.each(['bytes', 'a form'])('run() refuses %s for a model of the catalogue', async what => {
  const { fetch, sent } = stubFetch();
  const inputs = what === 'bytes' ? new Uint8Array(3) : new FormData();
  const workersai = createWorkersAI({ ...settings, fetch });
  expect(await rejection(workersai.run('openai/whisper', inputs))).toMatchObject({
    name: 'AI_InvalidArgumentError',
    message: 'Setting inputs must be JSON for openai/whisper.',
  });
  expect(sent).toEqual([]);
});

/** A binding that keeps what it is asked. */
function recording(answer: unknown = completion) {
  const asked: unknown[][] = [];
  const binding: AiBinding = {
    run: async (...call) => {
      asked.push(['run', ...call]);
      return answer;
    },
    gateway: id => ({
      getLog: async () => ({}),
      patchLog: async () => {},
      run: async (...call) => {
        asked.push(['gateway', id, ...call]);
        return answer;
      },
    }),
  };
  const written = () => JSON.parse(JSON.stringify(asked));
  return { asked, written, workersai: createWorkersAI({ binding, gateway: 'gw' }) };
}

const agent = { 'user-agent': expect.any(String) };

describe('over the binding', () => {
  test.each([
    'openai/gpt-5.5',
    'xai/grok-4.6',
    'dynamic/my-route',
    'custom/fast',
    'vendor/anthropic/claude-haiku-4-5',
  ])('%s is run with the inputs of a chat', async id => {
    const { asked, workersai } = recording();
    expect((await workersai(id).doGenerate(hi)).text).toBe('Hi');
    expect(asked).toEqual([
      ['run', id, { messages }, { gateway: { id: 'gw' }, returnRawResponse: true, extraHeaders: agent }],
    ]);
  });

  test('run() passes the inputs on', async () => {
    const { asked, workersai } = recording({ image: 'https://a.test/x.png' });
    const id = 'google/nano-banana';
    expect(await workersai.run(id, { prompt: 'A fox' })).toEqual({ image: 'https://a.test/x.png' });
    expect(asked).toMatchObject([['run', id, { prompt: 'A fox' }, { gateway: { id: 'gw' } }]]);
  });

  test.each(['anthropic/claude-haiku-4-5', 'cloudflare/auto'])('%s is an entry for /compat', async id => {
    const { written, workersai } = recording();
    expect((await workersai(id).doGenerate(hi)).text).toBe('Hi');
    const entry = {
      provider: 'compat',
      endpoint: 'chat/completions',
      headers: { 'content-type': 'application/json' },
      query: { model: id, messages },
      config: {},
    };
    expect(written()).toEqual([['gateway', 'gw', [entry], { extraHeaders: agent }]]);
  });

  test('embeddings are an entry for /compat', async () => {
    const { written, workersai } = recording(list);
    const id = 'openai/text-embedding-3-small';
    await workersai.embedding(id).doEmbed({ values: ['a'] });
    const [[, , [entry]]] = written();
    expect(entry).toMatchObject({
      provider: 'compat',
      endpoint: 'embeddings',
      query: { model: id, input: ['a'] },
    });
  });

  test('options of the gateway are headers of an entry’s request', async () => {
    const { asked, workersai } = recording();
    const gateway = { cacheTtl: 60, sessionId: 's' };
    await workersai('cloudflare/auto', { gateway }).doGenerate(hi);
    expect(asked[0]?.[3]).toEqual({
      extraHeaders: { ...agent, 'cf-aig-cache-ttl': '60', 'cf-aig-session-id': 's' },
    });
  });
});

describe('refused before anything is sent', () => {
  const open = (extra: WorkersAISettings = {}) => {
    const local = createLocalGateway();
    return { local, workersai: createWorkersAI({ ...local.settings, ...extra }) };
  };

  test.each<[string, string, WorkersAISettings, string]>([
    [
      'a chat past the gateway',
      'openai/gpt-5.5',
      { gateway: false },
      'Setting gateway is false, but only a gateway (/ai/v1) serves openai/gpt-5.5: leave it out.',
    ],
    [
      'the Auto Router past the gateway',
      'cloudflare/auto',
      { gateway: false },
      'Setting gateway is false, but only a gateway (/compat) serves cloudflare/auto: leave it out.',
    ],
    [
      'an alias at the gateway’s address',
      'custom/fast',
      { route: 'gateway' },
      "Setting route is 'gateway', but only /ai/v1 serves custom/fast: leave it out.",
    ],
  ])('%s', async (_what, id, extra, message) => {
    const { local, workersai } = open(extra);
    expect(await rejection(workersai(id).doGenerate(hi))).toMatchObject({
      name: 'AI_InvalidArgumentError',
      message,
    });
    expect(local.requests).toEqual([]);
  });

  test('run() at the gateway’s address', async () => {
    const { workersai } = open({ route: 'gateway' });
    await expect(workersai.run('google/nano-banana', {})).rejects.toThrow('only /ai/run serves');
  });

  test('Workers AI’s own format, of a model and of a call', async () => {
    const { workersai } = open({ format: 'workers-ai' });
    const expected = "Setting format 'workers-ai' does not reach openai/gpt-5.5: leave it out.";
    expect(() => workersai('openai/gpt-5.5', { format: 'workers-ai' })).toThrow(expected);
    const providerMetadata = { workersai: { format: 'workers-ai' } };
    await expect(workersai('openai/gpt-5.5').doGenerate({ ...hi, providerMetadata })).rejects.toThrow(
      expected,
    );
    expect(() => workersai.embedding('openai/x', { format: 'workers-ai' })).toThrow(
      "Setting format 'workers-ai'",
    );
  });

  test('OpenAI’s format may be named, over a binding too', async () => {
    const { local } = open();
    const workersai = createWorkersAI({ binding: local.binding });
    await workersai('openai/gpt-5.5', { format: 'openai' }).doGenerate(hi);
    expect(local.requests).toHaveLength(1);
  });

  test.each(['openai/gpt-5.5-pro', 'openai/gpt-5.6-terra', 'openai/gpt-5.3-codex'])(
    '%s, which speaks Responses alone',
    id => {
      expect(() => open().workersai(id)).toThrow(
        `${id} takes no chat completions. Use createOpenAI(workersai.gateway.connect('openai')).`,
      );
    },
  );

  test.each([
    ['dynamic/my-route', 'embedding'],
    ['custom/fast', 'embedding'],
    ['cloudflare/auto', 'embedding'],
    ['google/nano-banana', 'image'],
    ['elevenlabs/v3', 'speech'],
    ['openai/gpt-4o-transcribe', 'transcription'],
  ] as const)('%s as a model for %s', (id, kind) => {
    const { workersai } = open();
    const message = `workersai.${kind}() does not serve ${id}. Use workersai.run(), or the vendor's package with workersai.gateway.connect().`;
    expect(() => workersai[kind](id)).toThrow(
      expect.objectContaining({ functionality: `${kind} with ${id}`, message }),
    );
  });

  test.each([
    ['as a fallback', '@cf/zai-org/glm-4.7-flash', 'openai/gpt-5.5'],
    ['with fallbacks', 'openai/gpt-5.5', '@cf/zai-org/glm-4.7-flash'],
  ])('another vendor’s model %s of the gateway', async (_what, id, fallback) => {
    const { local, workersai } = open();
    await expect(workersai(id, { fallbacks: [fallback] }).doGenerate(hi)).rejects.toThrow(
      'Setting fallbacks cannot go with openai/gpt-5.5: use workersai.fallback().',
    );
    expect(local.requests).toEqual([]);
  });
});

test.each([
  '@cf/openai/gpt-oss-20b',
  '@hf/thebloke/x',
  'run/@cf/meta/llama',
  'run/meta/llama',
  'llama-3.1-8b-instruct',
  'workers-ai/@cf/meta/llama',
  '@cf/cloudflare/auto',
  '@cf/dynamic/llama',
  '@cf/custom/llama',
  '@cf/anthropic/llama',
  'openai/',
])('%s is left to Workers AI', id => {
  expect(formOf(id)).toBeUndefined();
});

test('an id of Workers AI has no door', () => {
  const request = {
    model: '@cf/a/b',
    endpoint: 'run',
    inputs: {},
    headers: {},
    abortSignal: undefined,
  } as const;
  expect(doorOf({ ...request, gateway: false }, 'api')).toBeUndefined();
});
