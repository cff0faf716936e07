import type { LanguageModelV1, LanguageModelV1CallOptions } from '@ai-sdk/provider-v1';
import type { Chat } from '../../chat/chat.ts';
import type { ChatAnswer } from '../../chat/types.ts';
import type { ModelName } from '../../provider/kinds.ts';
import { fromCall, toolWarnings } from './call.ts';
import { toCallDetails, toResult } from './result.ts';
import { toStreamParts } from './stream.ts';

/** A chat model as AI SDK 4 calls it. */
export function toLanguageModel(chat: Chat, { provider, modelId }: ModelName): LanguageModelV1 {
  return {
    specificationVersion: 'v1',
    provider,
    modelId,
    defaultObjectGenerationMode: 'json',
    // The schema goes with the request, so that the SDK need not write it into the prompt.
    supportsStructuredOutputs: true,
    supportsImageUrls: false,
    doGenerate: async options => {
      const answer = await chat.generate(fromCall(options));
      return { ...toResult(answer), ...callDetails(answer, options) };
    },
    doStream: async options => {
      const answer = await chat.stream(fromCall(options), toStreamParts);
      return {
        stream: answer.stream,
        rawResponse: { headers: answer.response.headers },
        ...callDetails(answer, options),
      };
    },
  };
}

function callDetails(
  answer: ChatAnswer,
  { mode }: LanguageModelV1CallOptions,
): ReturnType<typeof toCallDetails> {
  const { warnings, ...rest } = toCallDetails(answer);
  return { ...rest, warnings: [...toolWarnings(mode), ...warnings] };
}
