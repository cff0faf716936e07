import { type Message, streamText } from 'ai';
import { readMetadata } from 'workers-ai-gateway';
import { workersai } from './provider.ts';

/** The file app/api/chat/route.ts of a Next.js app, to which `useChat()` of `@ai-sdk/react` sends its messages. */
export async function POST(request: Request): Promise<Response> {
  const { messages }: { messages: Message[] } = await request.json();
  const result = streamText({
    model: workersai('@cf/meta/llama-3.1-8b-instruct', { maxTokens: 1000 }),
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
