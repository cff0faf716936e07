import { isRecord } from '../values/check.ts';
import { recordOf, textOf } from '../values/fields.ts';
import { splitJson } from '../values/json-scan.ts';

export interface LeakedCall {
  readonly name: string;
  readonly input: string;
}

export interface LeakGuard {
  /** Text that is surely no call. */
  readonly push: (text: string) => string;
  /** Stops waiting: a real call came. */
  readonly release: () => string;
  readonly end: () => ReadText;
}

/** What calls in text begin with, besides a bracket: Hermes and Qwen, Llama, and any model that writes Markdown. */
const marks = ['<tool_call>', '<|python_tag|>', '```'];

const startsLikeCall = (start: string): boolean =>
  /^(?:$|[[{])/.test(start) || marks.some(mark => start.startsWith(mark) || mark.startsWith(start));

/**
 * Models that are forced to call a tool may write the call into their text (cloudflare/ai#574). Text that could be such
 * a call is held back until the end; any other passes at once.
 */
export function createLeakGuard(toolNames: readonly string[]): LeakGuard {
  const held: string[] = [];
  // The first characters, until they show that the text begins like a call.
  let start = '';
  let isOpen = toolNames.length > 0;
  const release = () => {
    isOpen = false;
    return held.splice(0).join('');
  };
  return {
    release,
    push: text => {
      if (!isOpen) return text;
      held.push(text);
      if (start.length < longestMark) start += (start ? text : text.trimStart()).slice(0, longestMark);
      return startsLikeCall(start) ? '' : release();
    },
    end: () => readLeakedCalls(release(), toolNames),
  };
}

const longestMark = Math.max(...marks.map(mark => mark.length));

/** What stands around calls, and is neither theirs nor text. */
const noise = /<\/?tool_call>|<\|\w+\|>|```[\w-]*|^\s*[;,]/g;

interface ReadText {
  readonly text: string;
  readonly calls: readonly LeakedCall[];
}

/** The calls of a text, and what else a text with marks says. All of it is text where a value in it is no call. */
function readLeakedCalls(text: string, toolNames: readonly string[]): ReadText {
  const whole = { text, calls: [] };
  if (text === '') return whole;
  try {
    const { words, calls } = findCalls(text, toolNames);
    const known = calls.filter(call => call !== undefined);
    if (known.length === 0 || known.length < calls.length) return whole;
    return words === '' || /^\s*[<`[]/.test(text) ? { text: words, calls: known } : whole;
  } catch {
    // No JSON, or so many levels of it that it cannot be written down again.
    return whole;
  }
}

function findCalls(
  text: string,
  toolNames: readonly string[],
): { readonly words: string; readonly calls: readonly (LeakedCall | undefined)[] } {
  // Mistral's marks look like lists: `[TOOL_CALLS][…]`, or `[TOOL_CALLS]name[ARGS]{…}`.
  const plain = /^\s*\[TOOL_CALLS\]/.test(text) ? text.replace(/\[(?:TOOL_CALLS|ARGS)\]/g, ' ') : text;
  let words = '';
  const calls = splitJson(plain).flatMap(piece => {
    const at = piece.search(/[[{]|$/);
    const before = piece.slice(0, at).replace(noise, '').trim();
    const isName = at < piece.length && toolNames.includes(before);
    if (!isName) words += before;
    if (at === piece.length) return [];
    const value: unknown = JSON.parse(piece.slice(at));
    if (isName) return [{ name: before, input: JSON.stringify(value) }];
    return entriesOf(value).map(entry => readLeakedCall(entry, toolNames));
  });
  return { words, calls };
}

function entriesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const { tool_calls: calls } = recordOf(value);
  return Array.isArray(calls) ? calls : [value];
}

/**
 * Takes `{name, arguments}`, `{name, parameters}` and `{name, …arguments}`, and the first two within `function`, as
 * OpenAI nests them.
 */
function readLeakedCall(entry: unknown, toolNames: readonly string[]): LeakedCall | undefined {
  const outer = recordOf(entry);
  const { name: given, ...rest } = isRecord(outer.function) ? outer.function : outer;
  const name = textOf(given);
  if (name === undefined || !toolNames.includes(name)) return undefined;
  const input = rest.arguments ?? rest.parameters ?? rest;
  return { name, input: typeof input === 'string' ? input : JSON.stringify(input) };
}
