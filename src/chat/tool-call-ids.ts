import { generateId } from '@ai-sdk/provider-utils';

/**
 * Stands between the model's id and what makes it unique. workers-ai-provider writes the same mark, so stored
 * conversations can be moved from one to the other.
 */
const mark = '::cf-wai-tool-call::';

/** Kimi numbers its calls anew in every turn, so that ids repeat in a conversation (cloudflare/ai#526). */
const repeating = /^functions\.[^:]*:\d+$/;

/** The id as the model gave it, for the way back. */
export function restoreToolCallId(id: string): string {
  const end = id.indexOf(mark);
  return end < 0 ? id : id.slice(0, end);
}

/**
 * Makes ids that no other call of the conversation has. A model's own id is changed only where it would not be
 * unique, and can be restored from the changed one.
 */
export function createToolCallIds(inPrompt: Iterable<string>): (id: string | undefined) => string {
  const taken = new Set<string>();
  for (const id of inPrompt) taken.add(id).add(restoreToolCallId(id));
  return id => {
    const isUsable = id !== undefined && !repeating.test(id) && !taken.has(id);
    const unique = isUsable ? id : id === undefined ? `call_${generateId()}` : `${id}${mark}${generateId()}`;
    taken.add(unique);
    return unique;
  };
}
