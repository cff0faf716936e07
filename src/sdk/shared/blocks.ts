import type { ChatEvent } from '../../chat/types.ts';

/** The parts of AI SDK 5, 6 and 7 that hold what a model says; all three know these, in this form. */
export type BlockPart =
  | { type: 'text-start' | 'text-end' | 'reasoning-start' | 'reasoning-end' | 'tool-input-end'; id: string }
  | { type: 'text-delta' | 'reasoning-delta' | 'tool-input-delta'; id: string; delta: string }
  | { type: 'tool-input-start'; id: string; toolName: string }
  | { type: 'tool-call'; toolCallId: string; toolName: string; input: string };

type BlockEvent = Extract<ChatEvent, { type: 'text' | 'reasoning' | 'tool-input' | 'tool-call' }>;

export interface Blocks {
  readonly push: (event: BlockEvent) => BlockPart[];
  /** Ends what is open. */
  readonly end: () => BlockPart[];
}

/** Written out: a name put together anew for each part costs V8 more than the part. */
const names = {
  text: { prefix: 'txt', start: 'text-start', delta: 'text-delta', end: 'text-end' },
  reasoning: {
    prefix: 'reasoning',
    start: 'reasoning-start',
    delta: 'reasoning-delta',
    end: 'reasoning-end',
  },
} as const;

/** Gives the pieces of an answer their blocks: text and reasoning one after the other, tool inputs by their id. */
export function createBlocks(): Blocks {
  let open: { readonly kind: 'text' | 'reasoning'; readonly id: string } | undefined;
  let count = 0;
  const inputs = createToolInputs();

  const close = (): BlockPart[] => {
    const parts: BlockPart[] = open ? [{ type: names[open.kind].end, id: open.id }] : [];
    open = undefined;
    return parts;
  };

  const write = (kind: 'text' | 'reasoning', delta: string): BlockPart[] => {
    const name = names[kind];
    if (open?.kind === kind) return [{ type: name.delta, id: open.id, delta }];
    const ended = close();
    const id = `${name.prefix}-${count++}`;
    open = { kind, id };
    return [...ended, { type: name.start, id }, { type: name.delta, id, delta }];
  };

  const push = (event: BlockEvent): BlockPart[] => {
    switch (event.type) {
      case 'text':
      case 'reasoning':
        return write(event.type, event.text);
      case 'tool-input':
        return [...(inputs.isOpen(event.id) ? [] : close()), ...inputs.write(event)];
      case 'tool-call':
        return [
          ...close(),
          ...inputs.end(event.id),
          { type: 'tool-call', toolCallId: event.id, toolName: event.name, input: event.input },
        ];
      default:
        return event satisfies never;
    }
  };

  return { push, end: () => [...close(), ...inputs.endAll()] };
}

/** Inputs of several tools may be open at once. */
function createToolInputs(): {
  isOpen: (id: string) => boolean;
  write: (event: Extract<BlockEvent, { type: 'tool-input' }>) => BlockPart[];
  end: (id: string) => BlockPart[];
  endAll: () => BlockPart[];
} {
  const open = new Set<string>();
  const end = (id: string): BlockPart[] => (open.delete(id) ? [{ type: 'tool-input-end', id }] : []);
  return {
    isOpen: id => open.has(id),
    write: ({ id, name, text }) => {
      const parts: BlockPart[] = open.has(id) ? [] : [{ type: 'tool-input-start', id, toolName: name }];
      open.add(id);
      return text ? [...parts, { type: 'tool-input-delta', id, delta: text }] : parts;
    },
    end,
    endAll: () => [...open].flatMap(end),
  };
}
