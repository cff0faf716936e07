import type { JSONValue } from '../../values/json.ts';

/** What one event of an answer adds, whatever shape it came in. */
export interface ChatDelta {
  readonly id?: string | undefined;
  readonly model?: string | undefined;
  /** Seconds since 1970. */
  readonly created?: number | undefined;
  readonly text?: string | undefined;
  readonly reasoning?: string | undefined;
  readonly toolCalls: readonly ToolCallDelta[];
  readonly finishReason?: string | undefined;
  /** The service said that the answer is whole, and gave no reason. */
  readonly isEnd?: boolean | undefined;
  readonly usage?: { [key: string]: JSONValue } | undefined;
  readonly keySource?: string | undefined;
}

/** A tool call, or a piece of one. */
export interface ToolCallDelta {
  /** Position that names the call over several events; the native form has none. */
  readonly index: number | undefined;
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** Arguments as JSON text, or the next piece of it. */
  readonly input: string;
  /** Arguments as an object or a list, in place of text. */
  readonly value?: object | undefined;
  /** Nothing of this call follows. */
  readonly isWhole: boolean;
  /** The event that only says that the call is whole: id, type and name are null. */
  readonly isEnd: boolean;
}
