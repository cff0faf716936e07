import { mergeHeaders } from '../request/call.ts';
import { recordOf } from '../values/fields.ts';
import type { FallbackMember } from './options.ts';
import type { Message, ModelCall, ModelName } from './types.ts';

/** What the calls of a fallback's members depend on, besides the member. */
export interface Surroundings {
  /** Where this version of the specification keeps provider options. */
  readonly optionsKey: string;
  readonly models: readonly ModelName[];
  readonly keepsReasoning: boolean;
}

const vendorOf = ({ provider }: ModelName): string | undefined => provider.split('.')[0];

/** The call as one member gets it. */
export function callOf<Call extends ModelCall>(
  call: Call,
  { model, headers, providerOptions }: FallbackMember<ModelName>,
  { optionsKey, models, keepsReasoning }: Surroundings,
): Call {
  const vendors = models.map(vendorOf);
  const isOneVendor = new Set(vendors).size === 1;
  // A key of the call is meant for the vendor that is asked first.
  const ofCall = Object.entries(call.headers ?? {}).filter(
    ([name]) => vendorOf(model) === vendors[0] || !/(?:authorization|api-key)$/i.test(name),
  );
  return {
    ...call,
    headers: mergeHeaders(Object.fromEntries(ofCall), headers),
    [optionsKey]: mergeOptions(Reflect.get(call, optionsKey), providerOptions),
    ...(!keepsReasoning && { prompt: withoutForeignReasoning(call.prompt, { model, isOneVendor }) }),
  };
}

/** Later options win, key by key within each provider's. */
function mergeOptions(below: unknown, above: unknown): object {
  const merged: Record<string, unknown> = { ...recordOf(below) };
  for (const [name, options] of Object.entries(recordOf(above))) {
    merged[name] = { ...recordOf(merged[name]), ...recordOf(options) };
  }
  return merged;
}

/** A message that is left empty goes with its reasoning: vendors refuse empty ones. */
function withoutForeignReasoning(
  prompt: readonly Message[],
  { model, isOneVendor }: { model: ModelName; isOneVendor: boolean },
): readonly Message[] {
  const words = model.provider.split(/[.-]/);
  const isForeign = (part: unknown): boolean => {
    const { type, signature, providerOptions, providerMetadata } = recordOf(part);
    if (!/^(?:redacted-)?reasoning/.test(String(type))) return false;
    // In AI SDK 4 a signature is of no named vendor; Anthropic's models alone write them.
    const isSigned = signature || type === 'redacted-reasoning';
    const names = Object.keys(isSigned ? signers : recordOf(providerOptions ?? providerMetadata));
    return names.length > 0 ? !names.some(name => words.includes(name)) : !isOneVendor;
  };
  return prompt.flatMap(message => {
    const { role, content } = message;
    if (role !== 'assistant' || !Array.isArray(content)) return [message];
    const kept = content.filter(part => !isForeign(part));
    return kept.length > 0 ? [{ ...message, content: kept }] : [];
  });
}

const signers = { anthropic: true, bedrock: true };
