import type { AnswerShape } from './answer-shape.ts';
import { completionShape } from './completion.ts';
import { nativeShape } from './native.ts';
import { openaiShape } from './openai.ts';
import { responsesShape } from './responses.ts';
import type { ShapeName } from './shape-context.ts';
import { taskShape } from './task.ts';

export const shapes: Readonly<Record<ShapeName, AnswerShape>> = {
  native: nativeShape,
  openai: openaiShape,
  completion: completionShape,
  responses: responsesShape,
  task: taskShape,
};
