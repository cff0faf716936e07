import { Buffer } from 'node:buffer';
import type { File, Image, PastCall, ToolOutput } from '../../sdk.ts';
import type { Dialect } from './dialect.ts';
import type { Message } from './module.ts';

export function userMessage(prompt: string, images: readonly (Image | File)[] = []): Message {
  return { role: 'user', content: [{ type: 'text', text: prompt }, ...images.map(toUserPart)] };
}

function toUserPart(image: Image | File): object {
  if ('file' in image) return { type: 'file', data: image.file, mediaType: image.mediaType };
  const { data, mediaType } = image;
  return { type: 'image', image: data, ...(mediaType !== undefined && { mediaType }) };
}

/** Tools that ran earlier, as the messages that tell of them. */
export function pastMessages(past: readonly PastCall[], dialect: Dialect): Message[] {
  const calls = past.map(({ id, name, input }) => ({
    type: 'tool-call',
    toolCallId: id,
    toolName: name,
    input,
  }));
  const results = past.map(({ id, name, output }) => ({
    type: 'tool-result',
    toolCallId: id,
    toolName: name,
    output: toOutput(output, dialect),
  }));
  return [
    { role: 'assistant', content: calls },
    { role: 'tool', content: results },
  ];
}

function toOutput(output: ToolOutput, dialect: Dialect): object {
  if (output.type !== 'content') return output;
  return { type: 'content', value: output.value.map(part => toContent(part, dialect)) };
}

function toContent(part: string | Image, { toolImage }: Dialect): object {
  if (typeof part === 'string') return { type: 'text', text: part };
  const { data, mediaType } = part;
  if (mediaType === undefined) throw new Error('AI SDK 5 and later want to know what an image of a tool is.');
  return toolImage({
    mediaType,
    data: typeof data === 'string' ? data : Buffer.from(data).toString('base64'),
  });
}
