import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { text } from 'workers-ai-gateway/testing';
import type { File, Image } from '../sdk.ts';
import type { Story } from '../world.ts';
import { scout } from './models.ts';
import { only } from './read.ts';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1);
const gif = Uint8Array.of(0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0);
const webp = Uint8Array.of(0x52, 0x49, 0x46, 0x46, 0x24, 0, 0, 0, 0x57, 0x45, 0x42, 0x50);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

const kinds = [
  { kind: 'PNG', type: 'image/png', bytes: png },
  { kind: 'JPEG', type: 'image/jpeg', bytes: jpeg },
  { kind: 'GIF', type: 'image/gif', bytes: gif },
  { kind: 'WebP', type: 'image/webp', bytes: webp },
];

const cases: readonly {
  readonly what: string;
  readonly image: Image | File;
  readonly type: string;
  readonly bytes: Uint8Array;
}[] = [
  ...kinds.flatMap(({ kind, type, bytes }) => [
    { what: `${kind} as bytes`, image: { data: bytes }, type, bytes },
    { what: `${kind} as base64`, image: { data: base64(bytes) }, type, bytes },
    {
      what: `${kind} as a file that its caller knows to be some image`,
      image: { file: bytes, mediaType: 'image/*' },
      type,
      bytes,
    },
    { what: `${kind} as a data URL`, image: { data: `data:${type};base64,${base64(bytes)}` }, type, bytes },
  ]),
  {
    what: 'WebP that the caller names',
    image: { data: base64(Uint8Array.of(1, 2, 3)), mediaType: 'image/webp' },
    type: 'image/webp',
    bytes: Uint8Array.of(1, 2, 3),
  },
];

export const imageStories: readonly Story[] = cases.map(({ what, image, type, bytes }) => ({
  name: `sends an image: ${what}`,
  run: async ({ sdk, open }) => {
    const { local, workersai, seen } = await open();
    local.reply(text('A cat.'));
    const answer = await sdk.text({ model: workersai(scout), prompt: 'What is this?', images: [image] });
    assert.equal(answer.text, 'A cat.');
    assert.deepEqual(only(seen()).inputs.messages, [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: `data:${type};base64,${base64(bytes)}` } },
        ],
      },
    ]);
  },
}));
