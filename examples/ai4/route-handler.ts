// For AI SDK 4.
import { type Message, streamText } from 'ai';
import { readMetadata } from 'workers-ai-gateway/ai4';
import { workersai } from './provider.ts';

/** app/api/chat/route.ts of a Next.js app: `useChat()` of `@ai-sdk/react` sends its messages here. */
export async function POST(request: Request): Promise<Response> {
  const { messages }: { messages: Message[] } = await request.json();
  const result = streamText({
    model: workersai('@cf/zai-org/glm-4.7-flash', { maxTokens: 1000 }),
    messages,
    abortSignal: request.signal,
    onError: ({ error }) => console.error(error),
    onFinish: step => {
      const { cacheStatus, logId } = readMetadata(step);
      console.log(`cache ${cacheStatus}, log ${logId}`);
    },
  });
  return result.toDataStreamResponse();
}
