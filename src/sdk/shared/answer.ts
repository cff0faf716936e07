import type { Answer } from '../../request/ask.ts';
import type { ModelName } from '../../request/models.ts';
import type { CallWarning } from '../../request/warning.ts';
import type { JSONValue } from '../../values/json.ts';

/** How one version of the AI SDK names a model, and its warnings. */
export interface Naming<Given extends CallWarning, Warning> {
  readonly name: ModelName;
  readonly warning: (warning: Given) => Warning;
}

export interface SdkAnswer<Warning> {
  warnings: Warning[];
  response: { timestamp: Date; modelId: string; headers: Record<string, string> };
  providerMetadata: { workersai: Record<string, JSONValue> };
}

export function toAnswer<Given extends CallWarning, Warning>(
  { response: { headers, metadata, ...rest }, warnings }: Answer<Given>,
  { name, warning }: Naming<Given, Warning>,
): SdkAnswer<Warning> {
  return {
    warnings: warnings.map(warning),
    response: { timestamp: new Date(), modelId: name.modelId, headers, ...rest },
    providerMetadata: { workersai: { ...metadata } },
  };
}
