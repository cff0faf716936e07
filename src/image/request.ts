import type { BuiltCall } from '../request/call.ts';
import { placeInputs } from '../request/places.ts';
import { type CallWarning, compatibility } from '../request/warning.ts';
import { expectSetting, text, withoutUndefined } from '../values/check.ts';
import { toText } from '../values/json.ts';
import { placesIn, takesForm } from './families.ts';
import type { ImageOptions } from './options.ts';
import { buildPictures, type Pictures } from './references.ts';
import { nearestSize, readSize, type Size } from './size.ts';

/** What a call asks for. */
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
  const places = placesIn(model);
  const isForm = takesForm(model);
  const { size, aspectRatio, prompt } = call;
  const near = places.width && !size && aspectRatio && nearestSize(aspectRatio, places.width);
  const { inputs, warnings } = placeInputs<ImageSetting>(
    {
      ...(places.width && size ? readSize(size) : { size }),
      ...(near || { aspectRatio }),
      seed: seedOf(call, index),
      ...options,
    },
    { model, places, settings: ['size', 'aspectRatio', 'seed'] },
  );
  const all = {
    prompt: expectSetting('prompt', prompt, text),
    ...buildPictures(call, model),
    ...inputs,
  };
  return {
    endpoint: 'run',
    inputs: isForm ? toForm(all) : all,
    isFresh: index > 0 && !places.seed,
    twin: isForm ? 'black-forest-labs/flux-2-klein-9b' : undefined,
    warnings: near ? [...warnings, nearWarning(model, near)] : warnings,
  };
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function expectOptions({ options, model }: Omit<ImageContext, 'index'>): void {
  placeInputs({ ...options }, { model, places: placesIn(model) });
}

const nearWarning = (model: string, { width, height }: Size) =>
  compatibility('aspectRatio', `${model} takes a size: ${width}x${height} was sent.`);

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
