import { type Message, StreamData, streamText, tool } from 'ai4';
import { readMetadata } from 'workers-ai-gateway';
import { describeFailure, failureResponse } from '@/lib/failure';
import { calculate, currentTime, descriptions, inputs } from '@/lib/tools';
import { instructions, maxOutputTokens, models, workersaiV4 } from '@/lib/workersai';

const tools = {
  calculate: tool({
    description: descriptions.calculate,
    parameters: inputs.calculate,
    execute: async input => calculate(input),
  }),
  current_time: tool({
    description: descriptions.current_time,
    parameters: inputs.current_time,
    execute: async input => currentTime(input),
  }),
};

/** Streams an answer to the `useChat` of AI SDK 4. */
export async function POST(request: Request): Promise<Response> {
  try {
    const { messages }: { messages: Message[] } = await request.json();
    const data = new StreamData();
    // However the answer ends, and once only.
    const close = (): void => void data.close().catch(() => undefined);
    request.signal.addEventListener('abort', close);
    let begun = Date.now();
    const result = streamText({
      model: workersaiV4(models.chat),
      system: instructions,
      messages,
      tools,
      maxSteps: 5,
      maxTokens: maxOutputTokens,
      maxRetries: 0,
      abortSignal: request.signal,
      onStepFinish: step => {
        const { logId = null, cacheStatus = null } = readMetadata(step);
        const { promptTokens, completionTokens } = step.usage;
        const milliseconds = Date.now() - begun;
        data.appendMessageAnnotation({
          model: step.response.modelId,
          logId,
          cacheStatus,
          milliseconds,
          tokensIn: promptTokens,
          tokensOut: completionTokens,
        });
        begun = Date.now();
      },
      onFinish: close,
      onError: ({ error }) => {
        console.error(describeFailure(error).detail);
        close();
      },
    });
    return result.toDataStreamResponse({
      data,
      sendReasoning: true,
      getErrorMessage: error => JSON.stringify(describeFailure(error)),
    });
  } catch (error) {
    return failureResponse(error);
  }
}
