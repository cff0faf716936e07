import { createUIMessageStreamResponse, streamText, toUIMessageStream } from 'ai';
import { type ChatMessage, questionOf } from '@/lib/chat';
import { describeFailure, failureResponse } from '@/lib/failure';
import { callOf, type GatewayCall } from '@/lib/gateway-call';
import type { tools } from '@/lib/tools';

/** Streams an answer to `useChat`. */
export async function POST(request: Request): Promise<Response> {
  try {
    const { stream } = streamText({
      ...(await questionOf(request)),
      onError: ({ error }) => console.error(describeFailure(error).detail),
    });
    const calls: GatewayCall[] = [];
    return createUIMessageStreamResponse({
      stream: toUIMessageStream<typeof tools, ChatMessage>({
        stream,
        onError: error => JSON.stringify(describeFailure(error)),
        redactToolErrors: false,
        messageMetadata: ({ part }) => {
          if (part.type !== 'finish-step') return undefined;
          calls.push(callOf(part));
          return { calls };
        },
      }),
    });
  } catch (error) {
    return failureResponse(error);
  }
}
