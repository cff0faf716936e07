import { tokensOf } from '../script/reply.ts';
import type { AnswerShape, EventWriter } from './answer-shape.ts';
import { argumentsText, type GatheredAnswer, usageOf } from './gathered-answer.ts';
import { done, event } from './server-sent-event.ts';
import type { ShapeContext } from './shape-context.ts';
import { toolCallId } from './tool-call-id.ts';

/** `{response, tool_calls, usage}`. https://developers.cloudflare.com/workers-ai/models/llama-3.3-70b-instruct-fp8-fast/ */
export const nativeShape: AnswerShape = {
  whole: (gathered, context) => ({
    response: gathered.json ? gathered.json.value : wordsOrNull(gathered),
    // Objects, and no id: OpenAI's form comes only in streams.
    tool_calls: gathered.calls.map(({ id, name, arguments: args }) =>
      id === undefined ? { name, arguments: args } : { id, name, arguments: args },
    ),
    usage: usageOf(gathered, context),
    ...(gathered.finish === undefined ? {} : { finish_reason: gathered.finish }),
  }),
  events: nativeEvents,
};

const wordsOrNull = ({ text, calls }: GatheredAnswer): string | null =>
  text === '' && calls.length > 0 ? null : text;

function nativeEvents(gathered: GatheredAnswer, context: ShapeContext): EventWriter {
  const padded = (data: object): string => event(context.padding ? { ...data, p: padding(context) } : data);
  const said = (chunks: readonly string[]): string[] => chunks.map(response => padded({ response }));
  return {
    push: part => {
      switch (part.type) {
        case 'text':
        case 'reasoning':
          return said(part.chunks);
        case 'json':
          return said(tokensOf(JSON.stringify(part.value) ?? ''));
        case 'tool-call':
          return [event({ tool_calls: [streamedCall(gathered, context)] })];
        case 'error-frame':
          return [event(part.frame)];
        default:
          return [];
      }
    },
    end: () => {
      const reason = gathered.finish ?? (gathered.calls.length > 0 ? 'tool_calls' : undefined);
      return [
        gathered.calls.length > 0 ? undefined : padded({ tool_calls: [] }),
        reason === undefined ? undefined : event({ finish_reason: reason }),
        event({ response: '', usage: usageOf(gathered, context) }),
        done,
      ].filter(frame => frame !== undefined);
    },
  };
}

function streamedCall(gathered: GatheredAnswer, context: ShapeContext) {
  const index = gathered.calls.length - 1;
  const call = gathered.calls[index];
  return {
    id: call?.id ?? toolCallId(call?.name ?? '', index, context),
    type: 'function',
    index,
    function: { name: call?.name, arguments: argumentsText(call?.arguments) },
  };
}

const padding = ({ random }: ShapeContext): string =>
  'abcdefghijklmnopqrstuvwxyz0123456789'.slice(0, 1 + Math.floor(random.next() * 36));
