// For AI SDK 4.
import { generateText, tool } from 'ai';
import { readMetadata } from 'workers-ai-gateway/ai4';
import { z } from 'zod';
import { workersai } from './provider.ts';

const weather = tool({
  description: 'The weather in a city, now',
  parameters: z.object({ city: z.string() }),
  execute: async ({ city }) => ({ city, celsius: 21, sky: 'clear' }),
});

const { text } = await generateText({
  model: workersai('@cf/meta/llama-3.3-70b-instruct-fp8-fast'),
  tools: { weather },
  maxSteps: 3,
  prompt: 'What is the weather in Lisbon?',
  onStepFinish: step => {
    for (const { toolName, args, result } of step.toolResults) {
      console.log(`${toolName}(${JSON.stringify(args)}) gave ${JSON.stringify(result)}`);
    }
    const { cacheStatus, logId } = readMetadata(step);
    console.log(`step '${step.stepType}': cache ${cacheStatus}, log ${logId}`);
  },
});
console.log(text);
