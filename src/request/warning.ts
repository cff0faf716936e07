import { gatewayChecks } from '../gateway/options.ts';
import { nearSetting } from '../values/near.ts';

/** A warning of any kind of model, free of any AI SDK version. */
export type CallWarning<Setting extends string = string> =
  | { readonly type: 'setting'; readonly setting: Setting; readonly details: string }
  | Compatibility
  | OtherWarning;

/** Honoured in a near way. */
interface Compatibility {
  readonly type: 'compatibility';
  readonly feature: string;
  readonly details: string;
}

export interface OtherWarning {
  readonly type: 'other';
  readonly message: string;
}

export const other = (message: string): OtherWarning => ({ type: 'other', message });

export const setting = <Name extends string>(name: Name, details: string): CallWarning<Name> => ({
  type: 'setting',
  setting: name,
  details,
});

export const compatibility = (feature: string, details: string): Compatibility => ({
  type: 'compatibility',
  feature,
  details,
});

export function unknownOption(key: string, known: readonly string[]): OtherWarning {
  const near = Object.hasOwn(gatewayChecks, key) ? `gateway: { ${key} }` : nearSetting(key, known);
  const question = near ? ` Did you mean ${near}?` : '';
  return other(`The option ${key} of workersai is unknown and was not sent.${question}`);
}

export const misnamedOptions = (key: string): OtherWarning =>
  other(`providerOptions.${key} is not read. Did you mean providerOptions.workersai?`);

export const noPlaceInFormat = (option: string): OtherWarning =>
  other(`The option ${option} of workersai is not available in the openai format and was not sent.`);

export const noPlaceInModel = (option: string, model: string): OtherWarning =>
  other(`The option ${option} of workersai is not available in ${model} and was not sent.`);
