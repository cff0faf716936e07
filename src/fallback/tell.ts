import { getErrorMessage } from '@ai-sdk/provider';
import { codeOf } from '../request/failure.ts';
import { withoutUndefined } from '../values/check.ts';
import { recordOf } from '../values/fields.ts';
import type { Failure, Try } from './asking.ts';
import { mergeOptions } from './call.ts';
import type { ModelName, ProviderOptions, Warned } from './types.ts';

/** A model of a fallback that failed, in `providerMetadata.workersai.fallback`. */
export interface FallbackFailure extends ModelName {
  /** HTTP status, if there was an answer. */
  readonly statusCode?: number;
  /** Cloudflare's code, such as 3040. */
  readonly code?: number;
  /** Message of the error. */
  readonly message: string;
}

/** Adds the failures to the metadata of a whole answer, or of a stream's last part. */
export function withFailures<Holder extends { readonly providerMetadata?: ProviderOptions }>(
  holder: Holder,
  { failures }: Try<ModelName>,
): Holder {
  if (failures.length === 0) return holder;
  const workersai = { fallback: failures.map(toRecord) };
  return { ...holder, providerMetadata: mergeOptions({ ...holder.providerMetadata }, { workersai }) };
}

const toRecord = ({ error, ...name }: Failure): object =>
  withoutUndefined({
    ...name,
    statusCode: recordOf(error).statusCode,
    code: codeOf(error),
    message: getErrorMessage(error),
  });

/** Adds a warning where the first member did not answer. */
export function withWarning<Holder extends Warned>(
  holder: Holder,
  { model, failures }: Try<ModelName>,
): Holder {
  if (failures.length === 0) return holder;
  const reasons = failures.map(({ modelId, error }) => ` ${modelId} failed: ${getErrorMessage(error)}`);
  const warning = { type: 'other', message: `${model.modelId} answered.${reasons.join('')}` };
  return { ...holder, warnings: [...(holder.warnings ?? []), warning] };
}
