import { generateText } from 'ai';
import { type AiBinding, createWorkersAI, readMetadata } from 'workers-ai-gateway';

interface Env {
  readonly AI: AiBinding;
}

export default {
  async fetch(_request: Request, env: Env): Promise<Response> {
    const workersai = createWorkersAI({
      binding: env.AI,
      gateway: { id: 'my-gateway', skipCache: false, cacheTtl: 3360 },
    });
    const result = await generateText({
      model: workersai('@cf/meta/llama-3.1-8b-instruct'),
      prompt: 'Why should you use Cloudflare for your AI inference?',
    });
    const { cacheStatus, logId } = readMetadata(result);
    return Response.json({ text: result.text, cacheStatus, logId });
  },
};
