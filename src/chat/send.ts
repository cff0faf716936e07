import { type ModelSettings, type SentCall, sendCall } from '../request/call.ts';
import type { AnswerReaderOptions } from './answer-reader.ts';
import { type ChatOptions, chatOptions } from './options.ts';
import { hasQuirk } from './quirks.ts';
import { type BuiltChat, buildChat } from './request.ts';
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
  const sent = await sendCall<ChatOptions, BuiltChat>(call, {
    settings,
    checks: chatOptions,
    build: options => buildChat(call, { model, options, format: options.format ?? settings.format, stream }),
  });
  const { built, exchange, response, warnings } = sent;
  const request = { inputs: built.inputs, body: exchange.requestBody };
  return { answer: { request, response, warnings }, reader: readerOptions(call, { model, sent }) };
}

function readerOptions(
  call: ChatCall,
  { model, sent: { built, exchange } }: { model: string; sent: SentCall<BuiltChat> },
): AnswerReaderOptions {
  const { inputs, options } = built;
  const isTagged = options.thinkTags ?? hasQuirk('thinkTags', model);
  return {
    exchange,
    // JSON is written without thinking first, so that only a tag that is there can open it.
    thinkTags: isTagged && (call.json ? 'required' : 'optional'),
    forcedTools: forcedTools(call.tools, call),
    isAskedWhole: built.isAskedWhole,
    hasDefaultLimit: inputs.max_tokens === undefined && inputs.max_completion_tokens === undefined,
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
