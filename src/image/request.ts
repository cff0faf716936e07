import type { BuiltCall } from '../request/call.ts';
import { type Place, placeInputs } from '../request/places.ts';
import type { CallWarning } from '../request/warning.ts';
import { expectSetting, isRecord, text, withoutUndefined } from '../values/check.ts';
import { toText } from '../values/json.ts';
import { familyOf } from './families.ts';
import type { ImageOptions } from './options.ts';
import { unsupported } from './picture.ts';
import { buildPictures, type Pictures } from './references.ts';
import { nearestSize, readSize, type Size } from './size.ts';

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
  const { near, ...sides } = readSides(call, places.width);
  const { inputs, warnings } = placeInputs<ImageSetting>(
    { ...sides, ...near, seed: seedOf(call, index), ...options },
    { model, places, settings: ['size', 'aspectRatio', 'seed'] },
  );
  const all = { prompt: promptOf(call), ...buildPictures(call, { model, family }), ...inputs };
  return {
    endpoint: 'run',
    inputs: isForm ? toForm(all) : all,
    isFresh: index > 0 && !places.seed,
    twin: isForm ? 'black-forest-labs/flux-2-klein-9b' : undefined,
    warnings: near ? [...warnings, nearWarning(model, near)] : warnings,
  };
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function expectOptions(options: ImageOptions, model: string): void {
  placeInputs({ ...options }, { model, places: familyOf(model).places });
}

function promptOf({ prompt }: ImageInputs): string {
  if (isRecord(prompt)) throw unsupported('images to edit from AI SDK 4 and 5', 'Use AI SDK 6 or later.');
  return expectSetting('prompt', prompt, text);
}

interface Sides extends Partial<Size>, Pick<ImageInputs, 'size' | 'aspectRatio'> {
  /** What comes nearest to a proportion. */
  readonly near?: Size;
}

/** The sides of the picture, and what was asked for that the model has no place for. */
function readSides({ size, aspectRatio }: ImageInputs, width: Place | undefined): Sides {
  if (!width) return { size, aspectRatio };
  if (size !== undefined) return { ...readSize('size', size), aspectRatio };
  return aspectRatio === undefined ? {} : { near: nearestSize(aspectRatio, width) };
}

const nearWarning = (model: string, { width, height }: Size): ImageWarning => ({
  type: 'compatibility',
  feature: 'aspectRatio',
  details: `${model} takes a size: ${width}x${height} was sent.`,
});

/** The gateway's cache would answer equal requests with equal images. */
function seedOf({ seed }: ImageInputs, index: number): number | undefined {
  return index === 0 ? seed : (seed ?? Math.floor(Math.random() * 2 ** 31)) + index;
}

/** Every part of a form is a text or a file. */
function toForm(inputs: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(withoutUndefined(inputs)))
    form.append(name, value instanceof Blob ? value : toText(value, { what: 'inputs' }));
  return form;
}
