import { createLeakGuard, type LeakedCall } from './leaked-calls.ts';
import { createThinkTags, type ThoughtOrText } from './think-tags.ts';
import type { ChatEvent } from './types.ts';

export interface ChatTextOptions {
  /** Whether text may begin with tagged reasoning, and whether the opening tag may be missing. */
  readonly thinkTags: 'optional' | 'required' | false;
  /** Names of the tools one of which the model was told to call; none where it was free. */
  readonly forcedTools: readonly string[];
}

export interface ChatText {
  readonly push: (text: string) => ChatEvent[];
  /** The service parts reasoning from text itself: a tag that comes now is the model's own. */
  readonly leaveTags: () => ChatEvent[];
  /** A real tool call came: what was held back is text. */
  readonly release: () => ChatEvent[];
  readonly end: () => { readonly events: ChatEvent[]; readonly leaked: readonly LeakedCall[] };
}

/** The text of an answer, less what belongs elsewhere: reasoning in tags, and calls that leaked. */
export function createChatText({ thinkTags, forcedTools }: ChatTextOptions): ChatText {
  const guard = createLeakGuard(forcedTools);
  let tags = thinkTags ? createThinkTags({ opener: thinkTags }) : undefined;
  const guarded = (pieces: readonly ThoughtOrText[]): ChatEvent[] =>
    pieces.flatMap(piece => (piece.type === 'reasoning' ? [piece] : textEvents(guard.push(piece.text))));
  const leaveTags = () => {
    const rest = guarded(tags?.end() ?? []);
    tags = undefined;
    return rest;
  };
  return {
    push: text => (tags ? guarded(tags.push(text)) : textEvents(guard.push(text))),
    leaveTags,
    release: () => textEvents(guard.release()),
    end: () => {
      const events = leaveTags();
      const { text, calls } = guard.end();
      return { events: [...events, ...textEvents(text)], leaked: calls };
    },
  };
}

const textEvents = (text: string): ChatEvent[] => (text ? [{ type: 'text', text }] : []);
