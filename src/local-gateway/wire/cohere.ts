import type { AnswerShape } from './answer-shape.ts';
import { argumentsText, finishOf, type GatheredAnswer, textOf, usageOf } from './gathered-answer.ts';
import { event } from './server-sent-event.ts';
import type { ShapeContext } from './shape-context.ts';

/** Cohere's chat, version 2. https://docs.cohere.com/reference/chat */
export const cohereShape: AnswerShape = {
  whole: (gathered, context) => ({
    id: context.random.uuid(),
    message: {
      role: 'assistant',
      content: textOf(gathered) === '' ? [] : [{ type: 'text', text: textOf(gathered) }],
      ...(gathered.calls.length > 0
        ? { tool_calls: gathered.calls.map(call => toolCall(call, context)) }
        : {}),
    },
    ...ending(gathered, context),
  }),
  events: (gathered, context) => {
    let isOpen = false;
    let isTalking = false;
    const named = (type: string, delta: object): string => event({ type, index: 0, delta });
    const opening = (): string[] => {
      if (isOpen) return [];
      isOpen = true;
      return [
        event({
          type: 'message-start',
          id: context.random.uuid(),
          delta: { message: { role: 'assistant' } },
        }),
      ];
    };
    const leave = (): string[] => (isTalking ? [event({ type: 'content-end', index: 0 })] : []);
    const say = (chunks: readonly string[]): string[] => {
      const started = isTalking
        ? []
        : [named('content-start', { message: { content: { type: 'text', text: '' } } })];
      isTalking = true;
      return [
        ...opening(),
        ...started,
        ...chunks.map(text => named('content-delta', { message: { content: { text } } })),
      ];
    };
    return {
      push: part => {
        if (part.type === 'text') return say(part.chunks);
        if (part.type === 'json') return say([textOf(gathered)]);
        if (part.type === 'error-frame') return [event(part.frame)];
        if (part.type !== 'tool-call') return [];
        const call = toolCall(part, context);
        return [
          ...opening(),
          named('tool-call-start', { message: { tool_calls: call } }),
          event({ type: 'tool-call-end', index: 0 }),
        ];
      },
      end: () => [...opening(), ...leave(), event({ type: 'message-end', delta: ending(gathered, context) })],
    };
  },
};

const toolCall = (
  {
    id,
    name,
    arguments: args,
  }: Pick<GatheredAnswer['calls'][number], 'name' | 'arguments'> & { id?: string | undefined },
  { random }: ShapeContext,
) => ({
  id: id ?? `${name}_${random.hex(12)}`,
  type: 'function',
  function: { name, arguments: argumentsText(args) },
});

const reasons: Readonly<Record<string, string>> = {
  stop: 'COMPLETE',
  length: 'MAX_TOKENS',
  tool_calls: 'TOOL_CALL',
};

function ending(gathered: GatheredAnswer, context: ShapeContext): object {
  const usage = usageOf(gathered, context);
  const counted = { input_tokens: usage.prompt_tokens, output_tokens: usage.completion_tokens };
  return {
    finish_reason: reasons[finishOf(gathered)] ?? 'COMPLETE',
    usage: { billed_units: counted, tokens: counted },
  };
}
