import type { Members } from './members.ts';
import type { FallbackOptions } from './options.ts';
import type { ModelName } from './types.ts';

/** A member that was asked and failed. */
export interface Failure extends ModelName {
  readonly error: unknown;
}

/** What ends a member: the call, or its time, which counts until the first part is there. */
export interface Watch {
  /** Absent where neither can. */
  readonly signal: AbortSignal | undefined;
  readonly stopClock: () => void;
  /** Nothing follows. */
  readonly end: () => void;
}

/** One member that is asked. */
export interface Try<Model, Call = unknown> extends Watch {
  readonly model: Model;
  readonly call: Call;
  readonly failures: readonly Failure[];
}

export interface Asking<Model, Call, Answer> {
  readonly members: Members<Model>;
  readonly call: Call;
  readonly options: FallbackOptions;
  readonly attempt: (one: Try<Model, Call>) => Promise<Answer>;
}
