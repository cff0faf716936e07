import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway';
import { createWorkersAI as createWorkersAIV4 } from 'workers-ai-gateway/ai7';
import { json, rejection, settings, stubFetch } from '../transport/stub-fetch.ts';

const schnell = '@cf/black-forest-labs/flux-1-schnell';
const sdxl = '@cf/stabilityai/stable-diffusion-xl-base-1.0';
const klein = '@cf/black-forest-labs/flux-2-klein-9b';
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3);

const bytes = (body: string | Uint8Array<ArrayBuffer>, type = 'image/png', headers = {}) =>
  new Response(body, { headers: { 'content-type': type, ...headers } });
const enveloped = (result: object) => json({ result, success: true, errors: [], messages: [] });

interface Asked {
  readonly model?: string;
  readonly options?: object;
  readonly call?: object;
  readonly gateway?: 'gw' | false;
}

async function ask({ model = sdxl, options = {}, call = {}, gateway = 'gw' }: Asked, ...answers: Response[]) {
  const { fetch, sent } = stubFetch(...(answers.length > 0 ? answers : [bytes(png)]));
  const image = createWorkersAIV4({ ...settings, gateway, fetch }).image(model, options);
  const base = { prompt: 'a fox', n: 1, size: undefined, aspectRatio: undefined, seed: undefined };
  const rest = { files: undefined, mask: undefined, providerOptions: {} };
  return { result: await image.doGenerate({ ...base, ...rest, ...call }), sent };
}

const refusal = (asked: Asked) => rejection(ask(asked));

test('a model says what it can', () => {
  expect(createWorkersAI(settings).imageModel(schnell)).toMatchObject({
    specificationVersion: 'v1',
    provider: 'workersai.image',
    modelId: schnell,
    maxImagesPerCall: 8,
  });
});

describe('answers', () => {
  test.each([
    ['bytes', bytes(png)],
    ['bytes whose type says nothing', bytes(png, 'application/octet-stream')],
    ['bytes of a type that is unknown', bytes('\0\0\0 ftypavif', 'image/avif')],
    ['an envelope around base64', enveloped({ image: Buffer.from(png).toString('base64') })],
    ['bare base64', json({ image: Buffer.from(png).toString('base64') })],
    ['JSON that calls itself a picture', bytes(JSON.stringify({ image: 'iVBORw0KGgo=' }), 'image/png')],
  ])('%s are a picture', async (_, answer) => {
    const { result } = await ask({}, answer);
    expect(result.images).toEqual([expect.any(Uint8Array)]);
    expect(result.warnings).toEqual([]);
  });

  test.each([
    ['a page', bytes('<!doctype html><p>Bad gateway', 'image/png')],
    ['text', bytes('no picture today', 'text/plain')],
    ['JSON without the field', enveloped({ state: 'Completed' })],
    ['JSON whose field is no base64', json({ image: 'https://a.test/fox.png' })],
    ['base64 of a page', json({ image: Buffer.from('<html>').toString('base64') })],
  ])('%s is none, and not asked for again', async (_, answer) => {
    expect(await rejection(ask({}, answer))).toMatchObject({
      name: 'AI_APICallError',
      message: 'Workers AI answered without an image.',
      isRetryable: false,
    });
  });

  test('a failure with status 200 is one', async () => {
    const failed = json({ success: false, errors: [{ code: 3040, message: 'Capacity exceeded' }] });
    expect(await rejection(ask({}, failed))).toMatchObject({ data: { code: 3040 }, isRetryable: true });
  });
});

test('settings and options go where the model takes them', async () => {
  const options = { steps: 10, negativePrompt: 'text', extraInputs: { lora: 'x' } };
  const call = { size: '1024x768', seed: 7, providerOptions: { workersai: { guidance: 7, strength: 0.5 } } };
  const { sent } = await ask({ options, call });
  expect(sent[0]?.url).toBe(`https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/${sdxl}`);
  expect(sent[0]?.body).toEqual({
    prompt: 'a fox',
    width: 1024,
    height: 768,
    seed: 7,
    num_steps: 10,
    guidance: 7,
    negative_prompt: 'text',
    strength: 0.5,
    lora: 'x',
  });
});

test('flux-1-schnell takes its prompt and steps, and warns of all else', async () => {
  const options = { steps: 4, guidance: 3 };
  const call = { size: '512x512', seed: 1, aspectRatio: '1:1' };
  const { sent, result } = await ask({ model: schnell, options, call });
  expect(sent[0]?.body).toEqual({ prompt: 'a fox', steps: 4 });
  const details = `${schnell} has no input for it.`;
  expect(result.warnings).toEqual([
    ...['size', 'aspectRatio', 'seed'].map(feature => ({ type: 'unsupported', feature, details })),
    {
      type: 'other',
      message: `The option guidance of workersai is not available in ${schnell} and was not sent.`,
    },
  ]);
});

describe('several images', () => {
  const three = () => [bytes(png, 'image/png', { 'cf-aig-log-id': 'a' }), bytes(png), bytes(png)];

  test('each of them is a request with a seed of its own', async () => {
    const { sent, result } = await ask({ call: { n: 3, seed: 7 } }, ...three());
    expect(sent.map(({ body }) => body)).toMatchObject([{ seed: 7 }, { seed: 8 }, { seed: 9 }]);
    expect(result.images).toHaveLength(3);
    expect(result.providerMetadata).toEqual({ workersai: { images: [{ logId: 'a' }, {}, {}] } });
  });

  test('the first is as asked, so that the cache may have it; the others get a random seed', async () => {
    const { sent } = await ask({ call: { n: 3 } }, ...three());
    const [first, ...others] = sent.map(({ body }) => body);
    expect(first).not.toHaveProperty('seed');
    expect(new Set(others.map(body => JSON.stringify(body))).size).toBe(2);
  });

  test('where the model takes no seed, the others skip the cache', async () => {
    const { sent } = await ask({ model: schnell, call: { n: 3 } }, ...three());
    expect(sent.map(({ headers }) => headers['cf-aig-skip-cache'])).toEqual([undefined, 'true', 'true']);
  });
});

describe('a proportion becomes the nearest size that the model takes', () => {
  test.each([
    [sdxl, '1:1', 1024, 1024],
    [sdxl, '16:9', 1368, 768],
    [sdxl, '9:16', 768, 1368],
    [sdxl, '100:1', 2048, 256],
    [klein, '3:1', 1776, 592],
    ['@cf/leonardo/lucid-origin', '20:1', 2500, 128],
  ])('%s, %s: %d x %d', async (model, aspectRatio, width, height) => {
    const { sent, result } = await ask({ model, call: { aspectRatio }, gateway: false });
    const body = sent[0]?.body;
    expect(body instanceof FormData ? Object.fromEntries(body) : body).toMatchObject(
      body instanceof FormData ? { width: `${width}`, height: `${height}` } : { width, height },
    );
    const details = `${model} takes a size: ${width}x${height} was sent.`;
    expect(result.warnings).toEqual([{ type: 'compatibility', feature: 'aspectRatio', details }]);
  });

  test('unless a size was given', async () => {
    const { sent, result } = await ask({ call: { size: '512x512', aspectRatio: '2:1' } });
    expect(sent[0]?.body).toMatchObject({ width: 512, height: 512 });
    expect(result.warnings).toEqual([
      { type: 'unsupported', feature: 'aspectRatio', details: `${sdxl} has no input for it.` },
    ]);
  });
});

test('a value that the model does not take is refused before anything is sent', async () => {
  expect(await refusal({ call: { size: '128x128' } })).toMatchObject({
    name: 'AI_InvalidArgumentError',
    message: `${sdxl} takes width from 256 to 2048, not 128.`,
  });
  expect(await refusal({ call: { size: 'big' } })).toMatchObject({
    message: 'Setting size must be two numbers with x between, not "big".',
  });
  expect(await refusal({ call: { size: '512x512x3' } })).toMatchObject({ name: 'AI_InvalidArgumentError' });
  expect(await refusal({ call: { aspectRatio: '16x9' } })).toMatchObject({
    message: 'Setting aspectRatio must be two numbers with : between, not "16x9".',
  });
  expect(await refusal({ call: { prompt: undefined } })).toMatchObject({ name: 'AI_InvalidArgumentError' });
  expect(await refusal({ call: { files: [{ type: 'file', data: '%%' }] } })).toMatchObject({
    message: 'Setting files must be bytes or base64.',
  });
  const steps = () => createWorkersAI(settings).image(schnell, { steps: 9 });
  expect(steps).toThrow(`${schnell} takes steps from 1 to 8, not 9.`);
});

describe('pictures to work from', () => {
  const sized = (width: number, height: number) => {
    const picture = new Uint8Array(24);
    picture.set(png);
    new DataView(picture.buffer).setUint32(16, width);
    new DataView(picture.buffer).setUint32(20, height);
    return { type: 'file', data: picture, mediaType: 'image/png' };
  };

  test('Stable Diffusion gets the picture as base64 and the mask as numbers', async () => {
    const file = { type: 'file', data: png, mediaType: 'image/png' };
    const { sent } = await ask({ call: { files: [file], mask: file } });
    const body = new TextDecoder().decode(sent[0]?.body as Uint8Array);
    expect(JSON.parse(body)).toEqual({ prompt: 'a fox', image_b64: 'iVBORwECAw==', mask: [...png] });
  });

  test('FLUX.2 goes to Workers AI directly, with a warning, where nobody named a gateway', async () => {
    const { fetch, sent } = stubFetch(bytes(png));
    const image = createWorkersAI({ accountId: 'acc', apiKey: 'key', fetch }).image(klein);
    const base = { prompt: 'a fox', n: 1, size: undefined, aspectRatio: undefined, seed: undefined };
    const { warnings } = await image.doGenerate({ ...base, providerOptions: {} });
    expect(sent[0]?.headers['cf-aig-gateway-id']).toBeUndefined();
    expect(warnings).toEqual([
      { type: 'other', message: expect.stringMatching(/so the request went to Workers AI directly/) },
    ]);
  });

  test('FLUX.2 gets a form, past the gateway', async () => {
    const files = [sized(511, 511), { type: 'file', data: 'iVBORwECAw==', mediaType: 'image/png' }];
    const { sent } = await ask({ model: klein, call: { files, seed: 7 }, gateway: false });
    expect(sent[0]?.url).toBe(`https://api.cloudflare.com/client/v4/accounts/acc/ai/run/${klein}`);
    expect(sent[0]?.headers['content-type']).toBeUndefined();
    const form = sent[0]?.body;
    expect(form instanceof FormData && Object.fromEntries(form)).toMatchObject({
      prompt: 'a fox',
      seed: '7',
      input_image_0: { size: 24, type: 'image/png' },
      input_image_1: { size: 7, type: 'image/png' },
    });
  });

  test.each<[string, Asked, string]>([
    ['FLUX.2 through a gateway', { model: klein }, 'pass gateway: false'],
    ['a large reference', { model: klein, gateway: false, call: { files: [sized(512, 8)] } }, '512x8'],
    [
      'a fifth reference',
      { model: klein, gateway: false, call: { files: Array(5).fill(sized(8, 8)) } },
      'FLUX.2 takes up to four',
    ],
    ['a picture for schnell', { model: schnell, call: { files: [sized(8, 8)] } }, 'FLUX.2 takes up to four'],
    [
      'a mask for FLUX.2',
      { model: klein, gateway: false, call: { mask: sized(8, 8) } },
      'Stable Diffusion one and a mask',
    ],
    ['an address', { call: { files: [{ type: 'url', url: 'https://a.test/a.png' }] } }, 'pass its bytes'],
  ])('%s would be lost, and is refused', async (_, asked, wayOut) => {
    const error = await refusal(asked);
    expect(error).toSatisfy(UnsupportedFunctionalityError.isInstance);
    expect(error).toMatchObject({
      message: expect.stringContaining(wayOut),
      functionality: expect.stringMatching(/\w/),
    });
  });
});
