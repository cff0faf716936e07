import * as ai from 'ai-7';
import { workersai } from 'workers-ai-gateway/ai6';

const model = workersai('@cf/meta/llama-3.1-8b-instruct-fp8-fast');
const embedding = workersai.embedding('@cf/baai/bge-base-en-v1.5');
const schema = ai.jsonSchema<{ city: string }>({ type: 'object', properties: { city: { type: 'string' } } });
const weather = ai.tool({ inputSchema: schema, execute: async ({ city }) => city.length });

export async function calls(): Promise<unknown[]> {
  const generated = await ai.generateText({ model, prompt: 'Hi', tools: { weather } });
  const streamed = ai.streamText({ model, prompt: 'Hi', tools: { weather }, includeRawChunks: true });
  const { object } = await ai.generateObject({ model, schema, prompt: 'Hi' });
  const { embeddings } = await ai.embedMany({ model: embedding, values: ['a'] });
  return [generated.text, streamed.fullStream, object.city, embeddings];
}
