import { describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import { createWorkersAI as createWorkersAIV4 } from 'workers-ai-gateway/ai7';
import { json, rejection, settings, stubFetch } from '../transport/stub-fetch.ts';

const aura = '@cf/deepgram/aura-2-en';
const melotts = '@cf/myshell-ai/melotts';
const mp3 = Uint8Array.of(0xff, 0xf3, 0x90, 0);
const wav = new TextEncoder().encode('RIFF\0\0\0\0WAVEfmt ');

const bytes = (body: string | Uint8Array<ArrayBuffer>, type: string) =>
  new Response(body, { headers: { 'content-type': type, 'cf-aig-log-id': 'log' } });
const enveloped = (audio: Uint8Array) =>
  json({ result: { audio: Buffer.from(audio).toString('base64') }, success: true });

interface Asked {
  readonly model?: string;
  readonly options?: object;
  readonly call?: object;
}

async function ask({ model = aura, options, call }: Asked, answer: Response = bytes(mp3, 'audio/mpeg')) {
  const { fetch, sent } = stubFetch(answer);
  const speech = createWorkersAIV4({ ...settings, fetch }).speech(model, options);
  return { result: await speech.doGenerate({ text: 'Hello', ...call }), sent };
}

test('a model says what it is', () => {
  expect(createWorkersAI(settings).speechModel(aura)).toMatchObject({
    specificationVersion: 'v1',
    provider: 'workersai.speech',
    modelId: aura,
  });
});

test('Aura speaks a text, with the options of the model and the settings of the call', async () => {
  const options = { speaker: 'luna', sampleRate: 24000, bitRate: 48000, extraInputs: { tag: 'x' } };
  const { sent, result } = await ask({ options, call: { voice: 'zeus', outputFormat: 'opus' } });
  expect(sent[0]?.url).toBe(`https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/${aura}`);
  expect(sent[0]?.body).toEqual({
    text: 'Hello',
    speaker: 'zeus',
    encoding: 'opus',
    container: 'ogg',
    sample_rate: 24000,
    bit_rate: 48000,
    tag: 'x',
  });
  expect(result).toMatchObject({
    audio: mp3,
    warnings: [],
    request: { body: expect.stringContaining('"speaker":"zeus"') },
    response: { modelId: aura, headers: { 'content-type': 'audio/mpeg' } },
    providerMetadata: { workersai: { logId: 'log' } },
  });
});

test('melotts speaks a prompt, in a language', async () => {
  const { sent, result } = await ask({ model: melotts, call: { language: 'fr' } }, enveloped(wav));
  expect(sent[0]?.body).toEqual({ prompt: 'Hello', lang: 'fr' });
  expect(result).toMatchObject({ audio: wav, response: { headers: { 'content-type': 'audio/wav' } } });
});

test.each([
  ['mp3', { encoding: 'mp3' }],
  ['wav', { encoding: 'linear16', container: 'wav' }],
  ['flac', { encoding: 'flac' }],
  ['aac', { encoding: 'aac' }],
  ['opus', { encoding: 'opus', container: 'ogg' }],
  ['ogg', { encoding: 'opus', container: 'ogg' }],
  ['pcm', { encoding: 'linear16', container: 'none' }],
  ['ulaw', { encoding: 'mulaw' }],
  ['mulaw', { encoding: 'mulaw' }],
  ['alaw', { encoding: 'alaw' }],
])('the output format %s is %j', async (outputFormat, expected) => {
  const { sent, result } = await ask({ call: { outputFormat } });
  expect(sent[0]?.body).toEqual({ text: 'Hello', ...expected });
  expect(result.warnings).toEqual([]);
});

test('what a model does not take is a warning', async () => {
  const call = { voice: 'zeus', outputFormat: 'mp3', instructions: 'Slowly', speed: 2 };
  const options = { bitRate: 48000 };
  const { sent, result } = await ask({ model: melotts, options, call }, enveloped(wav));
  expect(sent[0]?.body).toEqual({ prompt: 'Hello' });
  const details = `${melotts} has no input for it.`;
  expect(result.warnings).toEqual([
    {
      type: 'other',
      message: `The option bitRate of workersai is not available in ${melotts} and was not sent.`,
    },
    ...['voice', 'instructions', 'speed', 'outputFormat'].map(feature => ({
      type: 'unsupported',
      feature,
      details,
    })),
  ]);
});

test('so are a language that a voice does not have, and a format that nobody knows', async () => {
  const { sent, result } = await ask({ call: { language: 'de', outputFormat: 'midi' } });
  expect(sent[0]?.body).toEqual({ text: 'Hello' });
  expect(result.warnings).toEqual([
    {
      type: 'other',
      message: `The option language of workersai is not available in ${aura} and was not sent.`,
    },
    { type: 'unsupported', feature: 'outputFormat', details: `${aura} has no input for it.` },
  ]);
});

describe('answers', () => {
  test.each([
    ['WAV that calls itself MP3', bytes(wav, 'audio/mpeg'), wav, 'audio/wav'],
    ['raw samples', bytes(Uint8Array.of(60, 0, 9, 0), 'audio/l16'), Uint8Array.of(60, 0, 9, 0), 'audio/l16'],
    ['WAV in JSON', enveloped(wav), wav, 'audio/wav'],
  ])('%s is a sound', async (_, answer, audio, type) => {
    const { result } = await ask({}, answer);
    expect(result).toMatchObject({ audio, response: { headers: { 'content-type': type } } });
  });

  test.each([
    ['a page', bytes('<html>', 'audio/mpeg')],
    ['JSON without audio', json({ result: {}, success: true })],
    ['an empty audio field', json({ audio: '' })],
  ])('%s is none', async (_, answer) => {
    expect(await rejection(ask({}, answer))).toMatchObject({
      name: 'AI_APICallError',
      message: 'Workers AI answered without audio.',
      isRetryable: false,
    });
  });
});

test('an option that no speech model takes is refused when the model is made', () => {
  expect(() => createWorkersAI(settings).speech(aura, { sampleRate: 0 })).toThrow('Setting sampleRate');
});

test.each([
  ['encoding', ['linear16', 'flac', 'mulaw', 'alaw', 'mp3', 'opus', 'aac']],
  ['container', ['none', 'wav', 'ogg']],
])('%s takes what its schema lists, and nothing else', async (option, values) => {
  for (const value of values) {
    const { sent } = await ask({ options: { [option]: value } });
    expect(sent[0]?.body).toMatchObject({ [option]: value });
  }
  const wrong = () => createWorkersAI(settings).speech(aura, { [option]: '' });
  expect(wrong).toThrow(values.map(value => `"${value}"`).join(' or '));
});

test.each([
  ['the name of a model that only begins like melotts', { model: '@cf/acme/melotts-2' }, { text: 'Hello' }],
  ['a language that is to be guessed', { model: melotts, call: { language: 'auto' } }, { prompt: 'Hello' }],
  ['no language', { model: melotts, options: { language: 'es' } }, { prompt: 'Hello', lang: 'es' }],
  [
    'a format with a name that every object has',
    { call: { outputFormat: 'constructor' } },
    { text: 'Hello' },
  ],
])('%s', async (_, asked, body) => {
  expect((await ask(asked)).sent[0]?.body).toEqual(body);
});
