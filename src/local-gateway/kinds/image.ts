import { toBase64 } from '../base64.ts';
import { type JsonObject, numberIn, stringIn } from '../json.ts';
import { drawPng } from '../stand-in/png.ts';
import { emptyPrompt, missing } from './input-problems.ts';
import type { Kind, KindResult } from './kind.ts';

export const image: Kind = {
  taskId: '3d6e1f35-341b-4915-a6c8-9a7142a9033a',
  check: (inputs, { facts }) =>
    missing(inputs, ['prompt']) ?? emptyPrompt(inputs.prompt) ?? unknownInput(inputs, facts.id),
  result: ({ inputs }, model) => paint(inputs, model),
};

/** flux-1-schnell takes these and no more: https://developers.cloudflare.com/workers-ai/models/flux-1-schnell/ */
function unknownInput(inputs: JsonObject, model: string): string | undefined {
  if (!model.includes('flux-1-schnell')) return undefined;
  const extra = Object.keys(inputs).find(key => !['prompt', 'steps', 'seed'].includes(key));
  return extra === undefined ? undefined : `Additional property '/${extra}' is not allowed`;
}

function paint(inputs: JsonObject, model: string): KindResult {
  const size = { width: numberIn(inputs.width) ?? 64, height: numberIn(inputs.height) ?? 64 };
  const bytes = drawPng(stringIn(inputs.prompt) ?? '', size);
  if (/flux-|lucid-origin/.test(model)) return { json: { image: toBase64(bytes) } };
  return { bytes, contentType: 'image/png' };
}
