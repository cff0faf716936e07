import { entryIn } from '../json.ts';
import type { LocalRoute } from '../options.ts';
import type { ModelAnswer, RunCall } from '../run/call.ts';
import type { LocalState } from '../state.ts';
import { isNamed, isRouted, readNamedCall } from './named-call.ts';

type Shares = Extract<LocalRoute, { readonly else: unknown }>;

interface Routing {
  readonly state: LocalState;
  readonly ask: (call: RunCall) => Promise<ModelAnswer>;
}

/** The first answer of the models that a route, an alias or the Auto Router tries in turn; undefined where it has none. */
export async function answerRouted(call: RunCall, { state, ask }: Routing): Promise<ModelAnswer | undefined> {
  let last: ModelAnswer | undefined;
  for (const [index, model] of modelsOf(call, state).entries()) {
    const target = targetOf(call, model);
    const answer = await ask(target);
    const headers = { ...answer.headers, ...headersOf(target, { call, index, state }) };
    last = { ...answer, headers };
    if (last.status < 400) return last;
  }
  return last;
}

/** Whether there is such a route. The Auto Router needs none. */
export const hasRoute = ({ model }: RunCall, { options }: LocalState): boolean =>
  model === 'cloudflare/auto' || entryIn(options.routes, model) !== undefined;

function modelsOf({ model, seen }: RunCall, { options, routing }: LocalState): string[] {
  const allowed = seen.headers['cf-aig-allowed-models']?.split(',').map(id => id.trim());
  const given = entryIn(options.routes, model) ?? '@cf/zai-org/glm-4.7-flash';
  const route = model === 'cloudflare/auto' ? (allowed ?? given) : given;
  return stepsOf(route, () => routing.next() * 100).filter(id => !isRouted(id));
}

/** https://developers.cloudflare.com/ai-gateway/features/dynamic-routing/json-configuration/ */
function stepsOf(route: LocalRoute, roll: () => number): string[] {
  if (typeof route === 'string') return [route];
  if ('else' in route) return stepsOf(shareOf(route, roll()), roll);
  return route.flatMap(step => stepsOf(step, roll));
}

function shareOf({ percentages, else: rest }: Shares, rolled: number): LocalRoute {
  let upTo = 0;
  for (const [percent, route] of percentages) {
    upTo += percent;
    if (rolled < upTo) return route;
  }
  return rest;
}

function targetOf(call: RunCall, id: string): RunCall {
  const model = id.replace(/^workers-ai\//, '');
  const { door: _door, ...plain } = call;
  if (!isNamed(model)) return { ...plain, model, provider: 'workers-ai' };
  const { format, inputs, seen } = call;
  return {
    ...plain,
    model,
    ...readNamedCall(model, { door: 'route', format, inputs, headers: seen.headers }),
  };
}

/** https://developers.cloudflare.com/ai-gateway/features/auto-router/ */
function headersOf(
  { model, provider }: RunCall,
  { call, index, state }: { call: RunCall; index: number; state: LocalState },
): Record<string, string> {
  const chosen = { 'cf-aig-model': model, 'cf-aig-provider': provider };
  if (call.model !== 'cloudflare/auto') return chosen;
  return {
    ...chosen,
    'cf-aig-routed-model': model,
    'cf-aig-routing-reason': index === 0 ? 'highest_ranked' : 'fallback_candidate_unavailable',
    'cf-aig-routing-decision-id': state.random.uuid(),
  };
}
