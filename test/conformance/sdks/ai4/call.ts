import type { LanguageModelV1 } from '@ai-sdk/provider-v1';
import type { CoreUserMessage, FilePart, ImagePart, ToolChoice } from 'ai';
import type { Call, File, Image, ToolSpec } from '../../sdk.ts';
import { createTracer } from '../tracer.ts';
import type { Ai4, Telemetry, TextOptions, Tools } from './module.ts';
import { pastMessages } from './past.ts';

type Shared = Omit<Call<LanguageModelV1>, 'tools' | 'toolChoice' | 'maxSteps'>;
type SharedOptions = Pick<
  TextOptions,
  | 'model'
  | 'system'
  | 'prompt'
  | 'messages'
  | 'maxTokens'
  | 'maxRetries'
  | 'headers'
  | 'abortSignal'
  | 'providerOptions'
> & { experimental_telemetry?: Telemetry };

/** What text and objects have in common. */
export function fromShared({ prompt, images, past, options, onModelCall, ...call }: Shared): SharedOptions {
  return {
    model: call.model,
    ...(images || past ? { messages: [userMessage(prompt, images), ...pastMessages(past)] } : { prompt }),
    ...(call.system !== undefined && { system: call.system }),
    ...(call.maxTokens !== undefined && { maxTokens: call.maxTokens }),
    ...(call.maxRetries !== undefined && { maxRetries: call.maxRetries }),
    ...(call.headers && { headers: call.headers }),
    ...(call.abortSignal && { abortSignal: call.abortSignal }),
    ...(options && { providerOptions: { workersai: options } }),
    ...(onModelCall && { experimental_telemetry: { isEnabled: true, tracer: createTracer(onModelCall) } }),
  };
}

function userMessage(prompt: string, images: readonly (Image | File)[] = []): CoreUserMessage {
  return { role: 'user', content: [{ type: 'text', text: prompt }, ...images.map(toUserPart)] };
}

function toUserPart(image: Image | File): ImagePart | FilePart {
  if ('file' in image) return { type: 'file', data: image.file, mimeType: image.mediaType };
  const { data, mediaType } = image;
  return { type: 'image', image: data, ...(mediaType !== undefined && { mimeType: mediaType }) };
}

export function fromCall(
  { tools, toolChoice, maxSteps, ...call }: Call<LanguageModelV1>,
  ai: Ai4,
): SharedOptions & { tools?: Tools; toolChoice?: ToolChoice<Tools>; maxSteps?: number } {
  return {
    ...fromShared(call),
    ...(tools && { tools: fromTools(tools, ai) }),
    ...(toolChoice && {
      toolChoice:
        typeof toolChoice === 'string' ? toolChoice : { type: 'tool' as const, toolName: toolChoice.tool },
    }),
    ...(maxSteps !== undefined && { maxSteps }),
  };
}

function fromTools(tools: Readonly<Record<string, ToolSpec>>, ai: Ai4): Tools {
  const entries = Object.entries(tools).map(([name, { description, input, execute }]) => [
    name,
    ai.tool({ description, parameters: input, execute: async args => execute(args) }),
  ]);
  return Object.fromEntries(entries);
}
