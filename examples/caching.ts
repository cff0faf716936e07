import { generateText } from 'ai';
import { type GatewayOptions, readMetadata } from 'workers-ai-gateway/ai4';
import { workersai } from './provider.ts';

async function ask(gateway: GatewayOptions): Promise<void> {
  const result = await generateText({
    model: workersai('@cf/zai-org/glm-4.7-flash', { gateway }),
    prompt: 'Name three uses of a cache.',
  });
  const { cacheStatus, logId } = readMetadata(result);
  console.log(`${JSON.stringify(gateway)}: cache ${cacheStatus}, log ${logId}`);
}

await ask({ cacheTtl: 300 }); // MISS: the model answers, and the gateway keeps the answer for 300 seconds.
await ask({ cacheTtl: 300 }); // HIT: the gateway answers, and the model is not asked.
await ask({ cacheTtl: 300, skipCache: true }); // MISS: the model is asked although the answer is there.
