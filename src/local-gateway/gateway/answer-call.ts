import { excerpt } from '../excerpt.ts';
import type { ResolvedOptions } from '../options.ts';
import type { ModelAnswer, RunCall } from '../run/call.ts';
import { failureAnswer } from '../run/failure-answer.ts';
import type { RunContext } from '../run/run.ts';
import { runModel } from '../run/run-model.ts';
import type { LocalState } from '../state.ts';
import { namedRefusal, notFound } from '../vendors/named-refusal.ts';
import { answerRouted, hasRoute } from '../vendors/routed.ts';
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
  const named = { ...identity.full(cacheStatus), ...chosenModel(answer) };
  return withHeaders(log.close(answer, { cached: cacheStatus === 'HIT' }), named);
}

async function askModel(call: RunCall, context: RunContext): Promise<ModelAnswer> {
  const { options } = context.state;
  const { vendor } = call;
  const refused = callerRefusal(call, options);
  if (refused) return refuse(refused, call, context.state);
  return call.door && !vendor ? askRoute(call, context) : askOne(call, context);
}

/** Whether the caller may ask: on the paths of a vendor and under /compat a key of the vendor says so too. */
function callerRefusal(call: RunCall, options: ResolvedOptions): Failure | undefined {
  const { door, vendor } = call;
  if (door !== 'compat') return vendor?.door === 'path' ? undefined : providerRefusal(call, options);
  return vendor || call.isTrusted || call.gatewayAuthorization ? undefined : failureOf(2009);
}

function askOne(call: RunCall, context: RunContext): Promise<ModelAnswer> | ModelAnswer {
  const { options } = context.state;
  const { vendor, door } = call;
  const refused =
    vendor && ((door && namedRefusal(call, { door, options })) ?? vendorRefusal(call, { vendor, options }));
  return refused ? refuse(refused, call, context.state) : attempt({ call, ...context });
}

async function askRoute(call: RunCall, context: RunContext): Promise<ModelAnswer> {
  const { state } = context;
  if (call.format !== 'chat' || !isServed(call, state.options) || !hasRoute(call, state))
    return refuse(notFound(call), call, state);
  const answer = await answerRouted(call, { state, ask: async target => askOne(target, context) });
  return answer ?? refuse(failureOf(2028), call, state);
}

/** Where aliases and the Auto Router are answered is disputed. */
function isServed({ model, door, endpoint, surface }: RunCall, { disputes }: ResolvedOptions): boolean {
  if (model === 'cloudflare/auto') return door === 'compat' || disputes.autoRouter === 'everywhere';
  if (!model.startsWith('custom/') || disputes.aliases === 'everywhere') return true;
  const isRun = surface === 'binding' || (door === 'catalogue' && endpoint === model);
  return disputes.aliases === 'run' ? isRun : door === 'catalogue';
}

/** The model that a route or the Auto Router chose. */
function chosenModel({ headers }: ModelAnswer): Record<string, string> {
  const names = ['cf-aig-model', 'cf-aig-provider'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)));
}

const foreign = ({ provider, vendor, door }: RunCall): Failure | undefined =>
  provider === 'workers-ai' || vendor || door ? undefined : failureOf(2008);

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
