import assert from 'node:assert/strict';
import { readMetadata } from 'workers-ai-gateway';
import { failure, json, media } from 'workers-ai-gateway/testing';
import type { Drawn, ImageCall, Provider, Sdk } from '../sdk.ts';
import type { Story } from '../world.ts';
import { flux, flux2, sdxl } from './models.ts';
import { eventually, gatewayHeaders, only, rejection } from './read.ts';

const prompt = 'A red fox on a white field';

function draw<L, E>(
  sdk: Sdk<L, E>,
  { workersai, id = sdxl, ...call }: Partial<ImageCall> & { workersai: Provider<L, E>; id?: string },
): Promise<Drawn> {
  assert.ok(sdk.image && workersai.imageModel);
  return sdk.image({ model: workersai.imageModel(id), prompt, ...call });
}

/** Width and height, as the header of a PNG has them. */
function sizeOf({ bytes }: { bytes: Uint8Array }): [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

const anywhere: Story[] = [
  {
    name: 'draws a picture that comes as bytes',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      const { images, headers, warnings, result } = await draw(sdk, { workersai, size: '320x256', seed: 7 });
      assert.deepEqual(sizeOf(only(images)), [320, 256]);
      assert.equal(only(images).mediaType, 'image/png');
      assert.equal(headers['cf-aig-log-id'], local.requests[0]?.logId);
      assert.equal(readMetadata(result).logId, local.requests[0]?.logId);
      assert.deepEqual(warnings, []);
      assert.deepEqual(only(seen()).inputs, { prompt, width: 320, height: 256, seed: 7 });
    },
  },
  {
    name: 'draws a picture that comes in JSON, and warns of a size that the model does not have',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const options = { steps: 2 };
      const { images, warnings } = await draw(sdk, { workersai, id: flux, size: '320x256', options });
      assert.deepEqual(sizeOf(only(images)), [1024, 1024]);
      assert.match(only(warnings), /size/);
      assert.deepEqual(only(seen()).inputs, { prompt, steps: 2 });
    },
  },
  {
    name: 'draws three pictures, each of its own',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const { images } = await draw(sdk, { workersai, n: 3, seed: 7 });
      assert.equal(new Set(images.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).size, 3);
      assert.deepEqual(
        seen()
          .map(({ inputs }) => inputs.seed)
          .sort(),
        [7, 8, 9],
      );
    },
  },
  {
    name: 'tells why there is no picture, and asks once',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      for (const part of [
        failure(3036),
        json({ state: 'Completed' }),
        media(new TextEncoder().encode('<!doctype html>'), { contentType: 'image/png' }),
      ]) {
        local.reply(part);
        const error = await rejection(draw(sdk, { workersai }));
        assert.equal(error.name, 'AI_APICallError');
        assert.equal(error.isRetryable, false);
      }
      assert.equal(local.requests.length, 3);
    },
  },
  {
    name: 'gives an image model to a registry and a custom provider',
    run: async ({ sdk, open }) => {
      const { workersai } = await open();
      const custom = sdk.custom({ languageModels: {}, embeddingModels: {}, fallback: workersai });
      const models = [sdk.registry(workersai).imageModel?.(`workersai:${sdxl}`), custom.imageModel?.(sdxl)];
      for (const model of models) assert.equal((await draw(sdk, { workersai, model })).images.length, 1);
    },
  },
];

const special: Story[] = [
  {
    name: 'draws with one entry of metadata for each picture',
    needs: 'image metadata',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      const { metadata } = await draw(sdk, { workersai, n: 2 });
      const entries = Array.isArray(metadata.images) ? metadata.images : [];
      const logs = local.requests.map(({ logId }) => logId);
      assert.deepEqual(entries.map(entry => readMetadata({ workersai: entry }).logId).sort(), logs.sort());
    },
  },
  {
    name: 'draws through the cache, with options of provider, model and call',
    needs: ['images', 'gateway'],
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open({ settings: { gateway: { cacheTtl: 300 } } });
      const model = workersai.imageModel?.(flux, { gateway: { eventId: 'model', cacheKey: 'model' } });
      const call = { workersai, model, options: { gateway: { cacheKey: 'call' } } };
      const statuses: unknown[] = [];
      for (const n of [1, 2]) statuses.push((await draw(sdk, { ...call, n })).headers['cf-aig-cache-status']);
      assert.deepEqual(statuses, ['MISS', 'HIT']);
      const [first, second, third] = seen().map(({ headers }) => gatewayHeaders(headers));
      const options = {
        'cf-aig-cache-ttl': '300',
        'cf-aig-event-id': 'model',
        'cf-aig-cache-key': 'call',
      };
      assert.deepEqual(first, options);
      assert.deepEqual([second, third].map(headers => headers?.['cf-aig-skip-cache']).sort(), [
        'true',
        undefined,
      ]);
    },
  },
  {
    name: 'refuses FLUX.2 through a gateway, with the way out',
    needs: ['images', 'gateway'],
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const error = await rejection(draw(sdk, { workersai, id: flux2 }));
      assert.match(error.message, /gateway: false/);
      assert.deepEqual(seen(), []);
    },
  },
  {
    name: 'draws with FLUX.2 past the gateway',
    needs: 'images',
    without: 'gateway',
    run: async ({ sdk, open }) => {
      const { workersai } = await open();
      const { images } = await draw(sdk, { workersai, id: flux2, aspectRatio: '2:1', seed: 7 });
      assert.deepEqual(sizeOf(only(images)), [1448, 728]);
    },
  },
  {
    name: 'draws from a picture',
    needs: 'image editing',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const before = only((await draw(sdk, { workersai, size: '256x256' })).images).bytes;
      const edited = await draw(sdk, { workersai, prompt: { images: [before], text: prompt } });
      assert.equal(edited.images.length, 1);
      assert.equal(seen()[1]?.inputs.image_b64, Buffer.from(before).toString('base64'));
    },
  },
  {
    name: 'ends a drawing that is aborted, on the other side too',
    needs: ['images', 'aborts'],
    run: async ({ sdk, open }) => {
      let isEnded = false;
      const { local, workersai } = await open({
        local: {
          image: (_, { signal }) =>
            new Promise((_, reject) =>
              signal.addEventListener('abort', () => {
                isEnded = true;
                reject(signal.reason);
              }),
            ),
        },
      });
      const abort = new AbortController();
      const outcome = rejection(draw(sdk, { workersai, abortSignal: abort.signal }));
      await eventually('the request is under way', () => local.requests.length === 1);
      abort.abort();
      assert.equal((await outcome).name, 'AbortError');
      await eventually('the service ends it', () => isEnded);
    },
  },
];

export const drawingStories: readonly Story[] = [
  ...anywhere.map(story => ({ ...story, needs: 'images' as const })),
  ...special,
];
