import type { AnswerShape } from './answer-shape.ts';
import { usageOf } from './gathered-answer.ts';
import { openaiShape } from './openai.ts';
import { done } from './server-sent-event.ts';

/** A tool call comes whole in one chunk. https://docs.x.ai/docs/guides/function-calling */
export const grokShape: AnswerShape = {
  whole: openaiShape.whole,
  events: (gathered, context) => openaiShape.events(gathered, { ...context, wholeCalls: true }),
};

/** So it does, and usage is in the chunk with the finish reason, never in one without choices. https://docs.mistral.ai/api/ */
export const mistralShape: AnswerShape = {
  whole: openaiShape.whole,
  events: (gathered, context) => {
    const writer = grokShape.events(gathered, { ...context, includeUsage: false });
    return {
      push: writer.push,
      end: () => {
        const frames = writer.end().filter(frame => frame !== done);
        const usage = JSON.stringify(usageOf(gathered, context));
        const last = frames.pop()?.replace(/\}\n\n$/, `,"usage":${usage}}\n\n`) ?? '';
        return [...frames, last, done];
      },
    };
  },
};

/** Each delta has a role and a text. https://docs.perplexity.ai/api-reference/chat-completions-post */
export const perplexityShape: AnswerShape = {
  whole: openaiShape.whole,
  events: (gathered, context) => {
    const writer = openaiShape.events(gathered, context);
    return { push: part => writer.push(part).map(filled), end: () => writer.end().map(filled) };
  },
};

const filled = (frame: string): string =>
  frame.replace(
    /"delta":\{(?:"role":"assistant",?)?(?:"content":("(?:[^"\\]|\\.)*"))?\}/,
    (_delta, content = '""') => `"delta":{"role":"assistant","content":${content}}`,
  );
