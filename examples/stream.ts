import { streamText } from 'ai';
import { readMetadata } from 'workers-ai-gateway';
import { workersai } from './provider.ts';

const result = streamText({
  model: workersai('@cf/meta/llama-3.1-8b-instruct'),
  prompt: 'What is AI Gateway?',
  // Without it, AI SDK 4 ends the text and says nothing when the call fails.
  onError: ({ error }) => {
    throw error;
  },
});
for await (const text of result.textStream) process.stdout.write(text);

const { cacheStatus, logId } = readMetadata(await result.providerMetadata);
console.log(`\ncache ${cacheStatus}, log ${logId}`);
