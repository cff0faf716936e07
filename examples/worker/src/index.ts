// For AI SDK 4.
import { APICallError, generateText, RetryError } from 'ai';
import { type AiBinding, createWorkersAI, readMetadata, type WorkersAI } from 'workers-ai-gateway/ai4';
import { answer, Passages, store } from './rag.ts';
import { createMemoryIndex, type VectorIndex } from './vector-index.ts';

interface Env {
  readonly AI: AiBinding;
  /** A Vectorize index. Without it, as in `npm run dev`, the documents are kept in memory. */
  readonly DOCUMENTS?: VectorIndex;
}

const memory = createMemoryIndex();

async function route(request: Request, env: Env): Promise<Response> {
  const workersai = createWorkersAI({
    binding: env.AI,
    gateway: { id: 'my-gateway', skipCache: false, cacheTtl: 3360 },
  });
  const tools = { workersai, index: env.DOCUMENTS ?? memory };
  const { pathname, searchParams } = new URL(request.url);

  switch (`${request.method} ${pathname}`) {
    case 'GET /':
      return why(workersai);
    case 'POST /documents': {
      const passages = Passages.safeParse(await request.json().catch(() => undefined));
      if (!passages.success) return Response.json({ error: passages.error.issues }, { status: 400 });
      return Response.json({ stored: await store(passages.data, tools) });
    }
    case 'GET /answer': {
      const question = searchParams.get('question');
      if (question) return answer(question, tools);
      return Response.json({ error: 'Ask with /answer?question=…' }, { status: 400 });
    }
    default:
      return Response.json({ error: 'Not found.' }, { status: 404 });
  }
}

/** The Workers example of https://developers.cloudflare.com/ai-gateway/usage/providers/workersai/ */
async function why(workersai: WorkersAI): Promise<Response> {
  const result = await generateText({
    model: workersai('@cf/zai-org/glm-4.7-flash'),
    prompt: 'Why should you use Cloudflare for your AI inference?',
  });
  const { cacheStatus, logId } = readMetadata(result);
  return Response.json({ text: result.text, cacheStatus, logId });
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    try {
      return await route(request, env);
    } catch (caught) {
      const error = RetryError.isInstance(caught) ? caught.lastError : caught;
      if (!APICallError.isInstance(error)) throw caught;
      return Response.json({ error: error.message }, { status: 502 });
    }
  },
};
