import type { ModelFacts } from '../model/facts.ts';
import type { ReplyPart } from '../script/parts.ts';
import type { LocalState } from '../state.ts';
import type { RunCall } from './call.ts';

/** The gateway that a call runs in, and the signal that ends it. */
export interface RunContext {
  state: LocalState;
  signal: AbortSignal;
}

/** One run of one model. */
export interface Run extends RunContext {
  call: RunCall;
  facts: ModelFacts;
  /** What the test wrote for this run, if anything. */
  script: readonly ReplyPart[] | undefined;
  requestId: string;
}
