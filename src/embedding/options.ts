import { expectNoGatewayOption, type GatewaySetting, gatewaySetting } from '../gateway/setting.ts';
import { type Format, format } from '../transport/format.ts';
import {
  boolean,
  type Checks,
  expectSettings,
  headerRecord,
  isRecord,
  oneOf,
  record,
  text,
  whole,
  withoutUndefined,
} from '../values/check.ts';

/** The schema's `maxItems`; the 3000 of other clients is a limit of requests a minute. */
export const largestBatch = 100;

/** What an embedding model takes beside its values. */
export interface EmbeddingOptions {
  /** Gateway options that win, key by key, over the provider's. */
  readonly gateway?: GatewaySetting | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * The request format: Workers AI's own, or that of its OpenAI-compatible endpoint.
   * @default the provider's
   */
  readonly format?: Format | undefined;
  /** How token vectors become one; vectors of the two ways do not compare. Taken by the English bge models. */
  readonly pooling?: 'mean' | 'cls' | undefined;
  /** Whether inputs that are too long are cut instead of refused. Taken by bge-m3. */
  readonly truncateInputs?: boolean | undefined;
  /** Whether values are searched with or searched in. Taken by qwen3-embedding. */
  readonly inputType?: 'query' | 'document' | undefined;
  /** What queries are for, in words. Taken by qwen3-embedding. */
  readonly instruction?: string | undefined;
  /** Further inputs of the model, sent as they are. */
  readonly extraInputs?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Values in one request, at most 100.
   * @default 100
   */
  readonly maxEmbeddingsPerCall?: number | undefined;
}

/** The options of a model that one call may have too; how many values it holds is settled before it is made. */
export type EmbeddingCallOptions = Omit<EmbeddingOptions, 'maxEmbeddingsPerCall'>;

/** What each option of a call takes. */
export const embeddingCallOptions: Checks<EmbeddingCallOptions> = {
  gateway: gatewaySetting,
  headers: headerRecord,
  format,
  pooling: oneOf(['mean', 'cls']),
  truncateInputs: boolean,
  inputType: oneOf(['query', 'document']),
  instruction: text,
  extraInputs: record,
};

const embeddingOptions: Checks<EmbeddingOptions> = {
  ...embeddingCallOptions,
  maxEmbeddingsPerCall: whole({ from: 1, to: largestBatch }),
};

/** @throws InvalidArgumentError for an unknown option or a value that it does not take. */
export function expectEmbeddingOptions(options: unknown): asserts options is EmbeddingOptions {
  if (isRecord(options)) expectNoGatewayOption(options);
  expectSettings<EmbeddingOptions>('', options, embeddingOptions);
}

/** The options of Workers AI's own format as its inputs. */
function nativeInputs({ pooling, truncateInputs, instruction }: EmbeddingOptions): Record<string, unknown> {
  return withoutUndefined({ pooling, truncate_inputs: truncateInputs, instruction });
}

/** The inputs that values and options stand for, and what the format has no place for. */
export function buildInputs(
  values: readonly string[],
  { options, format }: { options: EmbeddingOptions; format: Format },
): { readonly inputs: Record<string, unknown>; readonly warnings: readonly string[] } {
  const { inputType, extraInputs } = options;
  if (format === 'workers-ai') {
    const name = inputType === undefined ? 'text' : inputType === 'query' ? 'queries' : 'documents';
    return { inputs: { [name]: values, ...nativeInputs(options), ...extraInputs }, warnings: [] };
  }
  const left = Object.keys(withoutUndefined({ inputType, ...nativeInputs(options) }));
  const warnings = left.map(
    name => `The option ${name} has no place in the openai format, and was not sent.`,
  );
  return { inputs: { input: values, ...extraInputs }, warnings };
}
