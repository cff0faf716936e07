import { objectIn, parseJson } from '../json.ts';
import type { AnswerShape } from './answer-shape.ts';
import { finishOf, type GatheredAnswer, textOf, usageOf } from './gathered-answer.ts';
import { event } from './server-sent-event.ts';
import type { ShapeContext } from './shape-context.ts';

/** Gemini's generateContent, whose stream is a row of such answers. https://ai.google.dev/api/generate-content */
export const geminiShape: AnswerShape = {
  whole: (gathered, context) => answer(partsOf(gathered), { gathered, context }),
  events: (gathered, context) => {
    const said = (parts: readonly object[]): string => event(answer(parts, { context }));
    return {
      push: part => {
        switch (part.type) {
          case 'text':
            return part.chunks.map(text => said([{ text }]));
          case 'reasoning':
            return part.chunks.map(text => said([{ text, thought: true }]));
          case 'json':
            return [said([{ text: textOf(gathered) }])];
          case 'tool-call':
            return [said([callPart(part)])];
          case 'error-frame':
            return [event(part.frame)];
          default:
            return [];
        }
      },
      end: () => [event(answer([{ text: '' }], { gathered, context }))],
    };
  },
};

function partsOf(gathered: GatheredAnswer): object[] {
  const text = textOf(gathered);
  return [
    ...(gathered.reasoning === '' ? [] : [{ text: gathered.reasoning, thought: true }]),
    ...(text === '' ? [] : [{ text }]),
    ...gathered.calls.map(callPart),
  ];
}

const callPart = ({ name, arguments: args }: { name: string; arguments: unknown }): object => ({
  functionCall: { name, args: objectIn(typeof args === 'string' ? parseJson(args) : args) ?? {} },
});

const reasons: Readonly<Record<string, string>> = { length: 'MAX_TOKENS', content_filter: 'SAFETY' };

interface AnswerContext {
  /** Of the last answer alone. */
  gathered?: GatheredAnswer;
  context: ShapeContext;
}

function answer(parts: readonly object[], { gathered, context }: AnswerContext): object {
  const usage = gathered && usageOf(gathered, context);
  const finishReason = gathered && (reasons[finishOf(gathered)] ?? 'STOP');
  return {
    candidates: [{ content: { role: 'model', parts }, index: 0, ...(finishReason ? { finishReason } : {}) }],
    ...(usage
      ? {
          usageMetadata: {
            promptTokenCount: usage.prompt_tokens,
            candidatesTokenCount: usage.completion_tokens,
            totalTokenCount: usage.total_tokens,
          },
        }
      : {}),
    modelVersion: context.model,
  };
}
