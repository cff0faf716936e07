import { findModel } from '../../catalogue/catalogue.ts';
import { isObject, type JsonObject, objectIn } from '../json.ts';
import type { ResolvedOptions } from '../options.ts';
import type { RunCall } from '../run/call.ts';
import { type Failure, failureOf } from '../wire/failures.ts';
import type { VendorDoor } from './vendor-wire.ts';

interface Named {
  readonly door: VendorDoor;
  readonly options: ResolvedOptions;
}

/** Why a model that a call names by its id is refused: its spelling, then its inputs. */
export function namedRefusal(call: RunCall, { door, options }: Named): Failure | undefined {
  if (isUnknown(call, { door, options })) return notFound(call);
  if (call.format !== 'chat') return undefined;
  if (speaksResponsesAlone.test(call.model)) return badRequest('Invalid value at input: Invalid input');
  return (door === 'route' ? undefined : wrongLimit(call)) ?? wrongSchema(call.inputs);
}

/** Cloudflare's API answers a stream of an unknown model with 500. */
export const notFound = ({ inputs }: Pick<RunCall, 'inputs'>): Failure =>
  failureOf(7003, { message: 'Model not found', status: inputs.stream === true ? 500 : 404 });

/** https://github.com/withastro/flue/issues/525 */
const speaksResponsesAlone = /^openai\/gpt-5\.(6-terra|5-pro)$/;

/** The catalogue has names of its own for vendors that the gateway names otherwise, and others it does not serve. */
const gatewayNames = /^(google-ai-studio|google-vertex-ai|grok|mistral|cerebras|openrouter|fireworks)\//;

function isUnknown({ model }: RunCall, { door, options }: Named): boolean {
  if (options.models) return !options.models.includes(model);
  // The catalogue writes claude-haiku-4.5, the vendor claude-haiku-4-5.
  if (door === 'compat') return /^anthropic\/.*\d\.\d/.test(model);
  if (door !== 'catalogue') return false;
  return gatewayNames.test(model) || /^anthropic\/.*\d-\d{1,2}$/.test(model) || lacksPrefix(model);
}

/** An id of Workers AI that lacks its `@cf/` or only the `@`, where the catalogue has no such author of its own. */
const lacksPrefix = (model: string): boolean =>
  !/^(openai|google|black-forest-labs|deepgram)\//.test(model) &&
  [`@cf/${model}`, `@${model}`].some(id => findModel(id) !== undefined);

const badRequest = (message: string): Failure => failureOf(400, { message });

/** https://github.com/vercel/ai/issues/11828. Whether a route translates the limit is not known. */
const wrongLimit = ({ provider, inputs }: RunCall): Failure | undefined =>
  provider === 'openai' && inputs.max_tokens !== undefined
    ? badRequest(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      )
    : undefined;

/** https://github.com/cloudflare/ai/issues/559 */
function wrongSchema({ response_format: format }: JsonObject): Failure | undefined {
  const schema = objectIn(format)?.json_schema;
  return isObject(schema) && !(typeof schema.name === 'string' && isObject(schema.schema))
    ? badRequest("Missing required parameter: 'response_format.json_schema.name'.")
    : undefined;
}
