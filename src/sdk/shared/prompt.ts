import type { AssistantPart, ChatMessage, ToolResult, UserPart } from '../../chat/types.ts';
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
  const messages: ChatMessage[] = [];
  for (const { role, content } of prompt) {
    switch (role) {
      case 'system':
        messages.push({ role, text: String(content) });
        break;
      case 'user':
        messages.push({ role, content: partsOf(content).map(fromUserPart) });
        break;
      case 'assistant':
        messages.push(...fromAssistant(partsOf(content)));
        break;
      case 'tool':
        messages.push({ role, results: fromToolParts(partsOf(content)) });
        break;
      default:
        throw unsupported(`messages of the role '${role}'`);
    }
  }
  return messages;
}

const partsOf = (content: unknown): readonly Part[] =>
  Array.isArray(content) ? (content.every(isRecord) ? content : content.filter(isRecord)) : [];

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

/** Results of tools that another provider ran stand in its own message; here they follow it. */
function fromAssistant(parts: readonly Part[]): ChatMessage[] {
  const content: AssistantPart[] = [];
  const results: Part[] = [];
  for (const part of parts) {
    if (part.type === 'tool-result') results.push(part);
    // Another provider's secret: it says nothing to a model that did not write it.
    else if (part.type !== 'redacted-reasoning') content.push(fromAssistantPart(part));
  }
  const message: ChatMessage = { role: 'assistant', content };
  return results.length > 0 ? [message, { role: 'tool', results: fromToolParts(results) }] : [message];
}

function fromAssistantPart(part: Part): AssistantPart {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return { type: part.type, text: String(part.text) };
    case 'tool-call':
      return {
        type: 'tool-call',
        id: String(part.toolCallId),
        name: String(part.toolName),
        input: part.input ?? part.args,
      };
    default:
      throw unsupported(`parts of the type '${part.type}' in an assistant message`);
  }
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
