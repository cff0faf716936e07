import * as ai from 'ai';
import { readMetadata, workersai } from 'workers-ai-gateway';
import * as next from 'workers-ai-gateway/ai5';

const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';
const bge = '@cf/baai/bge-base-en-v1.5';
const model = workersai(llama);
const embedding = workersai.embedding(bge);
const schema = ai.jsonSchema<{ city: string }>({ type: 'object', properties: { city: { type: 'string' } } });
const weather = ai.tool({ parameters: schema, execute: async ({ city }) => city.length });

export async function calls(): Promise<unknown[]> {
  const generated = await ai.generateText({ model, prompt: 'Hi', tools: { weather }, maxSteps: 2 });
  const streamed = ai.streamText({ model, prompt: 'Hi', tools: { weather }, toolCallStreaming: true });
  const { object } = await ai.generateObject({ model, schema, prompt: 'Hi' });
  const partial = ai.streamObject({ model, schema, prompt: 'Hi' });
  const { embeddings } = await ai.embedMany({ model: embedding, values: ['a'] });
  const one = await ai.embed({ model: embedding, value: 'a' });
  const city: string = object.city;
  const status: string | undefined = readMetadata(generated).cacheStatus;
  return [generated.text, streamed.fullStream, partial.object, embeddings, one.embedding, city, status];
}

export const wrapped: ai.LanguageModel = ai.wrapLanguageModel({
  model,
  middleware: ai.extractReasoningMiddleware({ tagName: 'think' }),
});

export const registry: ai.Provider = ai.experimental_createProviderRegistry({ workersai });

export const custom: ai.Provider = ai.customProvider({
  languageModels: { fast: model },
  textEmbeddingModels: { small: embedding },
  fallbackProvider: workersai,
});

// @ts-expect-error a chat model does not embed
ai.embed({ model, value: 'a' });
// @ts-expect-error an embedding model does not chat
ai.generateText({ model: embedding, prompt: 'Hi' });
// @ts-expect-error AI SDK 4 takes no model of AI SDK 5
ai.generateText({ model: next.workersai(llama), prompt: 'Hi' });
