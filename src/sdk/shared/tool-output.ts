import type { UserPart } from '../../chat/types.ts';
import { isRecord } from '../../values/check.ts';
import { toText } from '../../values/json.ts';
import { unsupportedBy } from '../../values/unsupported.ts';
import { readFilePart } from './file-part.ts';

/** Reads what a tool gave: `output` of AI SDK 5 and later, or `result` and `content` of AI SDK 4. */
export function readToolOutput(part: Readonly<Record<string, unknown>>): UserPart[] {
  if (isRecord(part.output)) return readOutput(part.output);
  if (Array.isArray(part.content)) return part.content.filter(isRecord).map(fromContent);
  return [fromValue(part.result)];
}

function readOutput(output: Readonly<Record<string, unknown>>): UserPart[] {
  switch (output.type) {
    case 'content':
      return Array.isArray(output.value) ? output.value.filter(isRecord).map(fromContent) : [];
    case 'execution-denied':
      return [fromValue(output.reason ?? 'The user did not allow the tool to run.')];
    default:
      return [fromValue(output.value)];
  }
}

/** A text goes as it is, anything else as JSON. */
function fromValue(value: unknown): UserPart {
  return { type: 'text', text: toText(value, { what: 'tool results' }) };
}

/** Each AI SDK version has its own names for the parts of a tool's output. */
function fromContent(part: Readonly<Record<string, unknown>>): UserPart {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: String(part.text) };
    case 'image':
      return readFilePart({ ...part, mediaType: part.mimeType ?? 'image' });
    case 'media':
    case 'file':
    case 'file-data':
    case 'image-data':
      return readFilePart(part);
    case 'file-url':
    case 'image-url':
      return readFilePart({ mediaType: part.mediaType ?? 'image', data: part.url });
    default:
      throw unsupported(`parts of the type '${part.type}' in a tool result`);
  }
}

const unsupported = unsupportedBy('Workers AI chat models do not take');
