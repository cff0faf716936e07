import { expectNoGatewayOption, type GatewaySetting, gatewaySetting } from '../gateway/setting.ts';
import { type Format, format } from '../transport/format.ts';
import { type Check, type Checks, expectSettings, headerRecord, isRecord, record } from '../values/check.ts';
import { noPlaceInFormat, type OtherWarning } from './warning.ts';

/** Options of every kind of model, beside the AI SDK's own settings: for the model, or for one call. */
export interface ModelOptions {
  /**
   * The gateway and its options, which win key by key over the provider's, or `false` to call Workers AI directly.
   * See docs/gateway-options.md.
   * @default the provider's
   */
  readonly gateway?: GatewaySetting | undefined;
  /** More headers. Those of a call win over the model's, and both over the provider's. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** More inputs of the model, sent unchanged. */
  readonly extraInputs?: Readonly<Record<string, unknown>> | undefined;
}

/** What a kind of model takes that Cloudflare serves in two request formats. */
export interface FormatOption {
  /**
   * The request format: Workers AI's own, or that of its OpenAI-compatible endpoint.
   * @default the provider's
   */
  readonly format?: Format | undefined;
}

/** One option of a kind of model: what it takes, and the inputs that carry it. */
export interface OptionRow<T> extends Check<T> {
  readonly inputs: (value: unknown) => Record<string, unknown>;
  /** Whether only Workers AI's own format has a place for it. */
  readonly isNative: boolean;
}

/** One row for each option that `Options` has. */
export type OptionTable<Options> = {
  readonly [Key in keyof Options]-?: OptionRow<Exclude<Options[Key], undefined>>;
};

export const input = <T>(check: Check<T>, inputs: (value: T) => Record<string, unknown>): OptionRow<T> => ({
  ...check,
  inputs: value => (check.accepts(value) ? inputs(value) : {}),
  isNative: false,
});

export const native = <T>(check: Check<T>, inputs: (value: T) => Record<string, unknown>): OptionRow<T> => ({
  ...input(check, inputs),
  isNative: true,
});

/** Options that act on this side of the wire. */
export const local = <T>(check: Check<T>): OptionRow<T> => input(check, () => ({}));

/** The rows that every kind of model has. */
export const modelOptions: OptionTable<ModelOptions> = {
  gateway: local(gatewaySetting),
  headers: local(headerRecord),
  extraInputs: local(record),
};

export const formatOption: OptionTable<FormatOption> = { format: local(format) };

/** @throws InvalidArgumentError for an unknown option or a value that it does not take. */
export function expectModelOptions<Options extends object>(options: unknown, checks: Checks<Options>): void {
  if (isRecord(options)) expectNoGatewayOption(options);
  expectSettings<Options>('', options, checks);
}

export type OptionInputs<Options> = (
  options: Options,
  format: Format,
) => { readonly inputs: Record<string, unknown>; readonly warnings: readonly OtherWarning[] };

/** Makes, once for a kind, what turns options into inputs, with a warning for each that the format has no place for. */
export function createOptionInputs<Options extends object>(
  table: OptionTable<Options>,
): OptionInputs<Options> {
  const rows = new Map<string, OptionRow<unknown>>(Object.entries(table));
  return (options, format) => {
    const inputs = {};
    const warnings: OtherWarning[] = [];
    for (const [key, value] of Object.entries(options)) {
      const row = value === undefined ? undefined : rows.get(key);
      if (!row) continue;
      if (row.isNative && format === 'openai') warnings.push(noPlaceInFormat(key));
      else Object.assign(inputs, row.inputs(value));
    }
    return { inputs, warnings };
  };
}
