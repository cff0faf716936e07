import { describe, expect, test } from 'vitest';
import { createLocalGateway, media, text } from 'workers-ai-gateway/testing';
import { post, postJson } from '../post.ts';

const local = createLocalGateway();
const direct = 'https://api.cloudflare.com/client/v4/accounts/a/ai/run/';
const sdxl = 'workers-ai/@cf/stabilityai/stable-diffusion-xl-base-1.0';
const klein = '@cf/black-forest-labs/flux-2-klein-9b';
const aura = 'workers-ai/@cf/deepgram/aura-1';
const melotts = 'workers-ai/@cf/myshell-ai/melotts';
const whisper = '@cf/openai/whisper';
const turbo = 'workers-ai/@cf/openai/whisper-large-v3-turbo';
const nova = '@cf/deepgram/nova-3';

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

function form(parts: Readonly<Record<string, string | Blob>>): FormData {
  const filled = new FormData();
  for (const [name, value] of Object.entries(parts)) filled.append(name, value);
  return filled;
}

const send = (url: string, body: BodyInit, { gateway = local, headers = {} } = {}) =>
  gateway.fetch(url, { method: 'POST', body, headers: { authorization: 'Bearer t', ...headers } });

describe('images', () => {
  test.each([
    [sdxl, {}, 'image/png', [512, 512]],
    [sdxl, { width: 300, height: 200 }, 'image/png', [300, 200]],
    ['workers-ai/@cf/leonardo/phoenix-1.0', {}, 'image/jpeg', [1024, 1024]],
  ])('%s of %j: %s', async (to, size, type, expected) => {
    const response = await post(local, { prompt: 'A cat', ...size }, { to });
    expect(response.headers.get('content-type')).toBe(type);
    expect(sizeOf(await bytesOf(response))).toEqual(expected);
  });

  test('FLUX.2 takes a form, and answers base64 in the envelope', async () => {
    const body = form({ prompt: 'A cat', width: '640', input_image_0: new Blob(['x']) });
    const response = await send(direct + klein, body);
    const { result } = await response.json();
    expect(sizeOf(Buffer.from(result.image, 'base64'))).toEqual([640, 768]);
  });

  test.each([
    ['JSON', direct, '{"prompt":"A cat"}', 'application/json', 400, 5006],
    ['a form without a boundary', direct, 'x', 'multipart/form-data', 400, 5006],
    [
      'a gateway’s path',
      'https://gateway.ai.cloudflare.com/v1/a/g/workers-ai/',
      'x',
      'multipart/form-data; boundary=x',
      500,
      7000,
    ],
  ])('FLUX.2 refuses %s', async (_, root, body, type, status, code) => {
    const response = await send(root + klein, body, { headers: { 'content-type': type } });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ success: false, errors: [{ code }] });
  });

  test('a form passes the gateway by switch', async () => {
    const gateway = createLocalGateway({ disputes: { multipartThroughGateway: 'accepted' } });
    const headers = { 'cf-aig-gateway-id': 'g' };
    expect((await send(direct + klein, form({ prompt: 'A' }), { gateway, headers })).status).toBe(200);
    expect((await send(direct + klein, form({ prompt: 'A' }), { headers })).status).toBe(500);
  });

  test('by a function of yours, and by script', async () => {
    const picture = Uint8Array.of(0xff, 0xd8, 1);
    const gateway = createLocalGateway({
      image: ({ prompt, width, images }) =>
        Uint8Array.of(0x89, 80, 78, 71, prompt.length, width / 64, images.length),
    });
    const body = form({ prompt: 'Cats', width: '640', input_image_0: new Blob(['x']) });
    const { result } = await (await send(direct + klein, body, { gateway })).json();
    expect([...Buffer.from(result.image, 'base64')].slice(4)).toEqual([4, 10, 1]);
    gateway.reply(media(picture));
    const scripted = await post(gateway, { prompt: 'Cats' }, { to: sdxl });
    expect(scripted.headers.get('content-type')).toBe('image/jpeg');
    expect([...(await bytesOf(scripted))]).toEqual([...picture]);
  });
});

describe('speech', () => {
  test.each([
    [{}, 'audio/mpeg', 'ID3'],
    [{ encoding: 'mp3' }, 'audio/mpeg', 'ID3'],
    [{ encoding: 'linear16' }, 'audio/wav', 'RIFF'],
    [{ encoding: 'flac' }, 'audio/flac', 'fLaC'],
    [{ encoding: 'opus', container: 'ogg' }, 'audio/ogg', 'OggS'],
    [{ encoding: 'aac' }, 'audio/aac', '\xff\xf1'],
    [{ encoding: 'mulaw' }, 'audio/mulaw', ''],
  ])('%j is %s', async (inputs, type, start) => {
    const response = await post(local, { text: 'Hello', ...inputs }, { to: aura });
    expect(response.headers.get('content-type')).toBe(type);
    expect((await bytesOf(response)).toString('latin1').startsWith(start)).toBe(true);
  });

  test('raw samples last as long as their words: 0.3 seconds each', async () => {
    const inputs = { text: 'one two', encoding: 'linear16', container: 'none', sample_rate: 8000 };
    const samples = await bytesOf(await post(local, inputs, { to: aura }));
    expect(samples.length).toBe(2 * 0.3 * 8000 * 2);
    const loudest = (from: number) =>
      Math.max(...Array.from({ length: 800 }, (_, at) => samples.readInt16LE(from + at * 2)));
    expect(loudest(800)).toBeGreaterThan(8000);
    // Words are apart.
    expect(samples.readInt16LE(0.29 * 8000 * 2)).toBe(0);
  });

  test('melotts answers WAV in JSON, or MP3 by switch', async () => {
    expect((await postJson(local, { prompt: 'Hi' }, { to: melotts })).result.audio).toMatch(/^UklGR/);
    const mp3 = createLocalGateway({ disputes: { melotts: 'mp3' } });
    expect((await postJson(mp3, { prompt: 'Hi' }, { to: melotts })).result.audio).toMatch(/^SUQz/);
    const extra = await postJson(local, { prompt: 'Hi', speed: 2 }, { to: melotts });
    expect(extra.errors).toMatchObject([{ code: 5006 }]);
  });

  test('by a function of yours', async () => {
    const gateway = createLocalGateway({ speech: ({ text }) => new TextEncoder().encode(`fLaC${text}`) });
    const response = await post(gateway, { text: 'Hi' }, { to: aura });
    expect(response.headers.get('content-type')).toBe('audio/flac');
    expect(await response.text()).toBe('fLaCHi');
  });
});

describe('transcription', () => {
  const said = 'Grüße, “world”!';

  test.each([{}, { encoding: 'linear16' }, { encoding: 'flac' }])(
    'gives back speech in %j',
    async encoding => {
      const audio = await bytesOf(await post(local, { text: said, ...encoding }, { to: aura }));
      const { result } = await postJson(local, { audio: audio.toString('base64') }, { to: turbo });
      expect(result).toMatchObject({ text: said, word_count: 2, segments: [{ text: said }] });
      const numbers = await postJson(local, { audio: [...audio] }, { to: `workers-ai/${whisper}` });
      expect(numbers.result).toMatchObject({
        text: said,
        words: [{ word: 'Grüße,', start: 0, end: 0.3 }, {}],
      });
    },
  );

  test('nova-3 takes the bytes, with its options in the query', async () => {
    const seen: unknown[] = [];
    const gateway = createLocalGateway({
      transcribe: ({ audio, inputs }) => {
        seen.push(audio.length, inputs);
        return 'Hi';
      },
    });
    const url = `${direct}${nova}?diarize=true&keyterm=a&keyterm=b`;
    const headers = { 'content-type': 'audio/wav' };
    const { result } = await (await send(url, new Uint8Array(9), { gateway, headers })).json();
    expect(result.results.channels[0].alternatives[0]).toMatchObject({ transcript: 'Hi' });
    expect(seen).toEqual([9, { diarize: 'true', keyterm: ['a', 'b'] }]);
  });

  test.each([
    [whisper, { audio: 'AAAA' }],
    ['@cf/openai/whisper-large-v3-turbo', { audio: [1] }],
    [nova, { audio: 'AAAA' }],
    [nova, { audio: { body: {}, contentType: 'audio/wav' } }],
    [nova, {}],
  ])('%s refuses %j', async (model, body) => {
    const { errors } = await postJson(local, body, { to: `workers-ai/${model}` });
    expect(errors).toMatchObject([{ code: 5006 }]);
  });

  test('bytes do not pass the gateway by switch', async () => {
    const gateway = createLocalGateway({ disputes: { rawAudioThroughGateway: 'refused' } });
    const headers = { 'content-type': 'audio/wav', 'cf-aig-gateway-id': 'g' };
    const response = await send(direct + nova, new Uint8Array(9), { gateway, headers });
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      errors: [{ code: 7000, message: 'Invalid request body' }],
    });
  });

  test('a script of text is the transcript', async () => {
    const gateway = createLocalGateway();
    gateway.reply(text('Hello ', 'world'));
    const { result } = await postJson(gateway, { audio: 'AAAA' }, { to: turbo });
    expect(result).toMatchObject({
      text: 'Hello world',
      transcription_info: { language: 'en', duration: 0.6 },
    });
    gateway.reply(text(''));
    expect((await postJson(gateway, { audio: 'AAAA' }, { to: turbo })).result).toMatchObject({
      text: '',
      segments: [],
    });
  });
});
