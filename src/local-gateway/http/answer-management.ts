import { providerRefusal } from '../gateway/authentication.ts';
import { answerLog, answerLogs } from '../management/logs.ts';
import { searchModels } from '../management/models.ts';
import type { ModelAnswer } from '../run/call.ts';
import type { LocalState } from '../state.ts';
import type { Failure } from '../wire/failures.ts';
import { enveloped } from './json-answer.ts';
import { noRoute, refused, wrongMethod } from './refused.ts';
import type { RequestContext } from './request-context.ts';
import type { Route } from './routes.ts';

type ManagementRoute = Extract<Route, { kind: 'model-search' | 'logs' | 'log' | 'url' }>;

const managementMethods: Readonly<Record<ManagementRoute['kind'], readonly string[]>> = {
  'model-search': ['GET'],
  logs: ['GET', 'DELETE'],
  log: ['GET', 'PATCH'],
  url: ['GET'],
};

/** What is asked of the API that manages gateways, logs and models. */
export function answerManagement(context: RequestContext, route: ManagementRoute): ModelAnswer {
  const { seen, state } = context;
  const authorization = seen.headers.authorization;
  const isBody = route.kind === 'log' && route.part !== undefined;
  const wrong =
    unknownAccount(seen.path, route, state) ??
    providerRefusal({ surface: route.surface, authorization }, state.options) ??
    wrongMethod(seen.method, isBody ? ['GET'] : managementMethods[route.kind]);
  if (wrong) return refused(wrong, route.surface, context);
  const query = new URL(seen.url).searchParams;
  const request = { method: seen.method, body: seen.body, query, state };
  switch (route.kind) {
    case 'model-search':
      return searchModels(query, state.options);
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
