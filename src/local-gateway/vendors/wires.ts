import { chatFromCohere } from './cohere-request.ts';
import { chatFromGemini } from './gemini-request.ts';
import { chatFromMessages } from './messages-request.ts';
import { chatFromResponses } from './responses-request.ts';
import type { VendorWire } from './vendor-wire.ts';

const openaiChat: VendorWire = {
  shape: 'openai',
  errors: 'openai',
  isOpenai: true,
  toChat: inputs => inputs,
};

/** OpenAI's but for what a stream looks like, so that an upstream's is written anew. */
const dialect: VendorWire = { ...openaiChat, isOpenai: false };

const chat = /(^|\/)chat\/completions$/;

type Row = readonly [path: RegExp, wire: VendorWire, slug?: string];

/** By the path, whether it has a version in front or not: sources conflict for several vendors. */
const wires: readonly Row[] = [
  [chat, { ...dialect, shape: 'mistral', errors: 'mistral' }, 'mistral'],
  [chat, { ...dialect, shape: 'grok' }, 'grok'],
  [chat, { ...dialect, shape: 'perplexity' }, 'perplexity-ai'],
  [chat, openaiChat],
  [/(^|\/)(responses|agent)$/, { shape: 'openai-responses', errors: 'openai', toChat: chatFromResponses }],
  [/(^|\/)messages$/, { shape: 'anthropic', errors: 'anthropic', toChat: chatFromMessages }],
  [
    /\/models\/[^/]+:(stream)?generateContent$/i,
    { shape: 'gemini', errors: 'google', toChat: chatFromGemini },
  ],
  [/(^|\/)chat$/, { shape: 'cohere', errors: 'cohere', toChat: chatFromCohere }, 'cohere'],
];

export const wireAt = (slug: string, path: string): VendorWire | undefined =>
  wires.find(([pattern, , only]) => pattern.test(path) && (only ?? slug) === slug)?.[1];
