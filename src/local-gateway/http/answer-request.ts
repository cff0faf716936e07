import { answerCall } from '../gateway/answer-call.ts';
import { gatewayRefusal, unknownGateway } from '../gateway/authentication.ts';
import { listCompatModels } from '../management/models.ts';
import { ownerOf } from '../options.ts';
import type { ModelAnswer } from '../run/call.ts';
import type { LocalState } from '../state.ts';
import { type Failure, failureOf } from '../wire/failures.ts';
import { answerManagement } from './answer-management.ts';
import { readRunCall, readVendorRequest } from './read-call.ts';
import { noRoute, refused, wrongMethod } from './refused.ts';
import type { RequestContext } from './request-context.ts';
import { type Route, routeOf } from './routes.ts';
import type { SeenRequest } from './seen-request.ts';
import { answerUniversal } from './universal.ts';

/** The answer to any request, by what its URL asks for. */
export async function answerRequest(context: RequestContext): Promise<ModelAnswer> {
  const { seen, state, signal } = context;
  if (context.isTooLong || seen.bytes.length > state.options.maxBodyBytes)
    return refused(failureOf(3006), 'rest', context);
  const route = withOwner(routeOf(new URL(seen.url)), state);
  if (!route) return refused(noRoute(seen.path), 'rest', context);
  switch (route.kind) {
    case 'run': {
      const wrong = wrongRun(seen, route, state);
      return wrong
        ? refused(wrong, route.surface, context)
        : answerCall(readRunCall(seen, route), { state, signal });
    }
    case 'vendor':
      return answerCall(readVendorRequest(seen, route), { state, signal });
    case 'universal': {
      const wrong = wrongMethod(seen.method, ['POST']);
      return wrong ? refused(wrong, 'rest', context) : answerUniversal(context, route);
    }
    case 'invalid-provider':
    case 'compat-models':
      return answerAtGateway(context, route);
    default:
      return answerManagement(context, route);
  }
}

/** No account stands in the binding's URLs: it is the binding's own. */
const withOwner = (route: Route | undefined, { options }: LocalState): Route | undefined =>
  route && 'surface' in route && route.surface === 'binding'
    ? { ...route, account: ownerOf(options) }
    : route;

/** What never reaches a model is asked for the gateway's token all the same. */
function answerAtGateway(
  context: RequestContext,
  { kind, account, gateway }: Extract<Route, { kind: 'invalid-provider' | 'compat-models' }>,
): ModelAnswer {
  const { seen, state } = context;
  const gatewayAuthorization = seen.headers['cf-aig-authorization'];
  const caller = { seen, account, gateway, gatewayAuthorization, isTrusted: false };
  const wrong =
    unknownGateway(caller, state.options) ??
    gatewayRefusal(caller, state.options) ??
    (kind === 'invalid-provider' ? failureOf(2008) : wrongMethod(seen.method, ['GET']));
  return wrong ? refused(wrong, 'rest', context) : listCompatModels(state.options);
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
