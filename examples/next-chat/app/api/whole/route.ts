import { createUIMessageStream, createUIMessageStreamResponse, generateText } from 'ai';
import { type ChatMessage, questionOf } from '@/lib/chat';
import { describeFailure, failureResponse } from '@/lib/failure';
import { callOf } from '@/lib/gateway-call';
import { chunksOf } from '@/lib/whole-answer';

/** The gateway caches whole answers only: the same question within an hour is a HIT, and takes no model. */
const providerOptions = { workersai: { gateway: { cacheTtl: 3600 } } };

/** Answers `useChat` at once. */
export async function POST(request: Request): Promise<Response> {
  try {
    const { steps } = await generateText({ ...(await questionOf(request)), providerOptions });
    const stream = createUIMessageStream<ChatMessage>({
      execute: ({ writer }) => {
        writer.write({ type: 'start', messageMetadata: { calls: steps.map(callOf) } });
        for (const [index, { content }] of steps.entries()) {
          writer.write({ type: 'start-step' });
          for (const [place, part] of content.entries()) {
            for (const chunk of chunksOf(part, `${index}-${place}`)) writer.write(chunk);
          }
          writer.write({ type: 'finish-step' });
        }
        writer.write({ type: 'finish' });
      },
    });
    return createUIMessageStreamResponse({ stream });
  } catch (error) {
    if (!request.signal.aborted) console.error(describeFailure(error).detail);
    return failureResponse(error);
  }
}
