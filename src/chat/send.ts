import { type CallResponse, type ModelSettings, sendCall } from '../request/call.ts';
import { formatOf, formOf } from '../transport/doors.ts';
import type { Exchange } from '../transport/transport.ts';
import type { AnswerReaderOptions } from './answer-reader.ts';
import { type BuiltChats, buildChats, type ChatLeg } from './fallbacks.ts';
import { type ChatOptions, chatOptions } from './options.ts';
import { hasQuirk } from './quirks.ts';
import type { BuiltChat } from './request.ts';
import { createToolCallIds } from './tool-call-ids.ts';
import { forcedTools } from './tools.ts';
import type { ChatAnswer, ChatCall, ChatMessage } from './types.ts';

export type ChatSettings = ModelSettings<ChatOptions>;

/** An answer that has begun: what comes beside its events, and what their reader needs. */
export interface SentChat {
  readonly answer: ChatAnswer;
  readonly reader: AnswerReaderOptions;
}

/** @throws APICallError for an answer that failed by its status; InvalidArgumentError for wrong options of the call. */
export async function sendChat(
  call: ChatCall,
  { settings, stream }: { settings: ChatSettings; stream: boolean | 'whole' },
): Promise<SentChat> {
  const { model } = settings;
  const sent = await sendCall<ChatOptions, BuiltChats>(call, {
    settings,
    checks: chatOptions,
    build: options =>
      buildChats(call, { model, options, format: formatOf(settings, options.format), stream }),
  });
  const { exchange, response, warnings } = sent;
  const leg = sent.built.legs?.[response.metadata.step ?? 0];
  const built = leg ?? sent.built;
  const request = { inputs: built.inputs, body: exchange.requestBody };
  return {
    answer: { request, response: named(response, leg), warnings },
    reader: readerOptions(call, { model: leg?.model ?? model, built, exchange, answered: leg?.model }),
  };
}

/** The response with the name of the fallback that gave it. */
const named = (response: CallResponse, leg: ChatLeg | undefined): CallResponse =>
  leg ? { ...response, metadata: { ...response.metadata, model: leg.model } } : response;

interface Answered {
  readonly model: string;
  readonly built: Omit<BuiltChat, 'legs'>;
  readonly exchange: Exchange;
  /** The model's name again, where it is not known beforehand who answers. */
  readonly answered: string | undefined;
}

function readerOptions(call: ChatCall, { model, built, exchange, answered }: Answered): AnswerReaderOptions {
  const { inputs, options } = built;
  const isTagged = options.thinkTags ?? hasQuirk('thinkTags', model);
  return {
    exchange,
    model: answered,
    // JSON is written without thinking first, so that only a tag that is there can open it.
    thinkTags: isTagged && (call.json ? 'required' : 'optional'),
    forcedTools: forcedTools(call.tools, call),
    isAskedWhole: built.isAskedWhole,
    hasDefaultLimit:
      !formOf(model) && inputs.max_tokens === undefined && inputs.max_completion_tokens === undefined,
    createToolCallId: createToolCallIds(toolCallIds(call.messages)),
    includeRaw: call.includeRaw ?? false,
    joinDeltas: options.joinDeltas ?? true,
    endTimeoutMs: options.endTimeoutMs ?? 5000,
    abortSignal: call.abortSignal,
  };
}

function toolCallIds(messages: readonly ChatMessage[]): readonly string[] {
  const ids: string[] = [];
  for (const message of messages) {
    if (message.role !== 'assistant') continue;
    for (const part of message.content) if (part.type === 'tool-call') ids.push(part.id);
  }
  return ids;
}
