// For AI SDK 7. In your project, import from 'ai'.
import { generateText, Output } from 'ai-7';
import { readMetadata } from 'workers-ai-gateway/ai7';
import { z } from 'zod';
import { workersai } from './provider.ts';

const result = await generateText({
  model: workersai('@cf/meta/llama-3.3-70b-instruct-fp8-fast'),
  output: Output.object({
    schema: z.object({
      customer: z.string(),
      topic: z.enum(['billing', 'bug', 'question']),
      urgent: z.boolean(),
    }),
  }),
  prompt: 'Sort this mail: "Ada here. I was charged twice, please fix my billing today!"',
});
console.log(result.output);

const { cacheStatus, logId } = readMetadata(result);
console.log(`cache ${cacheStatus}, log ${logId}`);
