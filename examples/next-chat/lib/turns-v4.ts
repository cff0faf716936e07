import type { UIMessage } from 'ai4';
import type { GatewayCall } from './gateway-call';
import type { Block, Turn } from './turns';

/** A message of AI SDK 4, which has its thoughts, its tool calls and its extras in other places. */
export function turnOfV4(
  { id, role, parts, annotations = [] }: UIMessage,
  { isLive }: { isLive: boolean },
): Turn {
  return {
    id,
    role: role === 'user' ? 'user' : 'assistant',
    blocks: parts.flatMap((part, index) => blocksOf(part, isLive && index === parts.length - 1)),
    calls: annotations.flatMap(callsIn),
  };
}

function blocksOf(part: UIMessage['parts'][number], isLast: boolean): Block[] {
  if (part.type === 'text') return part.text ? [{ kind: 'text', text: part.text }] : [];
  if (part.type === 'reasoning') return [{ kind: 'reasoning', text: part.reasoning, isOpen: isLast }];
  if (part.type !== 'tool-invocation') return [];
  const { toolName: name, args: input } = part.toolInvocation;
  return part.toolInvocation.state === 'result'
    ? [{ kind: 'tool', name, input, state: 'done', output: String(part.toolInvocation.result) }]
    : [{ kind: 'tool', name, input, state: 'running', output: '' }];
}

function callsIn(annotation: unknown): GatewayCall[] {
  if (typeof annotation !== 'object' || annotation === null) return [];
  const field = (name: string): unknown => Reflect.get(annotation, name);
  const text = (name: string) => (typeof field(name) === 'string' ? String(field(name)) : undefined);
  const count = (name: string) => (typeof field(name) === 'number' ? Number(field(name)) : undefined);
  return [
    {
      model: text('model') ?? '',
      logId: text('logId'),
      cacheStatus: text('cacheStatus'),
      milliseconds: count('milliseconds') ?? 0,
      tokensIn: count('tokensIn'),
      tokensOut: count('tokensOut'),
    },
  ];
}
