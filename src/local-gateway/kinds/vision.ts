import type { JsonObject } from '../json.ts';
import { describeImage } from '../stand-in/describe-image.ts';
import { readChatRequest } from './chat/request.ts';
import type { Kind } from './kind.ts';

export const imageToText: Kind = {
  result: ({ inputs }) => ({ json: { description: described(inputs) } }),
};

function described(inputs: JsonObject): string {
  const images = readChatRequest('', { prompt: '', ...inputs }).messages.flatMap(message => message.images);
  return images.length > 0 ? `This is ${images.map(describeImage).join(' and ')}.` : 'There is no image.';
}

export const imageClassification: Kind = {
  result: () => ({
    json: [
      { label: 'TABBY', score: 0.74 },
      { label: 'EGYPTIAN CAT', score: 0.21 },
      { label: 'TIGER CAT', score: 0.05 },
    ],
  }),
};

export const objectDetection: Kind = {
  result: () => ({
    json: [{ label: 'cat', score: 0.98, box: { xmin: 12, ymin: 30, xmax: 220, ymax: 310 } }],
  }),
};
