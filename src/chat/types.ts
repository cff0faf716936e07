import type { CallResponse, ModelCall } from '../request/call.ts';
import type { CallWarning } from '../request/warning.ts';
import type { JSONValue } from '../values/json.ts';

/** A conversation as every AI SDK version's prompt is read into it. */
export type ChatMessage =
  | { readonly role: 'system'; readonly text: string }
  | { readonly role: 'user'; readonly content: readonly UserPart[] }
  | { readonly role: 'assistant'; readonly content: readonly AssistantPart[] }
  | { readonly role: 'tool'; readonly results: readonly ToolResult[] };

interface TextPart {
  readonly type: 'text';
  readonly text: string;
}

export interface FilePart {
  readonly type: 'file';
  /** As the prompt named it: may be `image`, `image/*` or missing. */
  readonly mediaType: string | undefined;
  readonly data: FileData;
}

export type FileData =
  | { readonly bytes: Uint8Array }
  | { readonly base64: string }
  | { readonly url: string }
  | { readonly text: string };

export type UserPart = TextPart | FilePart;

export type AssistantPart = TextPart | { readonly type: 'reasoning'; readonly text: string } | ToolCallPart;

interface ToolCallPart {
  readonly type: 'tool-call';
  readonly id: string;
  readonly name: string;
  /** Arguments as a JSON value, or as its text. */
  readonly input: unknown;
}

export interface ToolResult {
  readonly id: string;
  readonly name: string;
  readonly content: readonly UserPart[];
}

export interface ChatTool {
  readonly name: string;
  readonly description: string | undefined;
  /** JSON schema of the arguments. */
  readonly parameters: unknown;
  /** Whether arguments must follow the schema to the letter. */
  readonly strict?: boolean | undefined;
}

export type ChatToolChoice =
  | { readonly type: 'auto' | 'none' | 'required' }
  | { readonly type: 'tool'; readonly name: string };

export interface JsonFormat {
  readonly schema: Readonly<Record<string, unknown>> | undefined;
  readonly name: string | undefined;
  readonly description: string | undefined;
}

/** How much a model should think, in the AI SDK's words. */
export type Reasoning = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';

/** One call of a chat model, free of any AI SDK version. */
export interface ChatCall extends ModelCall {
  readonly messages: readonly ChatMessage[];
  readonly maxTokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly seed?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly presencePenalty?: number | undefined;
  readonly stopSequences?: readonly string[] | undefined;
  /** Set when the answer must be JSON. */
  readonly json?: JsonFormat | undefined;
  readonly tools?: readonly ChatTool[] | undefined;
  readonly toolChoice?: ChatToolChoice | undefined;
  readonly reasoning?: Reasoning | undefined;
  /** Emit every event as it came, and join none. */
  readonly includeRaw?: boolean | undefined;
}

/** What happens in an answer, in order. A whole answer is the same events at once. */
export type ChatEvent =
  | { readonly type: 'metadata'; readonly id?: string; readonly model?: string; readonly created?: Date }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'tool-input'; readonly id: string; readonly name: string; readonly text: string }
  | { readonly type: 'tool-call'; readonly id: string; readonly name: string; readonly input: string }
  | { readonly type: 'raw'; readonly value: unknown }
  | { readonly type: 'error'; readonly error: unknown }
  | ChatFinish;

export interface ChatFinish {
  readonly type: 'finish';
  readonly reason: FinishReason;
  readonly usage: ChatUsage;
  /** What went otherwise than the caller would expect; known only now. */
  readonly notes: readonly string[];
  /** Who paid for another vendor's model, in the gateway's words. */
  readonly keySource?: string | undefined;
}

export interface FinishReason {
  readonly unified: 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'error' | 'other';
  /** As the service said it; undefined where it was inferred. */
  readonly raw: string | undefined;
}

/** Token counts; undefined where the service gave none. */
export interface ChatUsage {
  readonly input: { readonly total: number | undefined; readonly cached: number | undefined };
  readonly output: { readonly total: number | undefined; readonly reasoning: number | undefined };
  readonly total: number | undefined;
  readonly raw: { [key: string]: JSONValue } | undefined;
}

export type ChatWarning = CallWarning<ChatSetting>;

export type ChatSetting = Exclude<
  keyof ChatCall,
  keyof ModelCall | 'messages' | 'json' | 'tools' | 'toolChoice' | 'reasoning' | 'includeRaw'
>;

/** What stands beside the events of an answer. */
export interface ChatAnswer {
  readonly request: {
    /** The inputs as sent. */
    readonly inputs: Readonly<Record<string, unknown>>;
    /** The same as the JSON text that went over the wire. */
    readonly body: string | undefined;
  };
  readonly response: CallResponse;
  readonly warnings: readonly ChatWarning[];
}
