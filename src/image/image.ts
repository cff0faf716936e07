import type { GatewayMetadata } from '../gateway/metadata.ts';
import { type CallResponse, type ModelCall, type ModelSettings, sendCall } from '../request/call.ts';
import { type Media, readMedia } from '../request/media.ts';
import { expectModelOptions } from '../request/options.ts';
import { type ImageOptions, imageOptions } from './options.ts';
import {
  buildRequest,
  expectOptions,
  type ImageInputs,
  type ImageRequest,
  type ImageWarning,
} from './request.ts';

export interface ImageCall extends ModelCall, ImageInputs {
  /** How many images. */
  readonly n: number;
}

interface ImageResult {
  readonly images: readonly Uint8Array[];
  /** What the gateway said about each image. */
  readonly metadata: readonly GatewayMetadata[];
  /** Of the first image. */
  readonly headers: CallResponse['headers'];
  readonly warnings: readonly ImageWarning[];
}

/** An image model, free of any AI SDK version. */
export interface Image {
  /** @throws APICallError for an answer that failed, or that holds no image. */
  readonly generate: (call: ImageCall) => Promise<ImageResult>;
}

/** @throws InvalidArgumentError for options that the model does not take. */
export function createImage(settings: ModelSettings<ImageOptions>): Image {
  expectModelOptions(settings.options, imageOptions);
  expectOptions(settings.options, settings.model);
  return { generate: call => generate(call, settings) };
}

/** Workers AI makes one image a request. */
async function generate(call: ImageCall, settings: ModelSettings<ImageOptions>): Promise<ImageResult> {
  const one = (_: unknown, index: number) => generateOne(call, { settings, index });
  const [first, ...others] = await Promise.all(Array.from({ length: Math.max(1, call.n) }, one));
  const all = first ? [first, ...others] : [];
  return {
    images: all.map(({ bytes }) => bytes),
    metadata: all.map(({ response }) => response.metadata),
    headers: first?.response.headers ?? {},
    warnings: first?.warnings ?? [],
  };
}

async function generateOne(
  call: ImageCall,
  { settings, index }: { settings: ModelSettings<ImageOptions>; index: number },
): Promise<Pick<Media, 'bytes'> & { response: CallResponse; warnings: readonly ImageWarning[] }> {
  const { exchange, response, warnings } = await sendCall<ImageOptions, ImageRequest>(call, {
    settings,
    checks: imageOptions,
    build: options => buildRequest(call, { model: settings.model, options, index }),
  });
  const { bytes } = await readMedia(exchange, { kind: 'image', abortSignal: call.abortSignal });
  return { bytes, response, warnings };
}
