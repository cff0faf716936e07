import type { SeenRequest } from '../http/seen-request.ts';
import { entryIn, type JsonObject } from '../json.ts';
import type { CallFormat, RunCall } from '../run/call.ts';
import { historyProblem } from './history-problem.ts';
import { isVendor } from './slugs.ts';
import type { VendorCall, VendorDoor, VendorWire } from './vendor-wire.ts';
import { wireAt } from './wires.ts';

/** Whether an id is none of Workers AI's: `author/model`, `dynamic/…`, `custom/…`, `cloudflare/auto`. */
export const isNamed = (id: string): boolean => /^[^@/]+\/[^@]/.test(id);

/** Whether the gateway itself chooses the model. */
export const isRouted = (id: string): boolean => /^(dynamic|custom)\/.|^cloudflare\/auto$/.test(id);

export interface NamedCall {
  readonly door: VendorDoor;
  readonly format: CallFormat;
  readonly inputs: JsonObject;
  readonly headers: SeenRequest['headers'];
}

/** What a call asks of another vendor by its model's id; nothing where it is one of Workers AI. */
export function readNamedCall(
  model: string,
  { door, format, inputs, headers }: NamedCall,
): Partial<Pick<RunCall, 'door' | 'provider' | 'format' | 'inputs' | 'vendor'>> {
  if (!isNamed(model)) return {};
  const [provider = ''] = model.split('/', 1);
  if (isRouted(model)) return { door, provider, format: format === 'native' ? 'chat' : format };
  if (door === 'compat' && !isVendor(provider)) return {};
  const wire = wireOf(provider, { format, inputs });
  const chat = wire ? wire.toChat(inputs, '') : inputs;
  return {
    door,
    provider,
    format: format === 'native' && wire ? 'chat' : format,
    inputs: chat,
    vendor: {
      ...vendorOf({ wire, door, headers }),
      problem: wire && historyProblem({ wire, body: inputs, chat }),
    },
  };
}

const vendorOf = ({
  wire,
  door,
  headers,
}: Pick<NamedCall, 'door' | 'headers'> & { wire: VendorWire | undefined }): Omit<VendorCall, 'problem'> => ({
  wire,
  door,
  key: door === 'compat' ? headers.authorization : undefined,
  // Stored keys are named on the vendors' own paths alone.
  alias: undefined,
  noWholesale: headers['cf-aig-no-wholesale'] === 'true',
});

const paths: Readonly<Record<string, string>> = { chat: 'chat/completions', responses: 'responses' };

/** The run path speaks Anthropic's own format with its models, and OpenAI's chat with others. */
function wireOf(
  provider: string,
  { format, inputs }: Pick<NamedCall, 'format' | 'inputs'>,
): VendorWire | undefined {
  if (format !== 'native') return wireAt('', entryIn(paths, format) ?? '');
  if (inputs.messages === undefined) return undefined;
  return provider === 'anthropic' ? wireAt(provider, 'v1/messages') : wireAt('', 'chat/completions');
}
