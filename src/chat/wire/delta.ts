import { unwrap } from '../../request/envelope.ts';
import { isRecord } from '../../values/check.ts';
import { isJsonObject, listOf, recordOf, secondsOf, textOf } from '../../values/fields.ts';
import { readContent, wordsOf } from './content.ts';
import { createResponsesReader, isResponsesEvent } from './responses.ts';
import { readToolCalls } from './tool-calls.ts';
import type { ChatDelta } from './types.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The keys by which an answer of a chat model is known. */
const known = ['response', 'choices', 'tool_calls', 'usage', 'finish_reason', 'p'];

/** Reads one event of a stream, or a whole answer. Undefined where it is none of a chat model. */
export type DeltaReader = (body: unknown) => ChatDelta | undefined;

/**
 * Reads the events of one answer: native `{response}`, OpenAI `{choices}` with `delta`, `message` or `text`, Responses
 * `{output}` or its events, in API v4's envelope or without.
 */
export function createDeltaReader(): DeltaReader {
  const choose = createChoice();
  const readResponses = createResponsesReader();
  return body => {
    const result = unwrap(body);
    if (typeof result === 'string') return { text: result || undefined, toolCalls: [] };
    if (!isRecord(result)) return undefined;
    if (isResponsesEvent(result)) return readResponses(result);
    return known.some(key => key in result) ? readFields(result, choose(result.choices)) : undefined;
  };
}

function readFields(result: Fields, choice: Fields): ChatDelta {
  const message = recordOf(choice.delta ?? choice.message);
  const content = readContent(nonEmpty(message.content));
  return {
    id: textOf(result.id),
    model: textOf(result.model),
    created: secondsOf(result.created),
    // Some events say the same in both places: OpenAI's counts.
    text:
      content.text ??
      wordsOf(message.refusal) ??
      wordsOf(choice.text) ??
      (content.reasoning ? undefined : readContent(result.response).text),
    reasoning: content.reasoning ?? readReasoning(message) ?? readReasoning(result),
    toolCalls: readToolCalls(result, { message, isWhole: !choice.delta && isRecord(choice.message) }),
    finishReason: textOf(choice.finish_reason) ?? textOf(result.finish_reason),
    usage: isJsonObject(result.usage) ? result.usage : undefined,
    keySource: textOf(recordOf(result.gatewayMetadata).keySource),
  };
}

const readReasoning = ({ reasoning_content, reasoning }: Fields): string | undefined =>
  wordsOf(reasoning_content) ?? wordsOf(reasoning);

/** We ask for one choice; another's text must not run into it. Some servers give the only one another index than 0. */
function createChoice(): (choices: unknown) => Fields {
  let hasFirst = false;
  return choices => {
    if (!Array.isArray(choices)) return {};
    const list = choices.filter(isRecord);
    const first = list.find(({ index }) => typeof index !== 'number' || index === 0);
    hasFirst ||= first !== undefined;
    return first ?? (hasFirst ? {} : recordOf(list[0]));
  };
}

/** A message may have no parts, whereas a JSON answer may be an empty list. */
const nonEmpty = (content: unknown): unknown =>
  Array.isArray(content) && content.length === 0 ? undefined : content;

/** Whether a whole answer has a place for what a model says, though it may say nothing there. */
export function hasContent(body: unknown): boolean {
  const result = unwrap(body);
  if (!isRecord(result)) return typeof result === 'string';
  const places = ['message', 'delta', 'text', 'finish_reason'];
  return (
    ['response', 'finish_reason'].some(key => key in result) ||
    [result.output, result.tool_calls].some(Array.isArray) ||
    listOf(result.choices).some(choice => places.some(key => key in recordOf(choice)))
  );
}
