import type { AnswerShape } from './answer-shape.ts';
import { event } from './server-sent-event.ts';

/** Tasks other than chat: a scripted `json` is the whole result, scripted text the result as a string. */
export const taskShape: AnswerShape = {
  whole: gathered => (gathered.json ? gathered.json.value : gathered.text),
  events: () => ({
    push: part => (part.type === 'error-frame' ? [event(part.frame)] : []),
    end: () => [],
  }),
};
