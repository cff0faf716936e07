import type { ChatEvent } from './types.ts';

/**
 * Joins adjacent pieces of the same text, reasoning or tool input. The AI SDK spends far more on a part than it took
 * to read it, so what came in one read leaves as one part.
 */
export function joinAdjacent(events: readonly ChatEvent[]): readonly ChatEvent[] {
  if (events.length < 2) return events;
  const joined: ChatEvent[] = [];
  let last: ChatEvent | undefined;
  for (const event of events) {
    const both = last && join(last, event);
    if (both) joined[joined.length - 1] = both;
    else joined.push(event);
    last = both ?? event;
  }
  return joined;
}

function join(last: ChatEvent, next: ChatEvent): ChatEvent | undefined {
  if (last.type === 'text' && next.type === 'text') return { type: 'text', text: last.text + next.text };
  if (last.type === 'reasoning' && next.type === 'reasoning')
    return { type: 'reasoning', text: last.text + next.text };
  if (last.type === 'tool-input' && next.type === 'tool-input' && last.id === next.id) {
    return { ...last, text: last.text + next.text };
  }
  return undefined;
}
