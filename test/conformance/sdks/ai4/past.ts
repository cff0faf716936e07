import { Buffer } from 'node:buffer';
import type { CoreMessage, ToolResultPart } from 'ai';
import type { Image, PastCall, ToolOutput } from '../../sdk.ts';

/** Tools that ran earlier, as the messages that tell of them. */
export function pastMessages(past: readonly PastCall[] = []): CoreMessage[] {
  if (past.length === 0) return [];
  const calls = past.map(({ id, name, input }) => ({
    type: 'tool-call' as const,
    toolCallId: id,
    toolName: name,
    args: input,
  }));
  const results = past.map(({ id, name, output }) => ({
    type: 'tool-result' as const,
    toolCallId: id,
    toolName: name,
    ...toResult(output),
  }));
  return [
    { role: 'assistant', content: calls },
    { role: 'tool', content: results },
  ];
}

function toResult(output: ToolOutput): Pick<ToolResultPart, 'result' | 'isError' | 'experimental_content'> {
  switch (output.type) {
    case 'text':
    case 'json':
      return { result: output.value };
    case 'error-text':
    case 'error-json':
      return { result: output.value, isError: true };
    case 'content':
      return { result: null, experimental_content: output.value.map(toContent) };
    case 'execution-denied':
      throw new Error('AI SDK 4 knows no tool that was denied.');
    default:
      return output satisfies never;
  }
}

const toContent = (part: string | Image) =>
  typeof part === 'string'
    ? { type: 'text' as const, text: part }
    : { type: 'image' as const, data: toBase64(part.data), ...mimeType(part) };

const toBase64 = (data: Image['data']) =>
  typeof data === 'string' ? data : Buffer.from(data).toString('base64');

const mimeType = ({ mediaType }: Image) => (mediaType === undefined ? {} : { mimeType: mediaType });
