// For AI SDK 7. In your project, import from 'ai'.
import {
  convertToModelMessages,
  createUIMessageStreamResponse,
  streamText,
  toUIMessageStream,
  type UIMessage,
} from 'ai-7';
import { readMetadata } from 'workers-ai-gateway/ai7';
import { workersai } from './provider.ts';

/** app/api/chat/route.ts of a Next.js app: `useChat()` of `@ai-sdk/react` sends its messages here. */
export async function POST(request: Request): Promise<Response> {
  const { messages }: { messages: UIMessage[] } = await request.json();
  const { stream } = streamText({
    model: workersai('@cf/zai-org/glm-4.7-flash', { maxTokens: 1000 }),
    messages: await convertToModelMessages(messages),
    abortSignal: request.signal,
    onError: ({ error }) => console.error(error),
    onEnd: ({ finalStep }) => {
      const { cacheStatus, logId } = readMetadata(finalStep);
      console.log(`cache ${cacheStatus}, log ${logId}`);
    },
  });
  return createUIMessageStreamResponse({ stream: toUIMessageStream({ stream }) });
}
