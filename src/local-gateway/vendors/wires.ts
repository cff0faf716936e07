import { chatFromCohere } from './cohere-request.ts';
import { chatFromGemini } from './gemini-request.ts';
import { chatFromMessages } from './messages-request.ts';
import { chatFromResponses } from './responses-request.ts';
import type { VendorWire } from './vendor-wire.ts';

/** https://github.com/vercel/ai/issues/5171 */
const noLongerThan = (most: number) => (id: string) =>
  id.length > most
    ? `Invalid 'messages.tool_calls.id': string too long. Expected a string with maximum length ${most}, but got a string with length ${id.length} instead.`
    : undefined;

/** https://github.com/anomalyco/opencode/issues/1680, where it is error 3280. */
const nineCharacters = (id: string) =>
  /^[a-zA-Z0-9]{9}$/.test(id)
    ? undefined
    : `Tool call id was ${id} but must be a-z, A-Z, 0-9, with a length of 9.`;

const word = (id: string) =>
  /^[a-zA-Z0-9_-]+$/.test(id)
    ? undefined
    : "messages.content.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'";

const openaiChat: VendorWire = {
  shape: 'openai',
  errors: 'openai',
  isOpenai: true,
  toChat: inputs => inputs,
};

/** OpenAI's but for what a stream looks like, so that an upstream's is written anew. */
const dialect: VendorWire = { ...openaiChat, isOpenai: false };

const responses: VendorWire = {
  shape: 'openai-responses',
  errors: 'openai',
  toChat: chatFromResponses,
  refusesCallId: noLongerThan(64),
};

const chat = /(^|\/)chat\/completions$/;

type Row = readonly [path: RegExp, wire: VendorWire, slug?: string];

/** By the path, whether it has a version in front or not: sources conflict for several vendors. */
const wires: readonly Row[] = [
  [chat, { ...dialect, shape: 'mistral', errors: 'mistral', refusesCallId: nineCharacters }, 'mistral'],
  [chat, { ...dialect, shape: 'grok' }, 'grok'],
  [chat, { ...dialect, shape: 'perplexity' }, 'perplexity-ai'],
  [chat, { ...openaiChat, refusesCallId: noLongerThan(40) }, 'openai'],
  [chat, openaiChat],
  [/(^|\/)(responses|agent)$/, responses],
  [
    /(^|\/)messages$/,
    { shape: 'anthropic', errors: 'anthropic', toChat: chatFromMessages, refusesCallId: word },
  ],
  [
    /\/models\/[^/]+:(stream)?generateContent$/i,
    { shape: 'gemini', errors: 'google', toChat: chatFromGemini },
  ],
  [/(^|\/)chat$/, { shape: 'cohere', errors: 'cohere', toChat: chatFromCohere }, 'cohere'],
];

export const wireAt = (slug: string, path: string): VendorWire | undefined =>
  wires.find(([pattern, , only]) => pattern.test(path) && (only ?? slug) === slug)?.[1];
