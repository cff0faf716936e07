// For AI SDK 7. In your project, import from 'ai'.
import { streamText } from 'ai-7';
import { readMetadata } from 'workers-ai-gateway/ai7';
import { workersai } from './provider.ts';

const result = streamText({
  model: workersai('@cf/zai-org/glm-4.7-flash'),
  prompt: 'What is AI Gateway?',
});
for await (const text of result.textStream) process.stdout.write(text);

const { cacheStatus, logId } = readMetadata(await result.finalStep);
console.log(`\ncache ${cacheStatus}, log ${logId}`);
