import type { GatheredAnswer } from './gathered-answer.ts';
import type { ContentPart, ShapeContext } from './shape-context.ts';

/** Writes the events of a stream; each string is one chunk. */
export interface EventWriter {
  push(part: ContentPart): string[];
  end(): string[];
}

export interface AnswerShape {
  /** The result of a call that is not streamed. */
  whole(gathered: GatheredAnswer, context: ShapeContext): unknown;
  events(gathered: GatheredAnswer, context: ShapeContext): EventWriter;
}
