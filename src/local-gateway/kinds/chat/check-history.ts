import { arrayIn, isObject, type JsonObject, objectIn, parseJson } from '../../json.ts';
import { type Failure, failureOf } from '../../wire/failures.ts';
import type { CheckContext } from '../kind.ts';

/** What the servers of single models refuse in a conversation, though its form is right. */
export function checkHistory(inputs: JsonObject, { facts, options }: CheckContext): Failure | undefined {
  const messages = arrayIn(inputs.messages).map(message => objectIn(message) ?? {});
  const { secondSystemMessage, historyArguments } = options.disputes;
  if (secondSystemMessage === 'refused' && takesOneSystemMessage(facts.id) && hasLaterSystemMessage(messages))
    return refusedBy('System message must be at the beginning.');
  return historyArguments === 'refused' && messages.some(hasBrokenArguments)
    ? refusedBy('The arguments of a tool call in the messages are not a JSON object.')
    : undefined;
}

const refusedBy = (message: string): Failure => failureOf(8007, { message });

/** By its template: https://github.com/anomalyco/opencode/issues/46481 */
const takesOneSystemMessage = (id: string): boolean => id.includes('/qwen3.8');

const hasLaterSystemMessage = (messages: readonly JsonObject[]): boolean =>
  messages.some(({ role }, index) => role === 'system' && index > 0);

/** https://github.com/vllm-project/vllm/issues/43995 */
const hasBrokenArguments = (message: JsonObject): boolean =>
  arrayIn(message.tool_calls).some(call => {
    const made = objectIn(objectIn(call)?.function) ?? objectIn(call) ?? {};
    return typeof made.arguments === 'string' && !isObject(parseJson(made.arguments));
  });
