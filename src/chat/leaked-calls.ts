import { isRecord } from '../values/check.ts';
import { textOf } from '../values/fields.ts';

export interface LeakedCall {
  readonly name: string;
  readonly input: string;
}

export interface LeakGuard {
  /** Text that is surely no call. */
  readonly push: (text: string) => string;
  /** Gives up waiting: a real call came. */
  readonly release: () => string;
  readonly end: () => { readonly text: string; readonly calls: readonly LeakedCall[] };
}

/**
 * gpt-oss, when forced to call a tool, may write the call as JSON into its text (cloudflare/ai#574). Text that could
 * be such a call is held back until the end; any other passes at once.
 */
export function createLeakGuard(toolNames: readonly string[]): LeakGuard {
  let held = '';
  let isOpen = toolNames.length > 0;
  const release = () => {
    const text = held;
    held = '';
    isOpen = false;
    return text;
  };
  return {
    release,
    push: text => {
      if (!isOpen) return text;
      held += text;
      return /^\s*(?:$|[[{])/.test(held) ? '' : release();
    },
    end: () => {
      const text = release();
      const calls = readLeakedCalls(text, toolNames);
      return calls.length > 0 ? { text: '', calls } : { text, calls };
    },
  };
}

/** Takes `{name, arguments}`, `{name, parameters}` and `{name, …arguments}`, one or a list of them. */
function readLeakedCalls(text: string, toolNames: readonly string[]): LeakedCall[] {
  if (!text) return [];
  try {
    const value: unknown = JSON.parse(text);
    const entries = Array.isArray(value) ? value : [value];
    const calls = entries.flatMap(entry => readLeakedCall(entry, toolNames) ?? []);
    return calls.length === entries.length ? calls : [];
  } catch {
    // No JSON, or so many levels of it that it cannot be written down again.
    return [];
  }
}

function readLeakedCall(entry: unknown, toolNames: readonly string[]): LeakedCall | undefined {
  if (!isRecord(entry)) return undefined;
  const { name: given, ...rest } = entry;
  const name = textOf(given);
  if (name === undefined || !toolNames.includes(name)) return undefined;
  const input = rest.arguments ?? rest.parameters ?? rest;
  return { name, input: typeof input === 'string' ? input : JSON.stringify(input) };
}
