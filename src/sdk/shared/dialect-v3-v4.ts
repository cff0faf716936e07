import type { ChatUsage, FinishReason } from '../../chat/types.ts';
import type { CallWarning } from '../../request/warning.ts';
import type { JSONValue } from '../../values/json.ts';
import type { SdkCall } from './call.ts';
import type { Dialect } from './language-model.ts';
import { noProviderTools } from './tool-warnings.ts';

interface NestedUsage {
  inputTokens: {
    total: number | undefined;
    noCache: number | undefined;
    cacheRead: number | undefined;
    cacheWrite: number | undefined;
  };
  outputTokens: { total: number | undefined; text: number | undefined; reasoning: number | undefined };
  raw?: { [key: string]: JSONValue };
}

export type Warning =
  | { type: 'unsupported' | 'compatibility'; feature: string; details?: string }
  | { type: 'other'; message: string };

/** A warning of any kind of model. */
export function toWarning(warning: CallWarning): Warning {
  if (warning.type !== 'setting') return warning;
  const { setting, details } = warning;
  return { type: 'unsupported', feature: setting === 'maxTokens' ? 'maxOutputTokens' : setting, details };
}

/** How AI SDK 6 and 7 say it; they agree. */
export const dialect: Dialect<SdkCall, FinishReason, NestedUsage, Warning> = {
  finishReason: ({ unified, raw }) => ({ unified, raw }),
  usage: ({ input, output, raw }: ChatUsage) => ({
    inputTokens: {
      total: input.total,
      noCache: less(input.total, input.cached),
      cacheRead: input.cached,
      cacheWrite: undefined,
    },
    outputTokens: {
      total: output.total,
      text: less(output.total, output.reasoning),
      reasoning: output.reasoning,
    },
    ...(raw && { raw }),
  }),
  warning: toWarning,
  toolWarnings: ({ tools = [] }) =>
    tools
      .filter(tool => tool.type !== 'function')
      .map(tool => ({
        type: 'unsupported',
        feature: `the tool ${tool.name}, which its provider runs`,
        details: noProviderTools,
      })),
};

/** The rest of a count, where both are known; some services count less in all than in the part. */
function less(total: number | undefined, part: number | undefined): number | undefined {
  return total === undefined || part === undefined ? undefined : Math.max(0, total - part);
}
