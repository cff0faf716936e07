import type { Feature, ModelCall } from '../../sdk.ts';

/** In what AI SDK 5, 6 and 7 differ. */
export interface Dialect {
  readonly features: readonly Feature[];
  /** What the setting for an object as output is called, with all that comes of it. */
  readonly output: 'experimental_output' | 'output';
  /** What models of embeddings are called where they are looked up. */
  readonly embeddingModel: 'embeddingModel' | 'textEmbeddingModel';
  /** An image that a tool gave. */
  readonly toolImage: (image: { readonly data: string; readonly mediaType: string }) => object;
  readonly telemetry: (onModelCall: (call: ModelCall) => void) => object;
}
