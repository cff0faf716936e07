import { createMethods, type Kind, type OpenId, type Present } from '../request/models.ts';
import { createImage, type Image } from './image.ts';
import type { ImageModelId } from './model-ids.generated.ts';
import type { ImageOptions } from './options.ts';

type CreateModel<Model> = (modelId: OpenId<ImageModelId>, options?: ImageOptions) => Model;

/**
 * Methods that create image models.
 * See docs/images.md.
 */
export interface ImageModels<Model> {
  readonly image: CreateModel<Model>;
  readonly imageModel: CreateModel<Model>;
}

export const imageModels =
  <Model>(present: Present<Image, Model>): Kind<ImageModels<Model>> =>
  shared =>
    createMethods(shared, { name: 'image', create: createImage, present });
