import { createWorkersAI as createWorkersAIv4 } from 'workers-ai-gateway';
import { createWorkersAI, type WorkersAISettings } from 'workers-ai-gateway/ai7';

/*
 * Account, token and gateway come from the environment, at the first request. `npm run dev` sets them to a local
 * gateway where there are none.
 */
const settings: WorkersAISettings = {
  gateway: {
    metadata: { app: 'next-chat' },
    // The gateway repeats what failed by bad luck. The person repeats the rest, so that nobody waits without knowing.
    retries: { maxAttempts: 2, retryDelayMs: 500, backoff: 'exponential' },
  },
};

export const workersai = createWorkersAI(settings);

/** The same for AI SDK 4, whose models are of another form. */
export const workersaiV4 = createWorkersAIv4(settings);

/** The first two call tools and think aloud; the second sees too. */
export const models = {
  chat: '@cf/qwen/qwen3-30b-a3b-fp8',
  vision: '@cf/google/gemma-4-26b-a4b-it',
  image: '@cf/black-forest-labs/flux-1-schnell',
  transcription: '@cf/openai/whisper-large-v3-turbo',
} as const;

export const instructions =
  'You are a friendly, concise assistant. Answer in Markdown. Use the tools whenever one fits the question.';

export const maxOutputTokens = 2000;

/** Where the answers come from, for the page's header. */
export function placeOfAnswers(): string {
  const { WORKERS_AI_GATEWAY_URL: url = '', CLOUDFLARE_GATEWAY_ID: id = 'no gateway' } = process.env;
  return /127\.0\.0\.1|localhost/.test(url) ? 'Local gateway' : `Cloudflare · ${id}`;
}
