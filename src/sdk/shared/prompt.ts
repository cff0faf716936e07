import type { AssistantPart, ChatMessage, ToolResult, UserPart } from '../../chat/types.ts';
import { flatMap } from '../../stream/flat-map.ts';
import { isRecord } from '../../values/check.ts';
import { unsupportedBy } from '../../values/unsupported.ts';
import { readFilePart } from './file-part.ts';
import { readToolOutput } from './tool-output.ts';

type Part = Readonly<Record<string, unknown>>;

/**
 * Reads the prompt of any AI SDK version. Newer SDKs hand older models prompts that mix the versions' parts, so each
 * part is known by its shape.
 * @throws UnsupportedFunctionalityError for content that Workers AI cannot be told.
 */
export function fromPrompt(
  prompt: readonly { readonly role: string; readonly content: unknown }[],
): readonly ChatMessage[] {
  return flatMap(prompt, ({ role, content }): ChatMessage[] => {
    const parts = Array.isArray(content) ? content.filter(isRecord) : [];
    switch (role) {
      case 'system':
        return [{ role, text: String(content) }];
      case 'user':
        return [{ role, content: parts.map(fromUserPart) }];
      case 'assistant':
        return [{ role, content: flatMap(parts, fromAssistantPart) }, ...providerResults(parts)];
      case 'tool':
        return [{ role, results: fromToolParts(parts) }];
      default:
        throw unsupported(`messages of the role '${role}'`);
    }
  });
}

function fromUserPart(part: Part): UserPart {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: String(part.text) };
    case 'image':
      return readFilePart({ ...part, data: part.image, mediaType: part.mimeType ?? 'image' });
    case 'file':
      return readFilePart(part);
    default:
      throw unsupported(`parts of the type '${part.type}' in a user message`);
  }
}

function fromAssistantPart(part: Part): AssistantPart[] {
  switch (part.type) {
    case 'text':
      return [{ type: 'text', text: String(part.text) }];
    case 'reasoning':
      return [{ type: 'reasoning', text: String(part.text) }];
    case 'tool-call':
      return [
        {
          type: 'tool-call',
          id: String(part.toolCallId),
          name: String(part.toolName),
          input: part.input ?? part.args,
        },
      ];
    // Another provider's secret: it says nothing to a model that did not write it.
    case 'redacted-reasoning':
    case 'tool-result':
      return [];
    default:
      throw unsupported(`parts of the type '${part.type}' in an assistant message`);
  }
}

/** Results of tools that another provider ran stand in its own message; here they follow it. */
function providerResults(parts: readonly Part[]): ChatMessage[] {
  const results = fromToolParts(parts.filter(part => part.type === 'tool-result'));
  return results.length > 0 ? [{ role: 'tool', results }] : [];
}

/** Approvals are between the AI SDK and its user: the results tell the model what came of them. */
function fromToolParts(parts: readonly Part[]): ToolResult[] {
  return parts
    .filter(part => part.type !== 'tool-approval-response')
    .map(part => ({
      id: String(part.toolCallId),
      name: String(part.toolName),
      content: readToolOutput(part),
    }));
}

const unsupported = unsupportedBy('Workers AI chat models do not take');
