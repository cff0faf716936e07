import type { JsonObject } from '../json.ts';

/** A request of Cohere's chat, version 2, which is OpenAI's but for names. https://docs.cohere.com/reference/chat */
export function chatFromCohere({
  stop_sequences: stop,
  tool_choice: choice,
  ...rest
}: JsonObject): JsonObject {
  return {
    ...rest,
    ...(stop === undefined ? {} : { stop }),
    ...(choice === undefined ? {} : { tool_choice: choice === 'REQUIRED' ? 'required' : 'none' }),
  };
}
