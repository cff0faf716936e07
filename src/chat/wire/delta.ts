import { unwrap } from '../../request/envelope.ts';
import { isRecord } from '../../values/check.ts';
import { isJsonObject, listOf, recordOf, secondsOf, textOf } from '../../values/fields.ts';
import { readResponsesOutput } from './responses.ts';
import { readToolCalls } from './tool-calls.ts';
import type { ChatDelta } from './types.ts';

/** The keys by which an answer of a chat model is known. */
const known = ['response', 'choices', 'tool_calls', 'output', 'usage', 'finish_reason', 'p'];

/**
 * Reads one event of a stream, or a whole answer: native `{response}`, OpenAI `{choices}` with `delta`, `message`
 * or `text`, Responses `{output}`, in API v4's envelope or without. Undefined where it is none of them.
 */
export function readDelta(body: unknown): ChatDelta | undefined {
  const result = unwrap(body);
  if (typeof result === 'string') return { text: result || undefined, toolCalls: [] };
  if (!isRecord(result) || !known.some(key => key in result)) return undefined;
  if (Array.isArray(result.output)) return readResponsesOutput(result);
  const choice = firstChoice(result.choices);
  const message = recordOf(choice.delta ?? choice.message);
  return {
    id: textOf(result.id),
    model: textOf(result.model),
    created: secondsOf(result.created),
    // Some events say the same in both places: OpenAI's counts.
    text: contentText(nonEmpty(message.content)) ?? textOf(choice.text) ?? contentText(result.response),
    reasoning:
      textOf(message.reasoning_content) ??
      textOf(message.reasoning) ??
      textOf(result.reasoning_content) ??
      textOf(result.reasoning),
    toolCalls: readToolCalls(result, { message, isWhole: !choice.delta && isRecord(choice.message) }),
    finishReason: textOf(choice.finish_reason) ?? textOf(result.finish_reason),
    usage: isJsonObject(result.usage) ? result.usage : undefined,
  };
}

/** We ask for one choice; another's text must not run into it. */
function firstChoice(choices: unknown): Readonly<Record<string, unknown>> {
  const isOther = (index: unknown) => typeof index === 'number' && index !== 0;
  return recordOf(listOf(choices).find(choice => !isOther(recordOf(choice).index)));
}

/** A message may have no parts, whereas a JSON answer may be an empty list. */
const nonEmpty = (content: unknown): unknown =>
  Array.isArray(content) && content.length === 0 ? undefined : content;

/** Text comes as a string, as a list of parts, and in JSON mode as the object itself or a number. */
function contentText(content: unknown): string | undefined {
  if (typeof content === 'string') return content || undefined;
  if (content === null || content === undefined) return undefined;
  if (isPartList(content)) return content.map(part => textOf(part.text) ?? '').join('') || undefined;
  return JSON.stringify(content);
}

function isPartList(content: unknown): content is readonly Readonly<Record<string, unknown>>[] {
  return (
    Array.isArray(content) &&
    content.length > 0 &&
    content.every(part => isRecord(part) && typeof part.type === 'string' && typeof part.text === 'string')
  );
}
