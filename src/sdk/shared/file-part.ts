import type { FileData, FilePart } from '../../chat/types.ts';
import { isRecord } from '../../values/check.ts';
import { unsupportedBy } from '../../values/unsupported.ts';

/** Reads a file of a prompt: bytes, base64 or URL in `data`, bare or tagged; `mimeType` is the older name. */
export function readFilePart(part: Readonly<Record<string, unknown>>): FilePart {
  const mediaType = part.mediaType ?? part.mimeType;
  return {
    type: 'file',
    mediaType: typeof mediaType === 'string' ? mediaType : undefined,
    data: readFileData(part.data),
  };
}

function readFileData(data: unknown): FileData {
  if (data instanceof Uint8Array) return { bytes: data };
  if (data instanceof ArrayBuffer) return { bytes: new Uint8Array(data) };
  if (data instanceof URL) return { url: data.href };
  if (typeof data === 'string') return /^(?:data|https?):/i.test(data) ? { url: data } : { base64: data };
  if (isRecord(data)) return readTagged(data);
  throw unsupported('files without data');
}

function readTagged(data: Readonly<Record<string, unknown>>): FileData {
  switch (data.type) {
    case 'data':
      return readFileData(data.data);
    case 'url':
      return { url: String(data.url) };
    case 'text':
      return { text: String(data.text) };
    default:
      throw unsupported(`files given as '${data.type}'`);
  }
}

const unsupported = unsupportedBy('Workers AI chat models do not take');
