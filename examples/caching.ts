// For AI SDK 7. In your project, import from 'ai'.
import { generateText } from 'ai-7';
import { type GatewayOptions, readMetadata } from 'workers-ai-gateway/ai7';
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
await ask({ cacheTtl: 300 }); // HIT: the gateway answers from its cache.
await ask({ cacheTtl: 300, skipCache: true }); // MISS: the model answers, although the cache has an answer.
