import type { RunContext } from '../run/run.ts';
import type { SeenRequest } from './seen-request.ts';

/** A request, and the gateway that answers it. */
export interface RequestContext extends RunContext {
  seen: SeenRequest;
  /** Its body was refused unread. */
  isTooLong?: boolean;
}
