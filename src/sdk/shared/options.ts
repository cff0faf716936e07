import { isRecord } from '../../values/check.ts';

interface CallOptions {
  readonly options: unknown;
  /** Keys that come close to ours, and are not read. */
  readonly misnamed: readonly string[];
}

/** The options of a call that are meant for this provider; the key `workersai` wins over `workers-ai`. */
export function optionsOf(providerOptions: Readonly<Record<string, unknown>> | undefined): CallOptions {
  const named = providerOptions?.workersai;
  const hyphened = readCounterparts(providerOptions?.['workers-ai']);
  return {
    options: isRecord(named) && isRecord(hyphened) ? { ...hyphened, ...named } : (named ?? hyphened),
    misnamed: ['workersAI', 'workers_ai', 'cloudflare'].filter(key => isRecord(providerOptions?.[key])),
  };
}

/** A call as the AI SDK makes it, of what the core knows as `Call`. */
export type SdkCallOf<Call> = Omit<Call, 'options' | 'misnamed'> & {
  readonly providerOptions?: Readonly<Record<string, unknown>> | undefined;
};

export const readCall = <Call extends SdkCallOf<object>>({
  providerOptions,
  ...call
}: Call): Omit<Call, 'providerOptions'> & CallOptions => ({ ...call, ...optionsOf(providerOptions) });

/** `workers-ai-provider` documents these names under `workers-ai`, so code that moves here keeps its meaning. */
const counterparts: ReadonlyMap<string, string> = new Map([
  ['reasoning_effort', 'reasoningEffort'],
  ['chat_template_kwargs', 'chatTemplateKwargs'],
  ['extraHeaders', 'headers'],
  ['max_tokens', 'maxTokens'],
]);

function readCounterparts(options: unknown): unknown {
  if (!isRecord(options)) return options;
  return Object.fromEntries(
    Object.entries(options).map(([key, value]) => [counterparts.get(key) ?? key, value]),
  );
}
