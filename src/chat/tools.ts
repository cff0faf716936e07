import type { Format } from '../transport/format.ts';
import type { ChatTool, ChatToolChoice } from './types.ts';

/** Tools and tool choice as inputs; nothing at all without tools. */
export function buildTools(
  tools: readonly ChatTool[] | undefined,
  { toolChoice, format }: { toolChoice?: ChatToolChoice | undefined; format: Format },
): Record<string, unknown> {
  if (!tools || tools.length === 0) return {};
  return {
    tools: tools.map(tool => buildTool(tool, { format })),
    ...(toolChoice && { tool_choice: buildToolChoice(toolChoice) }),
  };
}

/** The schemas of some models ask for a description, and refuse null or false in its place. */
function buildTool(
  { name, description = '', parameters, strict }: ChatTool,
  { format }: { format: Format },
): object {
  const isStrict = strict !== undefined && format === 'openai';
  return { type: 'function', function: { name, description, parameters, ...(isStrict && { strict }) } };
}

/** `any` is refused (error 8001), and `required` is only advice to several models, but a tool's name binds. */
function buildToolChoice(choice: ChatToolChoice): unknown {
  return choice.type === 'tool' ? { type: 'function', function: { name: choice.name } } : choice.type;
}

/** Names of the tools one of which must be called. */
export function forcedTools(
  tools: readonly ChatTool[] | undefined,
  { toolChoice }: { toolChoice?: ChatToolChoice | undefined },
): string[] {
  if (toolChoice?.type === 'tool') return [toolChoice.name];
  return toolChoice?.type === 'required' ? (tools ?? []).map(tool => tool.name) : [];
}
