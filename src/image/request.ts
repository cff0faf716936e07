import { InvalidArgumentError } from '@ai-sdk/provider';
import type { BuiltCall } from '../request/call.ts';
import { type Place, placeInputs } from '../request/places.ts';
import type { CallWarning } from '../request/warning.ts';
import { toJson } from '../values/json.ts';
import { familyOf } from './families.ts';
import type { ImageOptions } from './options.ts';
import { unsupported } from './picture.ts';
import { buildPictures, type Pictures } from './references.ts';
import { readAspectRatio, readSize } from './size.ts';

/** What a call asks for. AI SDK 4 and 5 pass an object as the prompt where later ones pass files. */
export interface ImageInputs extends Pictures {
  readonly prompt?: unknown;
  readonly size?: string | undefined;
  readonly aspectRatio?: string | undefined;
  readonly seed?: number | undefined;
}

type ImageSetting = 'size' | 'aspectRatio' | 'seed';

export type ImageWarning = CallWarning<ImageSetting>;

export type ImageRequest = BuiltCall<ImageWarning>;

export interface ImageContext {
  readonly model: string;
  readonly options: ImageOptions;
  /** Which of a call's images: the first is as asked, the others differ from it. */
  readonly index: number;
}

/**
 * The request for one of the images of a call.
 * @throws InvalidArgumentError for a number that the model does not take; UnsupportedFunctionalityError for pictures
 * that it has no place for.
 */
export function buildRequest(call: ImageInputs, { model, options, index }: ImageContext): ImageRequest {
  const family = familyOf(model);
  const { places, isForm } = family;
  const size = buildSize(call, { model, width: places.width });
  const { inputs, warnings } = placeInputs<ImageSetting>(
    { ...size.values, seed: seedOf(call, { index, place: places.seed }), ...settingsOf(options) },
    { model, places, settings: ['size', 'aspectRatio', 'seed'] },
  );
  const all = {
    prompt: promptOf(call),
    ...inputs,
    ...buildPictures(call, { model, family }),
    ...options.extraInputs,
  };
  return {
    endpoint: 'run',
    inputs: isForm ? toForm(all) : all,
    isFresh: index > 0 && !places.seed,
    gatewayProblem: isForm ? formProblem(model) : undefined,
    warnings: [...warnings, ...size.warnings],
  };
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function expectOptions(options: ImageOptions, model: string): void {
  placeInputs({ ...settingsOf(options) }, { model, places: familyOf(model).places });
}

const settingsOf = ({ steps, guidance, negativePrompt, strength }: ImageOptions) => ({
  steps,
  guidance,
  negativePrompt,
  strength,
});

function promptOf({ prompt }: ImageInputs): string {
  if (typeof prompt === 'string') return prompt;
  if (prompt !== undefined) throw unsupported('images to edit from AI SDK 4 and 5', 'Use AI SDK 6 or later.');
  throw new InvalidArgumentError({
    argument: 'prompt',
    message: 'The prompt has no text: Workers AI image models need one, next to images too.',
  });
}

interface Sized {
  /** The sides, or what was asked for where the model has no size. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly warnings: readonly ImageWarning[];
}

function buildSize(
  { size, aspectRatio }: ImageInputs,
  { model, width }: { model: string; width: Place | undefined },
): Sized {
  if (!width) return { values: { size, aspectRatio }, warnings: [] };
  if (size !== undefined) return { values: { ...readSize(size), aspectRatio }, warnings: [] };
  if (aspectRatio === undefined) return { values: {}, warnings: [] };
  const nearest = readAspectRatio(aspectRatio, width);
  const details = `${model} takes a size: ${nearest.width}x${nearest.height} was sent.`;
  return { values: { ...nearest }, warnings: [{ type: 'compatibility', feature: 'aspectRatio', details }] };
}

/** The gateway's cache would answer equal requests with equal images. */
function seedOf(
  { seed }: ImageInputs,
  { index, place }: { index: number; place: Place | undefined },
): number | undefined {
  if (index === 0 || !place) return seed;
  return seed === undefined ? Math.floor(Math.random() * 2 ** 31) : seed + index;
}

/** Every part of a form is a text or a file. */
function toForm(inputs: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(inputs)) {
    if (value instanceof Blob) form.append(name, value, name);
    else if (value !== undefined)
      form.append(name, typeof value === 'string' ? value : toJson(value, { what: 'inputs' }));
  }
  return form;
}

/** https://github.com/cloudflare/cloudflare-docs/issues/33336 */
const formProblem = (model: string): string =>
  `${model} takes a form, which AI Gateway does not pass on. Pass gateway: false to call it without the gateway's ` +
  'log and cache, or use black-forest-labs/flux-2-klein-9b, which takes JSON.';
