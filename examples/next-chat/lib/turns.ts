import { getToolName, isToolUIPart } from 'ai';
import type { ChatMessage } from './chat';
import type { GatewayCall } from './gateway-call';

/** A message as the page shows it, whichever version of the AI SDK it came from. */
export interface Turn {
  id: string;
  role: 'user' | 'assistant';
  blocks: Block[];
  calls: GatewayCall[];
}

export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'reasoning'; text: string; isOpen: boolean }
  | { kind: 'tool'; name: string; input: unknown; state: 'running' | 'done' | 'failed'; output: string }
  | { kind: 'image'; url: string; name: string }
  | ({ kind: 'drawing'; prompt: string } & DrawingState);

type DrawingState =
  | { state: 'running' }
  | { state: 'done'; url: string; model: string }
  | { state: 'failed'; problem: string };

export type Status = 'submitted' | 'streaming' | 'ready' | 'error';

export function turnOf({ id, role, parts, metadata }: ChatMessage): Turn {
  return {
    id,
    role: role === 'user' ? 'user' : 'assistant',
    blocks: parts.flatMap(blocksOf),
    calls: metadata?.calls ?? [],
  };
}

function blocksOf(part: ChatMessage['parts'][number]): Block[] {
  if (part.type === 'text') return part.text ? [{ kind: 'text', text: part.text }] : [];
  if (part.type === 'reasoning') {
    return [{ kind: 'reasoning', text: part.text, isOpen: part.state === 'streaming' }];
  }
  if (part.type === 'file') return [{ kind: 'image', url: part.url, name: part.filename ?? 'image' }];
  if (part.type === 'tool-draw') return [drawingOf(part)];
  if (!isToolUIPart(part)) return [];
  const tool = { kind: 'tool', name: getToolName(part), input: part.input } as const;
  if (part.state === 'output-available') return [{ ...tool, state: 'done', output: String(part.output) }];
  if (part.state === 'output-error') return [{ ...tool, state: 'failed', output: problemOf(part) }];
  return [{ ...tool, state: 'running', output: '' }];
}

function drawingOf(part: Extract<ChatMessage['parts'][number], { type: 'tool-draw' }>): Block {
  const drawing = { kind: 'drawing', prompt: part.input?.prompt ?? '' } as const;
  if (part.state === 'output-available') return { ...drawing, state: 'done', ...part.output };
  if (part.state === 'output-error') return { ...drawing, state: 'failed', problem: problemOf(part) };
  return { ...drawing, state: 'running' };
}

/** The stream has errors with their names before them. */
const problemOf = ({ errorText }: { errorText: string }): string => errorText.replace(/^Error: /, '');
