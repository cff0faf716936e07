import type { AnswerShape } from './answer-shape.ts';
import { finishOf, textOf } from './gathered-answer.ts';
import { closing, countedUsage } from './openai.ts';
import { done, event } from './server-sent-event.ts';

/** `text_completion`, which qwen3 and granite answer to a bare `prompt`. */
export const completionShape: AnswerShape = {
  whole: (gathered, context) => ({
    id: `cmpl-${context.random.hex(32)}`,
    object: 'text_completion',
    created: context.created,
    model: context.model,
    choices: [{ index: 0, text: textOf(gathered), logprobs: null, finish_reason: finishOf(gathered) }],
    usage: countedUsage(gathered, context),
  }),
  events: (gathered, context) => {
    const head = {
      id: `cmpl-${context.random.hex(32)}`,
      object: 'text_completion',
      created: context.created,
      model: context.model,
    };
    const chunk = (text: string, finishReason: string | null = null): string =>
      event({ ...head, choices: [{ index: 0, text, logprobs: null, finish_reason: finishReason }] });
    return {
      push: part => {
        if (part.type === 'text') return part.chunks.map(piece => chunk(piece));
        if (part.type === 'json') return [chunk(textOf(gathered))];
        return part.type === 'error-frame' ? [event(part.frame)] : [];
      },
      end: () => [chunk('', finishOf(gathered)), ...closing(head, gathered, context), done],
    };
  },
};
