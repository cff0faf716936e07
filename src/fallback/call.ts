import { mergeHeaders } from '../request/call.ts';
import { recordOf } from '../values/fields.ts';
import type { Asking } from './asking.ts';
import type { FallbackMember } from './options.ts';
import type { Message, ModelCall, ModelName, ProviderOptions } from './types.ts';

/** The call as one member gets it. */
export function callOf<Call extends ModelCall>(
  { model, headers, providerOptions }: FallbackMember<ModelName>,
  { call, members, options }: Pick<Asking<ModelName, Call, unknown>, 'call' | 'members' | 'options'>,
): Call {
  const [first, ...others] = members.map(member => vendorOf(member.model));
  const isOneVendor = others.every(vendor => vendor === first);
  // A key of the call is meant for the vendor that is asked first.
  const ofCall = Object.entries(call.headers ?? {}).filter(
    ([name]) => vendorOf(model) === first || !/(?:authorization|api-key)$/i.test(name),
  );
  const isKept = (part: unknown) => options.reasoning === 'keep' || (isOwn(part, model) ?? isOneVendor);
  const change = renameCalls(model);
  // AI SDK 4 calls them metadata.
  const key = 'mode' in call ? 'providerMetadata' : 'providerOptions';
  return {
    ...call,
    headers: mergeHeaders(Object.fromEntries(ofCall), headers),
    [key]: mergeOptions(recordOf(Reflect.get(call, key)), providerOptions),
    prompt: call.prompt.flatMap(message => changeParts(message, { isKept, change })),
  };
}

const vendorOf = ({ provider }: ModelName): string | undefined => provider.split('.')[0];

/** Later options win, key by key within each provider's. */
export function mergeOptions(
  below: Readonly<Record<string, unknown>>,
  above?: ProviderOptions,
): ProviderOptions {
  const merged = Object.entries({ ...below, ...above });
  return Object.fromEntries(
    merged.map(([name, options]) => [name, { ...recordOf(below[name]), ...recordOf(options) }]),
  );
}

interface Changes {
  readonly isKept: (part: unknown) => boolean;
  readonly change: (part: unknown) => unknown;
}

/** A message that is left empty goes too: vendors refuse empty ones. */
function changeParts(message: Message, { isKept, change }: Changes): readonly Message[] {
  if (!Array.isArray(message.content)) return [message];
  const content = message.content.filter(isKept).map(change);
  return content.length > 0 ? [{ ...message, content }] : [];
}

/**
 * Numbers the tool calls whose ids the model's vendor would refuse: Mistral takes nine letters and digits (its error
 * 3280), Anthropic letters, digits, `_` and `-`, OpenAI no more than 40 characters
 * (https://github.com/vercel/ai/issues/5171). Workers AI takes any.
 */
function renameCalls(model: ModelName): (part: unknown) => unknown {
  const vendor = vendorOf(model);
  const taken = vendor === 'mistral' ? /^[a-z\d]{9}$/i : vendor === 'workersai' ? /^/ : /^[\w-]{1,40}$/;
  const strange: unknown[] = [];
  return part => {
    const { toolCallId: id } = recordOf(part);
    if (id === undefined || taken.test(String(id))) return part;
    if (!strange.includes(id)) strange.push(id);
    return { ...recordOf(part), toolCallId: String(strange.indexOf(id)).padStart(9, '0') };
  };
}

/** Whether the model can read a part: reasoning is for the vendor that it names; undefined where it names none. */
function isOwn(part: unknown, { provider }: ModelName): boolean | undefined {
  const { type, signature, data, providerOptions, providerMetadata } = recordOf(part);
  if (!/reasoning/.test(String(type))) return true;
  // In AI SDK 4 a signature is of no named vendor; Anthropic's models alone write them.
  const vendors = signature || data ? signers : Object.keys(recordOf(providerOptions ?? providerMetadata));
  return vendors.length > 0 ? provider.split(/[.-]/).some(word => vendors.includes(word)) : undefined;
}

const signers = ['anthropic', 'bedrock'];
