import type { ContentPart, InferUIMessageChunk } from 'ai';
import type { ChatMessage } from './chat';
import type { tools } from './tools';

type Chunk = InferUIMessageChunk<ChatMessage>;

/** A part of an answer that is there at once, as the stream of which `useChat` makes its messages. */
export function chunksOf(part: ContentPart<typeof tools>, id: string): Chunk[] {
  switch (part.type) {
    case 'text':
      return [
        { type: 'text-start', id },
        { type: 'text-delta', id, delta: part.text },
        { type: 'text-end', id },
      ];
    case 'reasoning':
      return [
        { type: 'reasoning-start', id },
        { type: 'reasoning-delta', id, delta: part.text },
        { type: 'reasoning-end', id },
      ];
    case 'tool-call':
      return [{ ...named(part), type: 'tool-input-available', input: part.input }];
    case 'tool-result':
      return [{ type: 'tool-output-available', toolCallId: part.toolCallId, output: part.output }];
    case 'tool-error':
      return [{ type: 'tool-output-error', toolCallId: part.toolCallId, errorText: messageOf(part.error) }];
    default:
      return [];
  }
}

const named = ({ toolCallId, toolName }: { toolCallId: string; toolName: string }) => ({
  toolCallId,
  toolName,
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
