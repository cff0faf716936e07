import type { AnswerShape } from './answer-shape.ts';
import { anthropicShape } from './anthropic.ts';
import { cohereShape } from './cohere.ts';
import { completionShape } from './completion.ts';
import { geminiShape } from './gemini.ts';
import { nativeShape } from './native.ts';
import { openaiShape } from './openai.ts';
import { grokShape, mistralShape, perplexityShape } from './openai-dialects.ts';
import { openaiResponsesShape } from './openai-responses.ts';
import { responsesShape } from './responses.ts';
import type { ShapeName } from './shape-context.ts';
import { taskShape } from './task.ts';

export const shapes: Readonly<Record<ShapeName, AnswerShape>> = {
  native: nativeShape,
  openai: openaiShape,
  completion: completionShape,
  responses: responsesShape,
  task: taskShape,
  anthropic: anthropicShape,
  cohere: cohereShape,
  gemini: geminiShape,
  grok: grokShape,
  mistral: mistralShape,
  'openai-responses': openaiResponsesShape,
  perplexity: perplexityShape,
};
