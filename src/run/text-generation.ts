/** A message, as the older models (text only) and the newer ones (OpenAI's parts) read it. */
interface RunMessage {
  role: 'system' | 'developer' | 'user' | 'assistant' | 'tool' | (string & {});
  content?: string | null | readonly Record<string, unknown>[] | undefined;
  name?: string | undefined;
  /** The reasoning of an earlier assistant turn. */
  reasoning?: string | undefined;
  tool_calls?: readonly Record<string, unknown>[] | undefined;
  tool_call_id?: string | undefined;
}

/** Older models take a tool flat, all take it in OpenAI's wrapping. */
type RunTool =
  | { name: string; description: string; parameters?: Record<string, unknown> | undefined }
  | { type: string; function: Record<string, unknown> };

interface SharedInputs {
  stream?: boolean | undefined;
  /** Most older models stop after 256 tokens by default. */
  max_tokens?: number | null | undefined;
  temperature?: number | null | undefined;
  top_p?: number | null | undefined;
  seed?: number | null | undefined;
  frequency_penalty?: number | null | undefined;
  presence_penalty?: number | null | undefined;
  /** JSON mode. The older models take the schema itself as `json_schema`. */
  response_format?: { type: string; json_schema?: Record<string, unknown> | undefined } | undefined;
  tools?: readonly RunTool[] | undefined;
  tool_choice?: string | Record<string, unknown> | undefined;
}

/** Exactly one of the two. */
type PromptOrMessages =
  | { prompt: string; messages?: undefined }
  | { messages: readonly RunMessage[]; prompt?: undefined };

interface NativeInputs extends SharedInputs {
  /** Leaves the chat template out. */
  raw?: boolean | undefined;
  top_k?: number | undefined;
  repetition_penalty?: number | undefined;
  /** Name or id of a finetune. */
  lora?: string | undefined;
  /** Vision models: bytes as integers, or base64. */
  image?: readonly number[] | string | undefined;
  guided_json?: Record<string, unknown> | undefined;
  functions?: readonly { name: string; code: string }[] | undefined;
}

interface OpenAIInputs extends SharedInputs {
  max_completion_tokens?: number | null | undefined;
  n?: number | null | undefined;
  stop?: string | readonly string[] | null | undefined;
  logit_bias?: Record<string, unknown> | null | undefined;
  logprobs?: boolean | null | undefined;
  top_logprobs?: number | null | undefined;
  parallel_tool_calls?: boolean | undefined;
  stream_options?: { include_usage?: boolean; include_obfuscation?: boolean } | undefined;
  /** The levels depend on the model. */
  reasoning_effort?: 'none' | 'low' | 'medium' | 'high' | 'max' | null | undefined;
  chat_template_kwargs?: Record<string, unknown> | undefined;
  skip_special_tokens?: boolean | undefined;
  prediction?: Record<string, unknown> | undefined;
  web_search_options?: Record<string, unknown> | undefined;
  service_tier?: string | null | undefined;
  metadata?: Record<string, unknown> | null | undefined;
  modalities?: readonly ('text' | 'audio')[] | null | undefined;
  audio?: Record<string, unknown> | undefined;
  store?: boolean | null | undefined;
  user?: string | undefined;
  /** OpenAI's tools before `tools`. */
  functions?: readonly Record<string, unknown>[] | undefined;
  function_call?: string | Record<string, unknown> | undefined;
}

/** Inputs of the models with Workers AI's own schema. */
export type TextGenerationInputs = PromptOrMessages & NativeInputs;

/** Inputs of the models with OpenAI's Chat Completions schema. */
export type ChatInputs = { messages: readonly RunMessage[] } & OpenAIInputs;

/** As `ChatInputs`, or a bare prompt. */
export type CompletionInputs = PromptOrMessages & Omit<NativeInputs, keyof OpenAIInputs> & OpenAIInputs;

/** Inputs of OpenAI's Responses API, as gpt-oss takes them. */
export interface ResponsesInputs {
  input: string | readonly Record<string, unknown>[];
  instructions?: string | null | undefined;
  reasoning?: { effort?: 'low' | 'medium' | 'high' | null; summary?: string | null } | null | undefined;
  max_output_tokens?: number | null | undefined;
  temperature?: number | null | undefined;
  top_p?: number | null | undefined;
  stream?: boolean | null | undefined;
  stream_options?: Record<string, unknown> | null | undefined;
  text?: Record<string, unknown> | undefined;
  tools?: readonly Record<string, unknown>[] | undefined;
  tool_choice?: string | Record<string, unknown> | undefined;
  parallel_tool_calls?: boolean | null | undefined;
  include?: readonly string[] | null | undefined;
  conversation?: string | { id: string } | null | undefined;
  previous_response_id?: string | null | undefined;
  truncation?: 'auto' | 'disabled' | null | undefined;
  background?: boolean | null | undefined;
  service_tier?: string | null | undefined;
  prompt_cache_key?: string | undefined;
  safety_identifier?: string | undefined;
}

/** Older models give `name` and an `arguments` object, newer ones `id` and `function`. */
interface RunToolCall {
  id?: string;
  name?: string;
  arguments?: unknown;
  function?: { name: string; arguments: string };
}

interface RunUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details?: { cached_tokens?: number } | null;
  neurons?: number;
}

/** A choice of a chat has a `message`, one of a prompt has `text`. */
interface RunChoice {
  index: number;
  finish_reason: string | null;
  message?: {
    role: string;
    content: string | null;
    reasoning?: string | null;
    reasoning_content?: string | null;
    tool_calls?: RunToolCall[];
  };
  text?: string;
}

/** OpenAI's `chat.completion` or, for a prompt, `text_completion`. */
export interface CompletionOutput {
  id?: string;
  object?: string;
  created?: number;
  model?: string;
  choices: RunChoice[];
  usage?: RunUsage;
}

export interface TextGenerationOutput {
  /** Text; an object in JSON mode; null beside tool calls; a number where the text was one. */
  response?: string | number | Record<string, unknown> | null;
  tool_calls?: RunToolCall[];
  usage?: RunUsage;
  /** Some models answer in OpenAI's shape though their schema promises `response`. */
  choices?: RunChoice[];
}

/** A `message` or `reasoning` has `content`, a `function_call` the rest. */
interface ResponsesItem {
  type: string;
  role?: string;
  content?: { type: string; text?: string }[];
  call_id?: string;
  name?: string;
  arguments?: string;
}

/** Answer of OpenAI's Responses API. */
export interface ResponsesOutput {
  id?: string;
  object?: 'response';
  created_at?: number;
  model?: string;
  status?: string;
  output: ResponsesItem[];
  error?: { code: string; message: string } | null;
  incomplete_details?: { reason?: string } | null;
  usage?: { input_tokens: number; output_tokens: number; total_tokens: number };
}
