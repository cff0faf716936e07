import { APICallError, generateText } from 'ai';
import { createWorkersAI } from 'workers-ai-gateway/ai4';
import { createLocalGateway, failure } from 'workers-ai-gateway/testing';

// On the local gateway always, since it fails when it is told to.
const gateway = createLocalGateway();
gateway.reply(failure(3040));

try {
  await generateText({
    model: createWorkersAI(gateway.settings)('@cf/zai-org/glm-4.7-flash'),
    prompt: 'What is Cloudflare?',
    maxRetries: 0, // By default, the AI SDK tries twice more where `isRetryable` is true.
  });
} catch (error) {
  if (!APICallError.isInstance(error)) throw error;
  console.log(error.message);
  console.log(`status ${error.statusCode}, isRetryable ${error.isRetryable}, data`, error.data);
}
