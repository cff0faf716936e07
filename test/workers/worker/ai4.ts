import { embedMany, generateObject, generateText, streamText, tool } from 'ai';
import { createWorkersAI, readMetadata } from 'workers-ai-gateway';
import { z } from 'zod';
import { bge, type Call, llama, type OpenSession, type Part, weather } from './session.ts';

const tools = {
  weather: tool({
    description: 'The weather of a city',
    parameters: z.object({ city: z.string() }),
    execute: async ({ city }) => weather(city),
  }),
};

export const openAi4: OpenSession = settings => {
  const workersai = createWorkersAI(settings);
  const shared = ({ prompt, model = llama, options, members, abortSignal }: Call) => ({
    model: members ? workersai.fallback(members.map(id => workersai(id))) : workersai(model, options),
    prompt,
    maxRetries: 0,
    ...(abortSignal && { abortSignal }),
  });
  return {
    text: async call => {
      const result = await generateText(shared(call));
      return { text: result.text, finishReason: result.finishReason, metadata: readMetadata(result) };
    },
    stream: call => parts(shared(call)),
    loop: async call => {
      const result = await generateText({ ...shared(call), tools, maxSteps: 3 });
      const results = result.steps.flatMap(step => step.toolResults.map(({ result: value }) => value));
      return {
        text: result.text,
        finishReason: result.finishReason,
        metadata: readMetadata(result),
        results,
      };
    },
    object: async call => {
      const schema = z.object({ city: z.string(), celsius: z.number() });
      return (await generateObject({ ...shared(call), schema })).object;
    },
    embed: async (values, abortSignal) => {
      const result = await embedMany({
        model: workersai.embedding(bge),
        values: [...values],
        maxRetries: 0,
        ...(abortSignal && { abortSignal }),
      });
      return { embeddings: result.embeddings, tokens: result.usage.tokens };
    },
    run: async (model, inputs, options) => workersai.run(model, inputs, options),
    logs: workersai.gateway,
  };
};

type Options = Parameters<typeof streamText>[0];

async function* parts(options: Options): AsyncGenerator<Part> {
  const { fullStream } = streamText({ ...options, onError: () => {} });
  for await (const part of fullStream) {
    if (part.type === 'text-delta') yield { type: 'text', text: part.textDelta };
    if (part.type === 'error') yield { type: 'error', error: part.error };
    if (part.type === 'finish') {
      const { finishReason } = part;
      yield { type: 'finish', finishReason, metadata: readMetadata(part) };
    }
  }
}
