import * as latest from 'ai-5';
import * as lowest from 'ai-5.0.0';
import type { Sdk } from '../../sdk.ts';
import type { Dialect } from '../later/dialect.ts';
import type { Ai } from '../later/module.ts';
import { createLaterSdk } from '../later/sdk.ts';
import { createTracer } from '../tracer.ts';

const media = ['images', 'image metadata', 'speech', 'registered speech'] as const;

const dialect: Dialect = {
  features: ['tool errors', 'raw chunks', 'parallel embeddings', ...media],
  output: 'experimental_output',
  embeddingModel: 'textEmbeddingModel',
  toolImage: image => ({ type: 'media', ...image }),
  telemetry: onModelCall => ({ isEnabled: true, tracer: createTracer(onModelCall) }),
};

export const lowest5 = <L, E>(): Sdk<L, E> =>
  createLaterSdk('ai 5.0.0', { ai: lowest as unknown as Ai<L, E>, dialect });

export const latest5 = <L, E>(): Sdk<L, E> =>
  createLaterSdk('the latest ai 5', { ai: latest as unknown as Ai<L, E>, dialect });
