import type { LanguageModelV1 } from '@ai-sdk/provider-v1';
import type { TextStreamPart } from 'ai';
import type { Call, Part, Streamed } from '../../sdk.ts';
import { toAnswer } from './answer.ts';
import { fromCall } from './call.ts';
import type { Ai4, Tools } from './module.ts';

export function stream(call: Call<LanguageModelV1>, ai: Ai4): Streamed {
  const result = ai.streamText({ ...fromCall(call, ai), onError: () => {} });
  return {
    parts: partsOf(result.fullStream),
    answer: async () =>
      toAnswer({
        text: await result.text,
        reasoning: await result.reasoning,
        finishReason: await result.finishReason,
        usage: await result.usage,
        warnings: await result.warnings,
        providerMetadata: await result.providerMetadata,
        response: await result.response,
        steps: await result.steps,
      }),
  };
}

async function* partsOf(parts: AsyncIterable<TextStreamPart<Tools>>): AsyncGenerator<Part> {
  try {
    for await (const part of parts) yield* toPart(part);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    yield { type: 'abort' };
  }
}

function toPart(part: TextStreamPart<Tools>): Part[] {
  switch (part.type) {
    case 'text-delta':
      return [{ type: 'text', text: part.textDelta }];
    case 'reasoning':
      return [{ type: 'reasoning', text: part.textDelta }];
    case 'tool-call':
      return [{ type: 'tool-call', id: part.toolCallId, name: part.toolName, input: part.args }];
    case 'tool-result':
      return [{ type: 'tool-result', id: part.toolCallId, name: part.toolName, output: part.result }];
    case 'error':
      return [{ type: 'error', error: part.error }];
    case 'finish':
      return [{ type: 'finish', reason: part.finishReason }];
    default:
      return [];
  }
}
