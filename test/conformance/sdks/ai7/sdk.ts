import * as latest from 'ai-7';
import * as lowest from 'ai-7.0.0';
import * as firstDecisions from 'ai-7.0.128';
import type { Feature, Sdk } from '../../sdk.ts';
import type { Dialect } from '../later/dialect.ts';
import type { Ai } from '../later/module.ts';
import { createLaterSdk } from '../later/sdk.ts';
import { telemetry } from './telemetry.ts';

const features: readonly Feature[] = [
  'tool errors',
  'tool approval',
  'raw chunks',
  'parallel embeddings',
  'reasoning effort',
  'reranking',
  'images',
  'image metadata',
  'image editing',
  'speech',
  'registered speech',
];

const dialect: Dialect = {
  features,
  output: 'output',
  embeddingModel: 'embeddingModel',
  toolImage: ({ data, mediaType }) => ({ type: 'file', mediaType, data: { type: 'data', data } }),
  telemetry,
};

export const lowest7 = <L, E>(): Sdk<L, E> =>
  createLaterSdk('ai 7.0.0', { ai: lowest as unknown as Ai<L, E>, dialect });

/** The first release that decides; it hands the state on as it was given. */
export const firstDecisions7 = <L, E>(): Sdk<L, E> =>
  createLaterSdk('ai 7.0.128', {
    ai: firstDecisions as unknown as Ai<L, E>,
    dialect: { ...dialect, features: [...features, 'decisions'] },
  });

export const latest7 = <L, E>(): Sdk<L, E> =>
  createLaterSdk('the latest ai 7', {
    ai: latest as unknown as Ai<L, E>,
    dialect: { ...dialect, features: [...features, 'embedding dimensions', 'decisions'] },
  });
