import { APICallError, getErrorMessage } from '@ai-sdk/provider';
import { codeOf } from '../request/error.ts';
import type { Failure, Try } from './ask.ts';
import type { ModelName, ProviderOptions, Warned } from './types.ts';

/** A model that failed, in `providerMetadata.workersai.fallback`. */
export interface FallbackFailure extends ModelName {
  readonly statusCode?: number;
  /** Cloudflare's code, such as 3040. */
  readonly code?: number;
  readonly message: string;
}

/** Adds the failures to the metadata of a whole answer, or of a stream's last part. */
export function withFailures<Holder extends { readonly providerMetadata?: ProviderOptions }>(
  holder: Holder,
  failures: readonly Failure[],
): Holder {
  if (failures.length === 0) return holder;
  const { providerMetadata } = holder;
  const workersai = { ...providerMetadata?.workersai, fallback: failures.map(toRecord) };
  return { ...holder, providerMetadata: { ...providerMetadata, workersai } };
}

function toRecord({ provider, modelId, error }: Failure): FallbackFailure {
  const call = APICallError.isInstance(error) ? error : undefined;
  const statusCode = call?.statusCode;
  const code = call && codeOf(call);
  return {
    provider,
    modelId,
    ...(statusCode && { statusCode }),
    ...(code && { code }),
    message: getErrorMessage(error),
  };
}

/** Adds a warning where the first member did not answer. */
export function withWarning<Holder extends Warned>(
  holder: Holder,
  { member, failures }: Pick<Try<ModelName>, 'member' | 'failures'>,
): Holder {
  if (failures.length === 0) return holder;
  const reasons = failures.map(({ modelId, error }) => ` ${modelId} failed: ${getErrorMessage(error)}`);
  const warning = { type: 'other', message: `${member.model.modelId} answered.${reasons.join('')}` };
  return { ...holder, warnings: [...(holder.warnings ?? []), warning] };
}
