// For AI SDK 4.
import { generateObject } from 'ai';
import { readMetadata } from 'workers-ai-gateway/ai4';
import { z } from 'zod';
import { workersai } from './provider.ts';

const result = await generateObject({
  model: workersai('@cf/meta/llama-3.3-70b-instruct-fp8-fast'),
  schema: z.object({
    customer: z.string(),
    topic: z.enum(['billing', 'bug', 'question']),
    urgent: z.boolean(),
  }),
  prompt: 'Sort this mail: "Ada here. I was charged twice, please fix my billing today!"',
});
console.log(result.object);

const { cacheStatus, logId } = readMetadata(result);
console.log(`cache ${cacheStatus}, log ${logId}`);
