import type { Answer, Call, Part, Streamed } from '../../sdk.ts';
import { toAnswer } from './answer.ts';
import { answered } from './approval.ts';
import { fromCall, type Release } from './call.ts';
import type { StreamPart, StreamResult, TextOptions } from './module.ts';

export async function text<L, E>(call: Call<L>, release: Release<L, E>): Promise<Answer> {
  const options = fromCall(call, release);
  const result = await release.ai.generateText(options);
  const messages = answered(call, { options, result });
  return toAnswer(messages ? await release.ai.generateText({ ...options, messages }) : result);
}

export function stream<L, E>(call: Call<L>, release: Release<L, E>): Streamed {
  const options = fromCall(call, release);
  const start = (options: TextOptions<L>) => release.ai.streamText({ ...options, onError: () => {} });
  let result = start(options);
  async function* parts(): AsyncGenerator<Part> {
    yield* partsOf(result);
    if (!call.approve) return;
    const { content, response } = result;
    const asked = { content: await content, response: await response };
    const messages = answered(call, { options, result: asked });
    if (!messages) return;
    result = start({ ...options, messages });
    yield* partsOf(result);
  }
  return { parts: parts(), answer: () => answerOf(result) };
}

async function answerOf(result: StreamResult): Promise<Answer> {
  return toAnswer({
    text: await result.text,
    reasoningText: await result.reasoningText,
    finishReason: await result.finishReason,
    usage: await result.usage,
    warnings: await result.warnings,
    providerMetadata: await result.providerMetadata,
    response: await result.response,
    steps: await result.steps,
  });
}

async function* partsOf({ fullStream }: StreamResult): AsyncGenerator<Part> {
  for await (const part of fullStream) yield* toPart(part);
}

function toPart(part: StreamPart): Part[] {
  switch (part.type) {
    case 'text-delta':
      return [{ type: 'text', text: part.text }];
    case 'reasoning-delta':
      return [{ type: 'reasoning', text: part.text }];
    case 'tool-call':
      return [{ type: 'tool-call', id: part.toolCallId, name: part.toolName, input: part.input }];
    case 'tool-result':
      return [{ type: 'tool-result', id: part.toolCallId, name: part.toolName, output: part.output }];
    case 'raw':
      return [{ type: 'raw', value: part.rawValue }];
    case 'error':
      return [{ type: 'error', error: part.error }];
    case 'abort':
      return [{ type: 'abort' }];
    case 'finish':
      return [{ type: 'finish', reason: part.finishReason }];
    default:
      return [];
  }
}
