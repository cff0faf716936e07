import type { JsonObject } from '../json.ts';
import { tokensOf } from '../script/reply.ts';
import type { AnswerShape, EventWriter } from './answer-shape.ts';
import { argumentsText, finishOf, type GatheredAnswer, textOf, usageOf } from './gathered-answer.ts';
import { done, event } from './server-sent-event.ts';
import type { ShapeContext } from './shape-context.ts';
import { toolCallId } from './tool-call-id.ts';

/** `chat.completion`, as the newer models answer on every path and all models under /v1 and /compat. */
export const openaiShape: AnswerShape = {
  whole: (gathered, context) => ({
    id: `chatcmpl-${context.random.hex(32)}`,
    object: 'chat.completion',
    created: context.created,
    model: context.model,
    choices: [
      {
        index: 0,
        message: messageOf(gathered, context),
        logprobs: null,
        finish_reason: finishOf(gathered),
        stop_reason: null,
      },
    ],
    usage: { ...countedUsage(gathered, context), ...cachedTokens(gathered) },
    prompt_logprobs: null,
  }),
  events: chatEvents,
};

function messageOf(gathered: GatheredAnswer, context: ShapeContext) {
  const text = textOf(gathered);
  return {
    role: 'assistant',
    content: text === '' && (gathered.calls.length > 0 || gathered.reasoning !== '') ? null : text,
    ...thoughts(gathered.reasoning, context),
    tool_calls: gathered.calls.map((call, index) => ({
      id: call.id ?? toolCallId(call.name, index, context),
      type: 'function',
      function: { name: call.name, arguments: argumentsText(call.arguments) },
    })),
  };
}

function thoughts(reasoning: string, context: ShapeContext): Record<string, string> {
  const keys = Array.isArray(context.reasoning?.keys) ? context.reasoning.keys : ['reasoning_content'];
  return reasoning === '' ? {} : Object.fromEntries(keys.map(key => [key, reasoning]));
}

const cachedTokens = ({ usage }: GatheredAnswer) =>
  'prompt_tokens_details' in usage ? {} : { prompt_tokens_details: { cached_tokens: 0 } };

function chatEvents(gathered: GatheredAnswer, context: ShapeContext): EventWriter {
  const head = {
    id: `chatcmpl-${context.random.hex(32)}`,
    object: 'chat.completion.chunk',
    created: context.created,
    model: context.model,
  };
  const chunk = (delta: object, finishReason: string | null = null): string =>
    event({ ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }] });
  const opening = createOpening(() => chunk({ role: 'assistant', content: '' }));
  return {
    push: part => {
      switch (part.type) {
        case 'text':
          return [...opening(), ...part.chunks.map(content => chunk({ content }))];
        case 'reasoning':
          return [...opening(), ...part.chunks.map(thought => chunk(thoughts(thought, context)))];
        case 'json':
          return [
            ...opening(),
            ...tokensOf(JSON.stringify(part.value) ?? '').map(content => chunk({ content })),
          ];
        case 'tool-call':
          return [...opening(), ...callDeltas(gathered, context).map(call => chunk({ tool_calls: [call] }))];
        case 'error-frame':
          return [event(part.frame)];
        default:
          return [];
      }
    },
    end: () => [...opening(), chunk({}, finishOf(gathered)), ...closing(head, gathered, context), done],
  };
}

/** The role comes once, before anything else. */
function createOpening(open: () => string): () => string[] {
  let opened = false;
  return () => {
    if (opened) return [];
    opened = true;
    return [open()];
  };
}

/** The name first, then the arguments in pieces. */
function callDeltas(gathered: GatheredAnswer, context: ShapeContext): object[] {
  const index = gathered.calls.length - 1;
  const call = gathered.calls[index];
  if (!call) return [];
  const id = call.id ?? toolCallId(call.name, index, context);
  const written = argumentsText(call.arguments);
  if (context.wholeCalls)
    return [{ id, type: 'function', index, function: { name: call.name, arguments: written } }];
  const size = Math.max(1, Math.ceil(written.length / 3));
  const pieces = written.match(new RegExp(`[\\s\\S]{1,${size}}`, 'gu')) ?? [];
  return [
    { id, type: 'function', index, function: { name: call.name } },
    ...pieces.map(piece => ({ index, function: { arguments: piece } })),
  ];
}

/**
 * On the run path a usage of zeros precedes the true one, which rides on a native frame: the one capture of it
 * has no cached tokens, while whole answers and OpenAI's own paths name them.
 */
export function closing(head: object, gathered: GatheredAnswer, context: ShapeContext): string[] {
  const usage = countedUsage(gathered, context);
  const counted = (counts: object): string => event({ ...head, choices: [], usage: counts });
  if (!context.runPath) return context.includeUsage ? [counted({ ...usage, ...cachedTokens(gathered) })] : [];
  const nothing = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
  return [counted(nothing), event({ response: '', usage })];
}

/** The run path tells neurons too, whole and streamed; as many as an invented price makes them. */
export function countedUsage(gathered: GatheredAnswer, context: ShapeContext): JsonObject {
  const usage = usageOf(gathered, context);
  if (!context.runPath || 'neurons' in usage) return usage;
  return { ...usage, neurons: Number((Number(usage.total_tokens) * 0.123).toFixed(2)) };
}
