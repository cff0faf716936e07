import { type JsonObject, numberIn, stringIn } from '../json.ts';
import { answerFromMedia, type Media } from '../run/answer-from-media.ts';
import type { Run } from '../run/run.ts';
import { drawPng } from '../stand-in/png.ts';
import { failureOf } from '../wire/failures.ts';
import { readForm } from './form.ts';
import { additional, emptyPrompt, missing } from './input-problems.ts';
import type { CheckContext, InputCheck, Kind } from './kind.ts';

const isForm = (model: string): boolean => /\/flux-2-/.test(model);

export const image: Kind = {
  taskId: '3d6e1f35-341b-4915-a6c8-9a7142a9033a',
  check: (inputs, { facts, options }) => {
    if (!isForm(facts.id))
      return missing(inputs, ['prompt']) ?? emptyPrompt(inputs.prompt) ?? unknownInput(inputs, facts.id);
    return inputs.multipart && options.disputes.multipartThroughGateway === 'accepted'
      ? undefined
      : "required properties at '/' are 'multipart'";
  },
  checkBytes: formProblem,
  answer: run =>
    answerFromMedia(run, {
      field: /flux-|lucid-origin/.test(run.facts.id) ? 'image' : undefined,
      make: () => paint(run),
    }),
};

/** flux-1-schnell takes these and no more: https://developers.cloudflare.com/workers-ai/models/flux-1-schnell/ */
const unknownInput = (inputs: JsonObject, model: string): string | undefined =>
  model.includes('flux-1-schnell') ? additional(inputs, ['prompt', 'steps']) : undefined;

/** https://github.com/cloudflare/cloudflare-docs/issues/33336 */
function formProblem({ call, facts, options }: CheckContext): ReturnType<InputCheck> {
  const type = call.seen.headers['content-type'] ?? '';
  if (!isForm(facts.id)) return undefined;
  if (call.gateway !== undefined && options.disputes.multipartThroughGateway === 'refused')
    return failureOf(7000, { status: 500, message: 'Invalid request body' });
  if (!/^multipart\/form-data;.*boundary=/i.test(type)) return "required properties at '/' are 'multipart'";
  return undefined;
}

/** The size that the schema has as its default, else half a thousand. */
const sizes: readonly (readonly [models: RegExp, width: number, height: number])[] = [
  [/\/flux-2-/, 1024, 768],
  [/\/lucid-origin/, 1120, 1120],
  [/\/(?:phoenix|flux-1)/, 1024, 1024],
];

async function paint(run: Run): Promise<Media> {
  const { call, facts, state, signal } = run;
  const { inputs, images } = await readInputs(run);
  const prompt = stringIn(inputs.prompt) ?? '';
  const [, width, height] = sizes.find(([models]) => models.test(facts.id)) ?? [undefined, 512, 512];
  const size = { width: numberIn(inputs.width) || width, height: numberIn(inputs.height) || height };
  const own = await state.options.image?.({ prompt, ...size, inputs, images }, { model: call.model, signal });
  if (own) return { bytes: own };
  const bytes = await drawPng(prompt, { ...size, seed: numberIn(inputs.seed) });
  // As the schema has it, whatever the picture is: https://developers.cloudflare.com/workers-ai/models/phoenix-1.0/
  return { bytes, contentType: /\/phoenix/.test(facts.id) ? 'image/jpeg' : undefined };
}

interface ImageInputs {
  inputs: JsonObject;
  /** Reference images, in their order. */
  images: Uint8Array[];
}

/** A form's numbers are text. */
async function readInputs({ call }: Run): Promise<ImageInputs> {
  if (!call.bytes) return { inputs: call.inputs, images: [] };
  const form = await readForm(call.bytes, call.seen.headers['content-type'] ?? '');
  const inputs: JsonObject = {};
  const images: Uint8Array[] = [];
  for (const [name, value] of form) {
    if (typeof value !== 'string') images.push(new Uint8Array(await value.arrayBuffer()));
    else inputs[name] = name === 'prompt' || Number.isNaN(Number(value)) ? value : Number(value);
  }
  return { inputs, images };
}
