import { generateText } from 'ai';
import { readMetadata } from 'workers-ai-gateway';
import { workersai } from './provider.ts';

const result = await generateText({
  model: workersai('@cf/meta/llama-3.1-8b-instruct'),
  prompt: 'What is Cloudflare?',
});
console.log(result.text);

const { cacheStatus, logId } = readMetadata(result);
console.log(`cache ${cacheStatus}, log ${logId}`);
