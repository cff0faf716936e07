import type { Pattern } from './pattern.ts';

/** What may still be spent on the schema of one answer: about 100 ms. */
export interface Effort {
  left: number;
}

interface Matching {
  text: readonly string[];
  effort: Effort;
}

/** Whether the pattern is met anywhere in the text. Goes through all ways at once, so that none is gone twice. */
export function meets(pattern: Pattern, value: string, effort: Effort): boolean {
  const text = [...value];
  const starts = new Set(Array.from({ length: text.length + 1 }, (_, index) => index));
  const ends = endsOf(pattern, starts, { text, effort });
  return effort.left > 0 && ends.size > 0;
}

type Positions = ReadonlySet<number>;

const none: Positions = new Set();

function endsOf(pattern: Pattern, starts: Positions, matching: Matching): Positions {
  const { text, effort } = matching;
  effort.left -= starts.size + 1;
  if (effort.left <= 0) return none;
  switch (pattern.type) {
    case 'character':
      return new Set(
        [...starts].filter(at => at < text.length && pattern.has(text[at] ?? '')).map(at => at + 1),
      );
    case 'edge':
      return new Set([...starts].filter(at => pattern.holds(text, at)));
    case 'sequence':
      return pattern.parts.reduce(
        (ends, part) => (ends.size === 0 ? ends : endsOf(part, ends, matching)),
        starts,
      );
    case 'choice':
      return new Set(pattern.options.flatMap(option => [...endsOf(option, starts, matching)]));
    case 'repeat':
      return endsOfRepeat(pattern, starts, matching);
    default:
      return pattern satisfies never;
  }
}

function endsOfRepeat(
  { of, least, most }: Extract<Pattern, { type: 'repeat' }>,
  starts: Positions,
  matching: Matching,
): Positions {
  const reached = new Set(least === 0 ? starts : none);
  let frontier = starts;
  for (let count = 1; count <= most && frontier.size > 0; count++) {
    const ends = endsOf(of, frontier, matching);
    frontier = count < least ? ends : new Set([...ends].filter(at => !reached.has(at)));
    if (count >= least) for (const at of frontier) reached.add(at);
  }
  return reached;
}

/** What stands for a class, letters first. */
const samples: readonly string[] = [
  ...'aA0-_ .,:/@#+!',
  ...Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)),
  ...'\n\téΩя中',
];

/** Beyond this many characters nothing more is written. */
const longest = 1000;

/** A text that meets the pattern, with this many repeats of each part where it allows them. */
export function written(pattern: Pattern, repeats: number): string {
  switch (pattern.type) {
    case 'character':
      return pattern.has(pattern.source) ? pattern.source : (samples.find(pattern.has) ?? '');
    case 'edge':
      return '';
    case 'sequence':
      return pattern.parts.reduce(
        (text, part) => (text.length > longest ? text : text + written(part, repeats)),
        '',
      );
    case 'choice':
      return pattern.options[0] ? written(pattern.options[0], repeats) : '';
    case 'repeat': {
      const text = written(pattern.of, repeats);
      const most = text === '' ? 0 : Math.floor(longest / text.length);
      return text.repeat(Math.min(Math.max(pattern.least, repeats), pattern.most, most));
    }
    default:
      return pattern satisfies never;
  }
}
