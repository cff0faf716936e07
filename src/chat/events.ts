import { type ChatEnd, type Ending, finishNotes, finishReason } from './finish.ts';
import { type ChatTextOptions, createChatText } from './text.ts';
import { createToolCalls } from './tool-calls.ts';
import type { ChatEvent, ChatFinish } from './types.ts';
import type { ChatDelta } from './wire/types.ts';
import { laterUsage, readUsage, unknownUsage } from './wire/usage.ts';

export interface ChatEventsOptions extends ChatTextOptions {
  /** Whether the caller wants a stream of an answer that was asked for whole. */
  readonly isAskedWhole: boolean;
  /** Whether the request named no limit of output tokens. */
  readonly hasDefaultLimit: boolean;
  readonly createToolCallId: (id: string | undefined) => string;
  /** The fallback that answered, for answers that name no model. */
  readonly model?: string | undefined;
}

export interface ChatEvents {
  readonly push: (delta: ChatDelta) => ChatEvent[];
  readonly end: (how: ChatEnd) => ChatEvent[];
  /** Whether the service gave a finish reason, or called the answer whole. */
  readonly isEnded: () => boolean;
}

/** Makes events of the deltas of one answer. */
export function createChatEvents(options: ChatEventsOptions): ChatEvents {
  const toolCalls = createToolCalls(options.createToolCallId);
  const text = createChatText(options);
  let hasMetadata = false;
  let raw: string | undefined;
  let isEnded = false;
  let usage = unknownUsage;
  let keySource: string | undefined;

  const push = (delta: ChatDelta): ChatEvent[] => {
    const events = hasMetadata ? [] : metadataEvents(delta, options.model);
    hasMetadata ||= events.length > 0;
    if (delta.reasoning) events.push(...text.leaveTags(), { type: 'reasoning', text: delta.reasoning });
    if (delta.text) events.push(...text.push(delta.text));
    if (delta.toolCalls.length > 0) events.push(...text.release(), ...toolCalls.push(delta.toolCalls));
    if (delta.usage) usage = laterUsage(usage, readUsage(delta.usage));
    raw = delta.finishReason ?? raw;
    keySource = delta.keySource ?? keySource;
    isEnded ||= raw !== undefined || delta.isEnd === true;
    return events;
  };

  const end = (how: ChatEnd): ChatEvent[] => {
    const { events, leaked } = text.end();
    const known = { index: undefined, id: undefined, isWhole: true, isEnd: false };
    for (const { name, input } of leaked) events.push(...toolCalls.push([{ ...known, name, input }]));
    events.push(...toolCalls.end({ isCut: how === 'failed' }));
    const ending = {
      how,
      raw,
      toolCalls: toolCalls.count(),
      hasBrokenCalls: toolCalls.hasBroken(),
      leaked: leaked.length,
      hasForcedTools: options.forcedTools.length > 0,
      isAskedWhole: options.isAskedWhole,
      hasDefaultLimit: options.hasDefaultLimit,
      outputTokens: usage.output.total,
    };
    return [...events, finishEvent(ending, { usage, keySource })];
  };

  return { push, end, isEnded: () => isEnded };
}

const finishEvent = (
  ending: Ending,
  { usage, keySource }: Pick<ChatFinish, 'usage' | 'keySource'>,
): ChatFinish => ({
  type: 'finish',
  reason: finishReason(ending),
  usage,
  notes: finishNotes(ending),
  ...(keySource !== undefined && { keySource }),
});

function metadataEvents({ id, model: named, created }: ChatDelta, answered: string | undefined): ChatEvent[] {
  const model = named ?? answered;
  if ((id ?? model ?? created) === undefined) return [];
  return [
    {
      type: 'metadata',
      ...(id !== undefined && { id }),
      ...(model !== undefined && { model }),
      ...(created !== undefined && { created: new Date(created * 1000) }),
    },
  ];
}
