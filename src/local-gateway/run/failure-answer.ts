import type { LocalState } from '../state.ts';
import { errorBody } from '../wire/error-bodies.ts';
import type { ErrorShape, Failure } from '../wire/failures.ts';
import type { ModelAnswer, RunCall, Surface } from './call.ts';

interface FailureContext {
  call: Pick<RunCall, 'surface' | 'vendor'> & Partial<Pick<RunCall, 'seen'>>;
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

export function failureAnswer(given: Failure, { call, state, requestId }: FailureContext): ModelAnswer {
  const failure = blockedBy(given, { call, state });
  const body = errorBody(failure, shapeOf(failure, call, state), { requestId });
  return {
    status: failure.status,
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

const guardrails = [2016, 2017];
const dataLossPrevention = [2029, 2030];

/** https://developers.cloudflare.com/ai-gateway/features/guardrails/set-up-guardrail/ */
function blockedBy(failure: Failure, { call, state }: Pick<FailureContext, 'call' | 'state'>): Failure {
  const { blockedStatus } = state.options.disputes;
  const byGuardrails = guardrails.includes(failure.code);
  if (failure.status !== 424 || !(byGuardrails || dataLossPrevention.includes(failure.code))) return failure;
  if (blockedStatus !== 'by-path') return { ...failure, status: blockedStatus };
  const isRun = /^\/client\/v4\/accounts\/[^/]+\/ai\/run(\/|$)/.test(call.seen?.path ?? '');
  return byGuardrails && isRun ? { ...failure, status: 422 } : failure;
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
