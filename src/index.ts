export type {
  AiBinding,
  ChatOptions,
  EmbeddingOptions,
  GatewayLog,
  GatewayLogPatch,
  GatewayLogs,
  GatewayMetadata,
  GatewayOptions,
  GatewayRetries,
  GatewaySetting,
  RunInputs,
  RunModelId,
  RunOptions,
  RunOutput,
  WorkersAIProvider,
  WorkersAISettings,
} from './provider/provider.ts';
export { VERSION } from './provider/provider.ts';
export { readMetadata, type WorkersAIMetadata } from './sdk/shared/metadata.ts';
export { createWorkersAI, type WorkersAI, workersai } from './sdk/v1/provider.ts';
