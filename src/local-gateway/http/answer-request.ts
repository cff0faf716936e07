import { answerCall } from '../gateway/answer-call.ts';
import { gatewayRefusal, providerRefusal, unknownGateway } from '../gateway/authentication.ts';
import { answerLog, answerLogs } from '../management/logs.ts';
import { listCompatModels, searchModels } from '../management/models.ts';
import type { ModelAnswer, Surface } from '../run/call.ts';
import { failureAnswer } from '../run/failure-answer.ts';
import type { LocalState } from '../state.ts';
import { type Failure, failureOf } from '../wire/failures.ts';
import { enveloped } from './json-answer.ts';
import { readRunCall } from './read-call.ts';
import { type Route, routeOf } from './routes.ts';
import type { SeenRequest } from './seen-request.ts';
import { answerUniversal } from './universal.ts';

export interface Exchange {
  seen: SeenRequest;
  state: LocalState;
  signal: AbortSignal;
}

/** The answer to any request, by what its URL asks for. */
export async function answer(exchange: Exchange): Promise<ModelAnswer> {
  const { seen, state, signal } = exchange;
  if (seen.bytes.length > state.options.maxBodyBytes) return refused(failureOf(3006), 'rest', exchange);
  const route = routeOf(new URL(seen.url));
  if (!route) return refused(noRoute(seen.path), 'rest', exchange);
  switch (route.kind) {
    case 'run': {
      const wrong = wrongRun(seen, route, state);
      return wrong
        ? refused(wrong, route.surface, exchange)
        : answerCall(readRunCall(seen, route), { state, signal });
    }
    case 'universal': {
      const wrong = wrongMethod(seen.method, ['POST']);
      return wrong ? refused(wrong, 'rest', exchange) : answerUniversal(exchange, route);
    }
    case 'invalid-provider':
    case 'compat-models':
      return answerAtGateway(exchange, route);
    case 'model-search':
    case 'logs':
    case 'log':
    case 'url':
      return answerManagement(exchange, route);
    default:
      return route satisfies never;
  }
}

/** What never reaches a model is asked for the gateway's token all the same. */
function answerAtGateway(
  exchange: Exchange,
  { kind, account, gateway }: Extract<Route, { kind: 'invalid-provider' | 'compat-models' }>,
): ModelAnswer {
  const { seen, state } = exchange;
  const gatewayAuthorization = seen.headers['cf-aig-authorization'];
  const caller = { seen, account, gateway, gatewayAuthorization, isTrusted: false };
  const wrong =
    unknownGateway(caller, state.options) ??
    gatewayRefusal(caller, state.options) ??
    (kind === 'invalid-provider' ? failureOf(2008) : wrongMethod(seen.method, ['GET']));
  return wrong ? refused(wrong, 'rest', exchange) : listCompatModels();
}

type ManagementRoute = Extract<Route, { kind: 'model-search' | 'logs' | 'log' | 'url' }>;

const managementMethods: Readonly<Record<ManagementRoute['kind'], readonly string[]>> = {
  'model-search': ['GET'],
  logs: ['GET', 'DELETE'],
  log: ['GET', 'PATCH'],
  url: ['GET'],
};

function answerManagement(exchange: Exchange, route: ManagementRoute): ModelAnswer {
  const { seen, state } = exchange;
  const authorization = seen.headers.authorization;
  const isBody = route.kind === 'log' && route.part !== undefined;
  const wrong =
    unknownAccount(seen.path, route, state) ??
    providerRefusal({ surface: route.surface, authorization }, state.options) ??
    wrongMethod(seen.method, isBody ? ['GET'] : managementMethods[route.kind]);
  if (wrong) return refused(wrong, route.surface, exchange);
  const query = new URL(seen.url).searchParams;
  const request = { method: seen.method, body: seen.body, query, state };
  switch (route.kind) {
    case 'model-search':
      return searchModels(query);
    case 'logs':
      return answerLogs({ ...request, ...route });
    case 'log':
      return answerLog({ ...request, ...route });
    case 'url':
      return enveloped({ url: providerUrl(route, state) });
    default:
      return route satisfies never;
  }
}

const unknownAccount = (
  path: string,
  { account, surface }: ManagementRoute,
  { options }: LocalState,
): Failure | undefined =>
  surface === 'binding' || (options.accounts?.includes(account) ?? true) ? undefined : noRoute(path);

function providerUrl(
  { account, gateway, provider }: Extract<Route, { kind: 'url' }>,
  { options }: LocalState,
): string {
  const owner = account === 'binding' ? (options.accounts?.[0] ?? 'local-account') : account;
  const end = provider === 'universal' ? '' : provider;
  return `https://gateway.ai.cloudflare.com/v1/${owner}/${gateway}/${end}`;
}

function wrongRun(
  seen: SeenRequest,
  { surface, prefixed }: Extract<Route, { kind: 'run' }>,
  { options }: LocalState,
): Failure | undefined {
  const wrong = wrongMethod(seen.method, ['POST']);
  if (wrong) return wrong;
  if (prefixed === undefined || surface !== 'rest') return undefined;
  const { runPrefix } = options.disputes;
  const refusedPrefix = runPrefix === 'required' ? !prefixed : runPrefix === 'refused' && prefixed;
  return refusedPrefix ? noRoute(seen.path) : undefined;
}

const wrongMethod = (method: string, allowed: readonly string[]): Failure | undefined =>
  allowed.includes(method)
    ? undefined
    : failureOf(7001, { message: `Method ${method} not available for that URI.` });

const noRoute = (path: string): Failure =>
  failureOf(7003, { message: `Could not route to ${path}, perhaps your object identifier is invalid?` });

const refused = (failure: Failure, surface: Surface, { state }: Exchange): ModelAnswer =>
  failureAnswer(failure, { call: { surface }, state, requestId: state.random.uuid() });
