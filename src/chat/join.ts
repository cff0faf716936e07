import type { ChatEvent } from './types.ts';

/**
 * Joins adjacent pieces of the same text, reasoning or tool input. The AI SDK spends far more on a part than it took
 * to read it, so what came in one read leaves as one part.
 */
export function joinAdjacent(events: readonly ChatEvent[]): readonly ChatEvent[] {
  if (events.length < 2) return events;
  const joined: ChatEvent[] = [];
  for (let at = 0; at < events.length; ) {
    const first = events[at++];
    if (!first || !('text' in first)) {
      if (first) joined.push(first);
      continue;
    }
    let { text } = first;
    for (let next = events[at]; next && continues(first, next); next = events[++at]) text += next.text;
    joined.push({ ...first, text });
  }
  return joined;
}

type Piece = Extract<ChatEvent, { readonly text: string }>;

function continues(first: Piece, next: ChatEvent): next is Piece {
  return (
    first.type === next.type &&
    (next.type !== 'tool-input' || (first.type === 'tool-input' && first.id === next.id))
  );
}
