import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Format } from '../transport/format.ts';
import type { ChatTool, ChatToolChoice } from './types.ts';

/** Tools and tool choice as inputs; nothing at all without tools. */
export function buildTools(
  tools: readonly ChatTool[] | undefined,
  { toolChoice, format }: { toolChoice?: ChatToolChoice | undefined; format: Format },
): Record<string, unknown> {
  expectToolChoice(toolChoice, tools ?? []);
  // Under `none` a call would break the choice, so the model does not get to know the tools.
  if (!tools || tools.length === 0 || toolChoice?.type === 'none') return {};
  return {
    tools: tools.map(tool => buildTool(tool, { format })),
    ...(toolChoice && { tool_choice: buildToolChoice(toolChoice) }),
  };
}

function expectToolChoice(toolChoice: ChatToolChoice | undefined, tools: readonly ChatTool[]): void {
  if (toolChoice?.type !== 'required' && toolChoice?.type !== 'tool') return;
  const isMissing = toolChoice.type === 'tool' && !tools.some(({ name }) => name === toolChoice.name);
  if (tools.length > 0 && !isMissing) return;
  const what = toolChoice.type === 'tool' ? `the tool ${JSON.stringify(toolChoice.name)}` : 'a tool call';
  throw new InvalidArgumentError({
    argument: 'toolChoice',
    message:
      tools.length > 0
        ? `toolChoice requires ${what}, which is not among the tools of the call.`
        : `toolChoice requires ${what}, but the call has no tools.`,
  });
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
