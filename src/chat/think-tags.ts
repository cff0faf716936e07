const opener = '<think>';
const closer = '</think>';

export interface ThoughtOrText {
  readonly type: 'reasoning' | 'text';
  readonly text: string;
}

export interface ThinkTags {
  readonly push: (text: string) => ThoughtOrText[];
  /** What was held back because it could have become a tag. */
  readonly end: () => ThoughtOrText[];
}

/**
 * Parts reasoning from text in models that write `<think>…</think>` into it. Their template often has the opening
 * tag already, so that the answer begins inside it (`opener: 'optional'`).
 */
export function createThinkTags(options: { readonly opener: 'optional' | 'required' }): ThinkTags {
  let place: 'start' | 'inside' | 'behind' | 'outside' = 'start';
  let held = '';
  // Blanks before the first word: no tag is looked for in them again.
  const blanks: string[] = [];

  const begin = (text: string): ThoughtOrText[] => {
    const start = held ? held + text : text.trimStart();
    if (!held) blanks.push(text.slice(0, text.length - start.length));
    held = start;
    if (start.length < opener.length && opener.startsWith(start)) return [];
    const isTagged = start.startsWith(opener);
    place = isTagged || options.opener === 'optional' ? 'inside' : 'outside';
    held = '';
    return push(isTagged ? start.slice(opener.length) : blanks.join('') + start);
  };

  const think = (text: string): ThoughtOrText[] => {
    const { thought, rest, isClosed } = splitThought(held + text);
    held = isClosed ? '' : rest;
    if (!isClosed) return part('reasoning', thought);
    place = 'behind';
    return [...part('reasoning', thought), ...push(rest)];
  };

  const push = (text: string): ThoughtOrText[] => {
    if (place === 'start') return begin(text);
    if (place === 'inside') return think(text);
    // The blank lines after the closing tag are the template's, not the answer's.
    const answer = place === 'behind' ? text.trimStart() : text;
    if (answer) place = 'outside';
    return part('text', answer);
  };

  return {
    push,
    end: () => {
      const rest = place === 'start' ? blanks.join('') + held : held;
      held = '';
      return part(place === 'inside' ? 'reasoning' : 'text', rest);
    },
  };
}

const part = (type: ThoughtOrText['type'], text: string): ThoughtOrText[] => (text ? [{ type, text }] : []);

/** What is surely reasoning, and what stands behind the closing tag, or could be the beginning of one. */
function splitThought(text: string): { thought: string; rest: string; isClosed: boolean } {
  const end = text.indexOf(closer);
  if (end >= 0) return { thought: text.slice(0, end), rest: text.slice(end + closer.length), isClosed: true };
  const sure = text.length - heldTail(text);
  return { thought: text.slice(0, sure), rest: text.slice(sure), isClosed: false };
}

/** Length of the closing tag's beginning with which the text ends. */
function heldTail(text: string): number {
  for (let length = closer.length - 1; length > 0; length--) {
    if (text.endsWith(closer.slice(0, length))) return length;
  }
  return 0;
}
