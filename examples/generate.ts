// For AI SDK 7. In your project, import from 'ai'.
import { generateText } from 'ai-7';
import { readMetadata } from 'workers-ai-gateway/ai7';
import { workersai } from './provider.ts';

const result = await generateText({
  model: workersai('@cf/zai-org/glm-4.7-flash'),
  prompt: 'What is Cloudflare?',
});
console.log(result.text);

const { cacheStatus, logId } = readMetadata(result);
console.log(`cache ${cacheStatus}, log ${logId}`);
