import { excerpt } from '../excerpt.ts';
import type { ModelAnswer, RunCall } from '../run/call.ts';
import { failureAnswer } from '../run/failure-answer.ts';
import type { RunContext } from '../run/run.ts';
import { runModel } from '../run/run-model.ts';
import type { LocalState } from '../state.ts';
import { vendorRefusal } from '../vendors/vendor-refusal.ts';
import { type Failure, failureOf } from '../wire/failures.ts';
import { attempt } from './attempts.ts';
import { gatewayRefusal, providerRefusal, unknownGateway } from './authentication.ts';
import { hitOrMiss } from './hit-or-miss.ts';
import { openLog } from './log-entry.ts';

/** Answers one call with everything a gateway does around it, or without where the call passes none. */
export async function answerCall(call: RunCall, context: RunContext): Promise<ModelAnswer> {
  call.seen.model = call.model;
  return call.gateway === undefined ? directly(call, context) : throughGateway(call, context);
}

async function directly(call: RunCall, context: RunContext): Promise<ModelAnswer> {
  const { state } = context;
  const refused = unknownGateway(call, state.options) ?? providerRefusal(call, state.options);
  if (refused) return failureAnswer(refused, { call, state, requestId: state.random.uuid() });
  return runModel(call, context);
}

/** The order of the checks is not documented: gateway, its token, rate limit, cache, provider's token, model, input. */
async function throughGateway(call: RunCall, context: RunContext): Promise<ModelAnswer> {
  const { state } = context;
  const { options } = state;
  const identity = identify(call, state);
  const refused = unknownGateway(call, options) ?? gatewayRefusal(call, options) ?? foreign(call);
  if (refused) return final(refuse(refused, call, state), identity.brief);
  const log = openLog(call, { state, id: identity.logId });
  call.seen.logId = identity.logId;
  // The entries of a universal request count as one.
  if (call.step === 0 && !state.limiter.admit(`${call.account}/${call.gateway}`)) {
    return final(log.close(refuse(failureOf(2003), call, state)), { ...identity.brief, ...identity.log });
  }
  const { cacheStatus, answer } = await hitOrMiss(call, {
    cache: state.cache,
    askModel: () => askModel(call, context),
  });
  return withHeaders(log.close(answer, { cached: cacheStatus === 'HIT' }), identity.full(cacheStatus));
}

async function askModel(call: RunCall, context: RunContext): Promise<ModelAnswer> {
  const { options } = context.state;
  const { vendor } = call;
  const refused = vendor ? vendorRefusal(call, { vendor, options }) : providerRefusal(call, options);
  return refused ? refuse(refused, call, context.state) : attempt({ call, ...context });
}

const foreign = ({ provider, vendor }: RunCall): Failure | undefined =>
  provider === 'workers-ai' || vendor ? undefined : failureOf(2008);

const refuse = (failure: Failure, call: RunCall, state: LocalState): ModelAnswer =>
  failureAnswer(failure, { call, state, requestId: state.random.uuid() });

const final = (answer: ModelAnswer, headers: Record<string, string>): ModelAnswer => ({
  ...withHeaders(answer, headers),
  isFinal: true,
});

const withHeaders = (answer: ModelAnswer, headers: Record<string, string>): ModelAnswer => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
});

/** Of a name that came in a body, and so may hold anything. */
const headerValue = (text: string): string => excerpt(text, 1000).replace(/[^\x20-\x7e]/g, '?');

function identify({ controls, step, model, provider }: RunCall, { random, options }: LocalState) {
  const isUuid = options.disputes.ids === 'uuid';
  const logId = isUuid ? random.uuidv7(options.now()) : random.ulid(options.now());
  const eventId = controls.eventId ?? (isUuid ? logId : random.ulid(options.now()));
  const brief = {
    'cf-aig-event-id': headerValue(eventId),
    'cf-aig-request-id': logId,
  };
  const log = { 'cf-aig-log-id': logId, 'cf-aig-step': String(step) };
  const full = (status: 'HIT' | 'MISS'): Record<string, string> => ({
    ...brief,
    ...log,
    'cf-aig-cache-status': status,
    'cf-aig-model': headerValue(model),
    'cf-aig-provider': provider,
  });
  return { logId, brief, log, full };
}
