// For AI SDK 7. In your project, import from 'ai'.
import { generateText, isStepCount, tool } from 'ai-7';
import { readMetadata } from 'workers-ai-gateway/ai7';
import { z } from 'zod';
import { workersai } from './provider.ts';

const weather = tool({
  description: 'The weather in a city, now',
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => ({ city, celsius: 21, sky: 'clear' }),
});

const { text } = await generateText({
  model: workersai('@cf/meta/llama-3.3-70b-instruct-fp8-fast'),
  tools: { weather },
  stopWhen: isStepCount(3),
  prompt: 'What is the weather in Lisbon?',
  onStepEnd: step => {
    for (const { toolName, input, output } of step.toolResults) {
      console.log(`${toolName}(${JSON.stringify(input)}) gave ${JSON.stringify(output)}`);
    }
    const { cacheStatus, logId } = readMetadata(step);
    console.log(`step ${step.stepNumber}: cache ${cacheStatus}, log ${logId}`);
  },
});
console.log(text);
