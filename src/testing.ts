export type {
  AiBinding,
  BindingAnswer,
  BindingGatewayOptions,
  BindingRunOptions,
  GatewayBinding,
  UniversalEntry,
  UniversalRunOptions,
} from './local-gateway/binding/types.ts';
export type { Disputes } from './local-gateway/disputes.ts';
export type { GatewayLog } from './local-gateway/gateway/logs.ts';
export { createLocalGateway, type LocalGateway, type LocalSettings } from './local-gateway/gateway.ts';
export type { SeenRequest } from './local-gateway/http/seen-request.ts';
export type { ChatImage, ChatMessage, ChatRequest, ChatTool } from './local-gateway/kinds/chat/request.ts';
export type {
  ChatFunction,
  DecideFunction,
  DecisionAnswer,
  DecisionQuestion,
  DecisionRequest,
  EmbedFunction,
  ImageFunction,
  ImageRequest,
  RerankFunction,
  SpeechFunction,
  TranscribeFunction,
} from './local-gateway/kinds/functions.ts';
export type { ListenOptions, LocalServer, ServerSettings } from './local-gateway/listen.ts';
export type {
  AnswerSummary,
  LocalGatewayOptions,
  LocalRoute,
  ModelShape,
  RateLimit,
  Upstream,
} from './local-gateway/options.ts';
export {
  cut,
  errorFrame,
  failure,
  finish,
  frames,
  json,
  media,
  pause,
  type ReplyPart,
  type Responder,
  reasoning,
  reset,
  respond,
  text,
  toolCall,
  usage,
} from './local-gateway/script/parts.ts';
export type { Reply } from './local-gateway/script/reply.ts';
export type { ErrorShape, FailureOrigin, FailureOverrides } from './local-gateway/wire/failures.ts';
