import * as latest from 'ai-6';
import * as lowest from 'ai-6.0.0';
import type { Sdk } from '../../sdk.ts';
import type { Dialect } from '../later/dialect.ts';
import type { Ai } from '../later/module.ts';
import { createLaterSdk } from '../later/sdk.ts';
import { createTracer } from '../tracer.ts';

const media = ['images', 'image metadata', 'image editing', 'speech', 'registered speech'] as const;

const dialect: Dialect = {
  features: ['tool errors', 'tool approval', 'raw chunks', 'parallel embeddings', 'reranking', ...media],
  output: 'output',
  embeddingModel: 'embeddingModel',
  toolImage: image => ({ type: 'image-data', ...image }),
  telemetry: onModelCall => ({ isEnabled: true, tracer: createTracer(onModelCall) }),
};

export const lowest6 = <L, E>(): Sdk<L, E> =>
  createLaterSdk('ai 6.0.0', { ai: lowest as unknown as Ai<L, E>, dialect });

export const latest6 = <L, E>(): Sdk<L, E> =>
  createLaterSdk('the latest ai 6', { ai: latest as unknown as Ai<L, E>, dialect });
