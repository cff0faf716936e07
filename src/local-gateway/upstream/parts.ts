import { arrayIn, isObject, type JsonObject, numberIn, objectIn, parseJson, stringIn } from '../json.ts';
import { finish, type ReplyPart, reasoning, text, toolCall, usage } from '../script/parts.ts';
import type { Failure } from '../wire/failures.ts';
import { eventData } from './events.ts';
import { errorIn, messageOf, upstreamFailure } from './problem.ts';

const thoughtIn = (message: JsonObject): string | undefined =>
  stringIn(message.reasoning_content) ?? stringIn(message.reasoning);

const spoken = (message: JsonObject): ReplyPart[] => {
  const thought = thoughtIn(message);
  const said = stringIn(message.content);
  return [...(thought ? [reasoning(thought)] : []), ...(said ? [text(said)] : [])];
};

/** A whole `chat.completion`. */
export async function* partsOfAnswer(answer: unknown): AsyncGenerator<ReplyPart> {
  const body = objectIn(answer) ?? {};
  const choice = objectIn(arrayIn(body.choices)[0]) ?? {};
  const message = objectIn(choice.message) ?? {};
  yield* spoken(message);
  for (const call of arrayIn(message.tool_calls)) {
    const made = objectIn(objectIn(call)?.function);
    if (made) yield callPart(stringIn(made.name) ?? '', stringIn(made.arguments) ?? '{}', objectIn(call)?.id);
  }
  yield* ending(body, choice);
}

function* ending(body: JsonObject, choice: JsonObject): Generator<ReplyPart> {
  const counted = objectIn(body.usage);
  if (counted) yield usage(counted);
  const reason = stringIn(choice.finish_reason);
  if (reason !== undefined) yield finish(reason);
}

/** Text and thoughts as they come; a tool call once its arguments are complete. */
export async function* partsOfEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ReplyPart> {
  const calls = new Map<number, { id: unknown; name: string; arguments: string }>();
  let reason: ReplyPart | undefined;
  for await (const data of withFailure(eventData(body))) {
    if (data === '') continue;
    const chunk = typeof data === 'string' ? readChunk(data) : data;
    if ('code' in chunk) {
      yield { type: 'failure', failure: chunk };
      return;
    }
    const choice = objectIn(arrayIn(chunk.body.choices)[0]) ?? {};
    const delta = objectIn(choice.delta) ?? {};
    yield* spoken(delta);
    for (const call of arrayIn(delta.tool_calls)) collect(call, calls);
    for (const part of ending(chunk.body, choice)) {
      if (part.type === 'finish') reason = part;
      else yield part;
    }
  }
  for (const { id, name, arguments: args } of calls.values()) yield callPart(name, args, id);
  if (reason) yield reason;
  else yield { type: 'cut' };
}

/** The items, and in place of an exception what broke off. */
async function* withFailure(items: AsyncIterable<string>): AsyncGenerator<string | Failure> {
  try {
    yield* items;
  } catch (error) {
    yield upstreamFailure(`broke off: ${messageOf(error)}`);
  }
}

function readChunk(data: string): { body: JsonObject } | Failure {
  const body = objectIn(parseJson(data));
  if (!body) return upstreamFailure(`sent an event that is not a JSON object: ${data.slice(0, 200)}`);
  const error = errorIn(body);
  return error === undefined ? { body } : upstreamFailure(`sent an error: ${error}`);
}

function collect(call: unknown, calls: Map<number, { id: unknown; name: string; arguments: string }>): void {
  if (!isObject(call)) return;
  const index = numberIn(call.index) ?? calls.size;
  const made = objectIn(call.function) ?? {};
  const known = calls.get(index) ?? { id: call.id, name: '', arguments: '' };
  known.name += stringIn(made.name) ?? '';
  known.arguments += stringIn(made.arguments) ?? '';
  calls.set(index, known);
}

function callPart(name: string, args: string, id: unknown): ReplyPart {
  const known = stringIn(id);
  return toolCall(name, parseJson(args) ?? args, known === undefined ? {} : { id: known });
}
