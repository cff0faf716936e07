import { describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import { createWorkersAI as createWorkersAIV4 } from 'workers-ai-gateway/ai7';
import { stubBinding } from '../transport/stub-binding.ts';
import { json, rejection, settings, stubFetch } from '../transport/stub-fetch.ts';

const whisper = '@cf/openai/whisper';
const turbo = '@cf/openai/whisper-large-v3-turbo';
const nova = '@cf/deepgram/nova-3';
const nemotron = '@cf/nvidia/nemotron-speech-streaming-en-0.6b';
const mp3 = Uint8Array.of(0xff, 0xfb, 0x90, 0, 7);
const base64 = Buffer.from(mp3).toString('base64');
const heard = { text: 'Hello' };

interface Asked {
  readonly model: string;
  readonly options?: object;
  readonly call?: object;
}

async function ask(
  { model, options, call }: Asked,
  answer: Response = json({ result: heard, success: true }),
) {
  const { fetch, sent } = stubFetch(answer);
  const transcription = createWorkersAIV4({ ...settings, fetch }).transcription(model, options);
  return {
    result: await transcription.doGenerate({ audio: mp3, mediaType: 'audio/wav', ...call }),
    sent,
  };
}

async function askBinding({ model, options, call }: Asked) {
  const binding = stubBinding(json(heard));
  const transcription = createWorkersAIV4({ binding, gateway: 'gw' }).transcription(model, options);
  const result = await transcription.doGenerate({ audio: mp3, mediaType: 'audio/wav', ...call });
  return { result, inputs: binding.calls[0]?.inputs };
}

test('a model says what it is', () => {
  expect(createWorkersAI(settings).transcriptionModel(turbo)).toMatchObject({
    specificationVersion: 'v1',
    provider: 'workersai.transcription',
    modelId: turbo,
  });
});

describe('the sound goes as the model takes it', () => {
  test('as numbers, for whisper', async () => {
    const { sent } = await ask({ model: whisper, options: { extraInputs: { source: 'mic' } } });
    expect(sent[0]?.headers['content-type']).toBe('application/json');
    const body = new TextDecoder().decode(sent[0]?.body as Uint8Array);
    expect(JSON.parse(body)).toEqual({ audio: [...mp3], source: 'mic' });
    expect((await askBinding({ model: whisper })).inputs).toEqual({ audio: [...mp3] });
  });

  test('as base64, for whisper-large-v3-turbo', async () => {
    const options = { language: 'fr', vadFilter: true, task: 'translate' };
    const call = { providerOptions: { workersai: { prompt: 'Cloudflare' } } };
    const expected = { audio: base64, language: 'fr', vad_filter: true, task: 'translate' };
    const { sent } = await ask({ model: turbo, options, call });
    expect(sent[0]?.body).toEqual({ ...expected, initial_prompt: 'Cloudflare' });
    expect((await askBinding({ model: turbo, options })).inputs).toEqual(expected);
  });

  test('as the body with all else in the query, for nova-3 over HTTP', async () => {
    const options = { detectLanguage: true, keyterm: ['Workers', 'R2'], extraInputs: { tag: 'a b' } };
    const { sent } = await ask({ model: nova, options });
    expect(sent[0]?.url).toBe(
      `https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/${nova}?detect_language=true&keyterm=Workers&keyterm=R2&tag=a+b`,
    );
    expect(sent[0]?.headers['content-type']).toBe('audio/mpeg');
    expect(sent[0]?.body).toBe(mp3);
  });

  test('as base64 with its type, for nova-3 over a binding', async () => {
    expect((await askBinding({ model: nova, options: { diarize: true } })).inputs).toEqual({
      audio: { body: base64, contentType: 'audio/mpeg' },
      diarize: true,
    });
  });

  test('with its encoding, for nemotron', async () => {
    const audio = new TextEncoder().encode('fLaC');
    const { sent } = await ask({ model: nemotron, call: { audio } });
    expect(sent[0]?.body).toEqual({ audio: 'ZkxhQw==', encoding: 'flac' });
    const raw = await ask({ model: nemotron, options: { encoding: 'linear16', sampleRate: 16000 } });
    expect(raw.sent[0]?.body).toEqual({ audio: base64, encoding: 'linear16', sample_rate: 16000 });
  });

  test.each([
    ['WebM', Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3), 'audio/webm'],
    ['MP4', new TextEncoder().encode('\0\0\0\x20ftypM4A '), 'audio/mp4'],
    ['what calls itself WAV and is not', Uint8Array.of(1, 2, 3), 'application/octet-stream'],
  ])('%s has the type that its bytes show', async (_, audio, type) => {
    const { sent } = await ask({ model: nova, call: { audio } });
    expect(sent[0]?.headers['content-type']).toBe(type);
  });

  test('a type that the caller knows better stays', async () => {
    const { sent } = await ask({ model: nova, call: { audio: Uint8Array.of(1), mediaType: 'audio/amr' } });
    expect(sent[0]?.headers['content-type']).toBe('audio/amr');
  });
});

test('what a model does not take is a warning', async () => {
  const { sent, result } = await ask({ model: turbo, options: { diarize: true, language: 'en' } });
  expect(sent[0]?.body).toEqual({ audio: base64, language: 'en' });
  expect(result.warnings).toEqual([
    {
      type: 'other',
      message: `The option diarize of workersai is not available in ${turbo} and was not sent.`,
    },
  ]);
});

test('a model that only listens over a WebSocket is refused', async () => {
  const error = await rejection(ask({ model: '@cf/deepgram/flux' }));
  expect(error).toMatchObject({ name: 'AI_UnsupportedFunctionalityError' });
});

test('a gateway that does not take the body is told from a missing account', async () => {
  const refused = json(
    { success: false, errors: [{ code: 7000, message: 'Invalid request body' }] },
    { status: 500 },
  );
  expect(await rejection(ask({ model: nova }, refused))).toMatchObject({
    name: 'AI_APICallError',
    message: expect.stringContaining('pass gateway: false'),
    statusCode: 500,
    data: { code: 7000 },
    isRetryable: false,
  });
});

test('an answer without a transcript is an error, which is not retried', async () => {
  expect(await rejection(ask({ model: turbo }, json({ result: {}, success: true })))).toMatchObject({
    message: 'Workers AI answered without a transcript.',
    isRetryable: false,
  });
});

test('silence is an empty transcript', async () => {
  const { result } = await ask({ model: turbo }, json({ result: { text: '' }, success: true }));
  expect(result).toMatchObject({ text: '', segments: [], warnings: [] });
});

test('a result has its headers, its metadata and its body', async () => {
  const { result } = await ask({ model: turbo }, json(heard, { headers: { 'cf-aig-log-id': 'log' } }));
  expect(result).toMatchObject({
    text: 'Hello',
    language: undefined,
    durationInSeconds: undefined,
    response: { modelId: turbo, headers: { 'cf-aig-log-id': 'log' }, body: heard },
    providerMetadata: { workersai: { logId: 'log' } },
  });
});

describe('an option takes what its schema lists, and nothing else', () => {
  const create = (model: string, option: string, value: unknown) => () =>
    createWorkersAI(settings).transcription(model, { [option]: value });

  test.each([
    [nova, 'encoding', 'linear16 flac mulaw amr-nb amr-wb opus speex g729 wav ogg'],
    [nova, 'mode', 'general medical finance'],
    [nova, 'customTopicMode', 'extended strict'],
    [nova, 'customIntentMode', 'extended strict'],
    [turbo, 'task', 'transcribe translate'],
  ])('%s: %s', (model, option, values) => {
    for (const value of values.split(' ')) expect(create(model, option, value)).not.toThrow();
    const all = values.replaceAll(/\S+/g, '"$&"').replaceAll(' ', ' or ');
    expect(create(model, option, '')).toThrow(all);
  });

  test('a list of texts, or one', () => {
    expect(create(nova, 'keyterm', 'Cloudflare')).not.toThrow();
    expect(create(nova, 'keyterm', ['Cloudflare', 'Workers AI'])).not.toThrow();
    expect(create(nova, 'keyterm', ['Cloudflare', 7])).toThrow('a string or a list of strings');
  });
});

test.each([
  [nova, { language: 'en', encoding: 'flac', channels: 2, diarize: true }],
  [nemotron, { encoding: 'flac', sampleRate: 8000, channels: 2 }],
  [turbo, { language: 'en', prompt: 'Cloudflare', beamSize: 2 }],
])('%s has a place for %j', async (model, options) => {
  expect((await ask({ model, options })).result.warnings).toEqual([]);
});

test('a sound that is not base64 is refused by its name', async () => {
  const error = await rejection(ask({ model: whisper, call: { audio: '%%' } }));
  expect(error).toMatchObject({ argument: 'audio', message: expect.stringContaining('bytes or base64') });
});
