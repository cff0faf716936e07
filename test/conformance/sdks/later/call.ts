import type { Call, ToolSpec } from '../../sdk.ts';
import type { Dialect } from './dialect.ts';
import { pastMessages, userMessage } from './messages.ts';
import type { Ai, Message, SharedOptions, TextOptions, Tool } from './module.ts';

/** One release of the package, and how its major says things. */
export interface Release<L, E> {
  readonly ai: Ai<L, E>;
  readonly dialect: Dialect;
}

type Shared<L> = Omit<Call<L>, 'tools' | 'toolChoice' | 'maxSteps'>;

/** What text and objects have in common. */
export function fromShared<L>(call: Shared<L>, dialect: Dialect): SharedOptions<L> {
  const { options, onModelCall } = call;
  return {
    model: call.model,
    ...fromPrompt(call, dialect),
    ...(call.system !== undefined && { system: call.system }),
    ...(call.maxTokens !== undefined && { maxOutputTokens: call.maxTokens }),
    ...(call.reasoning !== undefined && { reasoning: call.reasoning }),
    ...(call.maxRetries !== undefined && { maxRetries: call.maxRetries }),
    ...(call.headers && { headers: call.headers }),
    ...(call.abortSignal && { abortSignal: call.abortSignal }),
    ...(options && { providerOptions: { workersai: options } }),
    ...(onModelCall && { experimental_telemetry: dialect.telemetry(onModelCall) }),
  };
}

function fromPrompt<L>(call: Shared<L>, dialect: Dialect): Pick<SharedOptions<L>, 'prompt' | 'messages'> {
  const isPlain = !call.images && !call.past && !call.approve;
  return isPlain ? { prompt: call.prompt } : { messages: messagesOf(call, dialect) };
}

function messagesOf<L>({ prompt, images, past }: Shared<L>, dialect: Dialect): Message[] {
  return [userMessage(prompt, images), ...(past ? pastMessages(past, dialect) : [])];
}

export function fromCall<L, E>(call: Call<L>, { ai, dialect }: Release<L, E>): TextOptions<L> {
  const { tools, toolChoice, maxSteps, rawChunks } = call;
  return {
    ...fromShared(call, dialect),
    ...(tools && { tools: fromTools(tools, { ai, needsApproval: call.approve !== undefined }) }),
    ...(toolChoice && {
      toolChoice: typeof toolChoice === 'string' ? toolChoice : { type: 'tool', toolName: toolChoice.tool },
    }),
    ...(maxSteps !== undefined && { stopWhen: ai.stepCountIs(maxSteps) }),
    ...(rawChunks !== undefined && { includeRawChunks: rawChunks }),
  };
}

function fromTools<L, E>(
  tools: Readonly<Record<string, ToolSpec>>,
  { ai, needsApproval }: { ai: Ai<L, E>; needsApproval: boolean },
): Record<string, Tool> {
  const entries = Object.entries(tools).map(([name, { description, input, execute }]) => [
    name,
    ai.tool({
      description,
      inputSchema: input,
      ...(needsApproval && { needsApproval }),
      execute: async args => execute(args),
    }),
  ]);
  return Object.fromEntries(entries);
}
