export type {
  AiBinding,
  BindingAnswer,
  BindingGatewayOptions,
  BindingRunOptions,
  GatewayBinding,
  UniversalEntry,
  UniversalRunOptions,
} from './testing/binding/types.ts';
export type { GatewayLog } from './testing/gateway/logs.ts';
export { createLocalGateway, type LocalGateway, type LocalSettings } from './testing/gateway.ts';
export type { SeenRequest } from './testing/http/seen.ts';
export type { ListenOptions, LocalServer, ServerSettings } from './testing/listen.ts';
export type { ChatImage, ChatMessage, ChatRequest, ChatTool } from './testing/model/chat-request.ts';
export type {
  AnswerSummary,
  ChatFunction,
  Disputes,
  EmbedFunction,
  LocalGatewayOptions,
  ModelShape,
  RateLimit,
  Upstream,
} from './testing/options.ts';
export {
  cut,
  errorFrame,
  failure,
  finish,
  frames,
  json,
  pause,
  type ReplyPart,
  type Responder,
  reasoning,
  reset,
  respond,
  text,
  toolCall,
  usage,
} from './testing/script/parts.ts';
export type { Reply } from './testing/script/parts-of.ts';
export type { ErrorShape, FailureOrigin, FailureOverrides } from './testing/wire/failures.ts';
