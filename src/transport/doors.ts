import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { invalidSetting } from '../values/check.ts';
import type { Format } from './format.ts';
import type { Endpoint, TransportRequest } from './transport.ts';

/** How a request leaves. Over HTTP it takes the API, unless `route` names the gateway. */
type Way = 'api' | 'gateway' | 'binding';

/** The path that serves an id; `env.AI.run` calls `/ai/run`. */
export type Door = '/ai/v1' | '/compat' | '/ai/run';

/** None where a way has no door. */
type Doors = { readonly [W in Way]?: Door };

/** An id that Workers AI itself does not serve: all but `@cf/…`, `@hf/…`, and names without a slash. */
export interface Form {
  readonly id: RegExp;
  /** In OpenAI's format. */
  readonly chat: Doors;
  readonly embeddings?: Doors;
}

const byRunPath: Doors = { api: '/ai/v1', gateway: '/compat', binding: '/ai/run' };
const byCompat: Doors = { ...byRunPath, binding: '/compat' };

/**
 * The first form that fits an id holds.
 * https://developers.cloudflare.com/ai-gateway/usage/rest-api/ and
 * https://developers.cloudflare.com/ai-gateway/usage/chat-completion/
 */
const forms: readonly Form[] = [
  // https://developers.cloudflare.com/ai-gateway/features/auto-router/ documents /compat alone.
  { id: /^cloudflare\/auto$/, chat: { ...byCompat, api: '/compat' } },
  { id: /^dynamic\/./, chat: byRunPath },
  // https://developers.cloudflare.com/ai-gateway/features/routing/model-aliases/
  { id: /^custom\/./, chat: { api: '/ai/v1', binding: '/ai/run' } },
  // The run path answers the binding in Anthropic's own format.
  { id: /^anthropic\/./, chat: byCompat },
  { id: /^(?!run\/)[^@/]+\/[^@]/, chat: byRunPath, embeddings: byCompat },
];

/** What `run()` sends as it is. */
const runDoors: Doors = { api: '/ai/run', binding: '/ai/run' };

export const formOf = (model: string): Form | undefined => forms.find(({ id }) => id.test(model));

/**
 * The door of a request; undefined for a model of Workers AI.
 * @throws InvalidArgumentError where this way has none, with the one that has.
 */
export function doorOf({ model, endpoint, gateway }: TransportRequest, way: Way): Door | undefined {
  const form = formOf(model);
  if (!form) return undefined;
  const doors = doorsOf(form, endpoint);
  const door = doors[way];
  if (gateway && door) return door;
  const [name, value] = gateway ? ['route', `'${way}'`] : ['gateway', false];
  const path = door ?? doors.api;
  throw invalidSetting(
    name,
    `is ${value}, but only ${gateway ? path : `a gateway (${path})`} serves ${model}: leave it out`,
  );
}

const doorsOf = ({ chat, embeddings = {} }: Form, endpoint: Endpoint): Doors =>
  ({ 'chat/completions': chat, embeddings, run: runDoors })[endpoint];

/** @throws UnsupportedFunctionalityError for an id that has no door for a kind of model, such as `image`. */
export function expectDoor(model: string, kind: string): void {
  const form = formOf(model);
  if (!form || kind === 'chat' || (kind === 'embedding' && form.embeddings)) return;
  throw new UnsupportedFunctionalityError({
    functionality: `${kind} with ${model}`,
    message: `workersai.${kind}() does not serve ${model}. Use workersai.run(), or the vendor's package with workersai.gateway.connect().`,
  });
}

/**
 * The format of a request: what its options say, else the provider's, and OpenAI's where the model has a door.
 * @throws InvalidArgumentError for Workers AI's own format there.
 */
export function formatOf(
  { model, format: usual }: { readonly model: string; readonly format: Format },
  format: Format | undefined,
): Format {
  if (!formOf(model)) return format ?? usual;
  if (format !== 'workers-ai') return 'openai';
  throw invalidSetting('format', `'workers-ai' does not reach ${model}: leave it out`);
}
