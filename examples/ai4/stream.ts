// For AI SDK 4.
import { streamText } from 'ai';
import { readMetadata } from 'workers-ai-gateway/ai4';
import { workersai } from './provider.ts';

const result = streamText({
  model: workersai('@cf/zai-org/glm-4.7-flash'),
  prompt: 'What is AI Gateway?',
  // Without it, AI SDK 4 ends the text silently when the call fails.
  onError: ({ error }) => {
    throw error;
  },
});
for await (const text of result.textStream) process.stdout.write(text);

const { cacheStatus, logId } = readMetadata(await result.providerMetadata);
console.log(`\ncache ${cacheStatus}, log ${logId}`);
