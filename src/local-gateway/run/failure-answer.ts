import type { LocalState } from '../state.ts';
import { errorBody } from '../wire/error-bodies.ts';
import type { ErrorShape, Failure } from '../wire/failures.ts';
import type { ModelAnswer, RunCall, Surface } from './call.ts';

interface FailureContext {
  call: Pick<RunCall, 'surface' | 'vendor'>;
  state: LocalState;
  requestId: string;
}

const platformShapes: Readonly<Record<Surface, ErrorShape>> = {
  rest: 'v4',
  openai: 'v4',
  compat: 'ai-error',
  binding: 'ai-error',
  vendor: 'openai',
};

const blocked = new Set([2016, 2017, 2029, 2030]);

export function failureAnswer(failure: Failure, { call, state, requestId }: FailureContext): ModelAnswer {
  const { disputes } = state.options;
  const status =
    blocked.has(failure.code) && failure.status === 424 ? disputes.blockedStatus : failure.status;
  const body = errorBody({ ...failure, status }, shapeOf(failure, call, state), { requestId });
  return {
    status,
    headers: {
      'content-type': 'application/json',
      // What the gateway refuses never reached the platform that numbers requests.
      ...(failure.origin === 'gateway' ? {} : { 'cf-ai-req-id': requestId }),
      ...failure.headers,
    },
    body,
    meter: { tokensIn: undefined, tokensOut: undefined },
  };
}

function shapeOf(
  { shape, origin }: Failure,
  { surface, vendor }: FailureContext['call'],
  { options }: LocalState,
): ErrorShape {
  if (shape) return shape;
  if (origin === 'gateway') return 'gateway';
  if (vendor?.wire) return vendor.wire.errors;
  const { openaiErrors } = options.disputes;
  const isOpenai = surface === 'openai' || surface === 'compat';
  if (origin === 'workers-ai' && isOpenai && openaiErrors !== 'by-path') return openaiErrors;
  return origin === 'api' ? 'v4' : platformShapes[surface];
}
