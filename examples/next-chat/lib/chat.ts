import {
  convertToModelMessages,
  type InferUITools,
  isStepCount,
  type UIDataTypes,
  type UIMessage,
  validateUIMessages,
} from 'ai';
import type { GatewayCall } from './gateway-call';
import { tools } from './tools';
import { instructions, maxOutputTokens, models, workersai } from './workersai';

/** Under each answer stands what the gateway said of the calls it took. */
export type ChatMessage = UIMessage<{ calls?: GatewayCall[] }, UIDataTypes, InferUITools<typeof tools>>;

/** What `streamText` and `generateText` are asked alike, read from a request of `useChat`. */
export async function questionOf(request: Request) {
  const body: unknown = await request.json();
  const given = typeof body === 'object' && body !== null && 'messages' in body ? body.messages : undefined;
  const messages = await validateUIMessages<ChatMessage>({ messages: given, tools });
  const hasImages = messages.some(({ parts }) => parts.some(part => part.type === 'file'));
  return {
    model: workersai(hasImages ? models.vision : models.chat),
    instructions,
    messages: await convertToModelMessages(messages, { tools, ignoreIncompleteToolCalls: true }),
    tools,
    stopWhen: isStepCount(5),
    maxOutputTokens,
    maxRetries: 0,
    abortSignal: request.signal,
  };
}
