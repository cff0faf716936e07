import { expect, test } from 'vitest';
import { sidesOf } from '../../src/image/picture.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const riff = '52494646 00000000 57454250';

test.each([
  ['PNG', '89504e47 0d0a1a0a 0000000d 49484452 00000200 00000100', [512, 256]],
  [
    'JPEG',
    'ffd8 ffe0 0010 4a46494600010100000100010000 ffdb 0004 0000 ffc2 0011 08 0100 0200 03',
    [512, 256],
  ],
  ['WebP', `${riff} 56503820 00000000 000000 9d012a 0002 0001 0000`, [512, 256]],
  ['lossless WebP', `${riff} 5650384c 00000000 2f ffc13f00 00000000`, [512, 256]],
  ['extended WebP', `${riff} 56503858 0a000000 00000000 ff0100 ff0000 00000000`, [512, 256]],
  ['PNG that is cut', '89504e47 0d0a1a0a', undefined],
  ['JPEG without a frame', 'ffd8 ffe0 0002 0000', undefined],
  ['file of another format', '00000000', undefined],
])('the size of a %s', (_, hex, size) => {
  expect(sidesOf(bytes(hex))).toEqual(size);
});
