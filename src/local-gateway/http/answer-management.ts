import { findModel } from '../../catalogue/catalogue.ts';
import { providerRefusal } from '../gateway/authentication.ts';
import { listGateways, showGateway } from '../management/gateways.ts';
import { answerLog, answerLogs } from '../management/logs.ts';
import { modelSchema, searchModels, searchTasks } from '../management/models.ts';
import type { ModelAnswer } from '../run/call.ts';
import type { LocalState } from '../state.ts';
import { type Failure, failureOf } from '../wire/failures.ts';
import { enveloped } from './json-answer.ts';
import { noRoute, refused, wrongMethod } from './refused.ts';
import type { RequestContext } from './request-context.ts';
import type { Route } from './routes.ts';

type ManagementRoute = Extract<
  Route,
  { kind: 'model-search' | 'model-schema' | 'task-search' | 'gateways' | 'gateway' | 'logs' | 'log' | 'url' }
>;

const managementMethods: Readonly<Record<ManagementRoute['kind'], readonly string[]>> = {
  'model-search': ['GET'],
  'model-schema': ['GET'],
  'task-search': ['GET'],
  gateways: ['GET'],
  gateway: ['GET'],
  logs: ['GET', 'DELETE'],
  log: ['GET', 'PATCH'],
  url: ['GET'],
};

/** What is asked of the API that manages gateways, logs and models. */
export function answerManagement(context: RequestContext, route: ManagementRoute): ModelAnswer {
  const { seen, state } = context;
  const authorization = seen.headers.authorization;
  const query = new URL(seen.url).searchParams;
  const isBody = route.kind === 'log' && route.part !== undefined;
  const wrong =
    unknownAccount(seen.path, route, state) ??
    providerRefusal({ surface: route.surface, authorization }, state.options) ??
    wrongMethod(seen.method, isBody ? ['GET'] : managementMethods[route.kind]) ??
    missing(route, { query, state });
  if (wrong) return refused(wrong, route.surface, context);
  const request = { method: seen.method, body: seen.body, query, state };
  switch (route.kind) {
    case 'model-search':
      return searchModels(query, state.options);
    case 'model-schema':
      return modelSchema(query.get('model') ?? '');
    case 'task-search':
      return searchTasks();
    case 'gateways':
      return listGateways(query, state.options);
    case 'gateway':
      return showGateway(route.gateway, state.options);
    case 'logs':
      return answerLogs({ ...request, ...route });
    case 'log':
      return answerLog({ ...request, ...route });
    case 'url':
      return enveloped(
        route.surface === 'binding' ? { url: providerUrl(route, state) } : providerUrl(route, state),
      );
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

/** What the URL names and does not exist. */
function missing(
  route: ManagementRoute,
  { query, state }: { query: URLSearchParams; state: LocalState },
): Failure | undefined {
  const { gateways, models } = state.options;
  if (route.kind === 'gateway')
    return gateways?.includes(route.gateway) === false ? failureOf(7002) : undefined;
  if (route.kind !== 'model-schema') return undefined;
  const id = query.get('model') ?? '';
  const exists = models ? models.includes(id) : findModel(id) !== undefined;
  return exists ? undefined : failureOf(7002, { message: `No such model ${id}` });
}

/** The gateway's own address while it listens on a port; else Cloudflare's, which its `fetch` answers. */
function providerUrl(
  { account, gateway, provider }: Extract<Route, { kind: 'url' }>,
  { ports }: LocalState,
): string {
  const end = provider === 'universal' ? '' : provider;
  return `${ports.at(-1) ?? 'https://gateway.ai.cloudflare.com'}/v1/${account}/${gateway}/${end}`;
}
