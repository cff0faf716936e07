import { readMetadata } from 'workers-ai-gateway/ai7';

/** What is shown of one request to the gateway. An answer that used tools took several. */
export interface GatewayCall {
  model: string;
  logId: string | undefined;
  cacheStatus: string | undefined;
  milliseconds: number;
  tokensIn: number | undefined;
  tokensOut: number | undefined;
}

interface Step {
  providerMetadata: unknown;
  usage: { inputTokens: number | undefined; outputTokens: number | undefined };
  performance: { responseTimeMs: number };
  response: { modelId: string };
}

/** Reads a step of a whole answer, or the part of a stream that ends one. */
export function callOf(step: Step): GatewayCall {
  const { logId, cacheStatus } = readMetadata(step);
  return {
    model: step.response.modelId,
    logId,
    cacheStatus,
    milliseconds: Math.round(step.performance.responseTimeMs),
    tokensIn: step.usage.inputTokens,
    tokensOut: step.usage.outputTokens,
  };
}
