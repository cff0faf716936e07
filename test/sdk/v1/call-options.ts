import type {
  LanguageModelV1CallOptions,
  LanguageModelV1Prompt,
  LanguageModelV1StreamPart,
} from '@ai-sdk/provider-v1';

/** The prompt of one user's text. */
export const user = (text: string): LanguageModelV1Prompt => [
  { role: 'user', content: [{ type: 'text', text }] },
];

/** A call as ai@4 makes it for `prompt: 'Hi'`. */
export const hi: LanguageModelV1CallOptions = {
  inputFormat: 'prompt',
  mode: { type: 'regular' },
  prompt: user('Hi'),
};

/** The parts of a stream, to its end. */
export async function collect(
  stream: ReadableStream<LanguageModelV1StreamPart>,
): Promise<LanguageModelV1StreamPart[]> {
  const parts: LanguageModelV1StreamPart[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}
