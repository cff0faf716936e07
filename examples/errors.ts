// For AI SDK 7. In your project, import from 'ai'.
import { APICallError, generateText } from 'ai-7';
import { createWorkersAI } from 'workers-ai-gateway/ai7';
import { createLocalGateway, failure } from 'workers-ai-gateway/testing';

// Always on the local gateway, which fails on demand.
const gateway = createLocalGateway();
gateway.reply(failure(3040));

try {
  await generateText({
    model: createWorkersAI(gateway.settings)('@cf/zai-org/glm-4.7-flash'),
    prompt: 'What is Cloudflare?',
    maxRetries: 0, // By default, the AI SDK retries twice if `isRetryable` is true.
  });
} catch (error) {
  if (!APICallError.isInstance(error)) throw error;
  console.log(error.message);
  console.log(`status ${error.statusCode}, isRetryable ${error.isRetryable}, data`, error.data);
}
