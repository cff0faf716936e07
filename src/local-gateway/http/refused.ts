import type { ModelAnswer, Surface } from '../run/call.ts';
import { failureAnswer } from '../run/failure-answer.ts';
import { type Failure, failureOf } from '../wire/failures.ts';
import type { RequestContext } from './request-context.ts';

export const wrongMethod = (method: string, allowed: readonly string[]): Failure | undefined =>
  allowed.includes(method)
    ? undefined
    : failureOf(7001, { message: `Method ${method} not available for that URI.` });

export const noRoute = (path: string): Failure =>
  failureOf(7003, { message: `Could not route to ${path}, perhaps your object identifier is invalid?` });

export const refused = (failure: Failure, surface: Surface, { state }: RequestContext): ModelAnswer =>
  failureAnswer(failure, { call: { surface }, state, requestId: state.random.uuid() });
