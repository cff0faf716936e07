import type {
  LanguageModelV2CallOptions,
  LanguageModelV2CallWarning,
  LanguageModelV2FinishReason,
  LanguageModelV2Usage,
} from '@ai-sdk/provider-v2';
import type { Dialect } from '../shared/language-model.ts';
import { noProviderTools } from '../shared/tool-warnings.ts';

/**
 * How AI SDK 5 says it. It has no place for the raw finish reason and the raw usage, nor for a warning that a setting
 * was honoured in a near way.
 */
export const dialect: Dialect<
  LanguageModelV2CallOptions,
  LanguageModelV2FinishReason,
  LanguageModelV2Usage,
  LanguageModelV2CallWarning
> = {
  finishReason: ({ unified }) => unified,
  usage: ({ input, output, total }) => ({
    inputTokens: input.total,
    outputTokens: output.total,
    totalTokens: total ?? sum(input.total, output.total),
    reasoningTokens: output.reasoning,
    cachedInputTokens: input.cached,
  }),
  warning: warning => {
    if (warning.type === 'other') return warning;
    if (warning.type === 'compatibility')
      return { type: 'other', message: `${warning.feature}: ${warning.details}` };
    const { setting, details } = warning;
    return {
      type: 'unsupported-setting',
      setting: setting === 'maxTokens' ? 'maxOutputTokens' : setting,
      details,
    };
  },
  // This version's warning holds the tool itself.
  toolWarnings: ({ tools = [] }) =>
    tools.flatMap(tool =>
      tool.type === 'function' ? [] : [{ type: 'unsupported-tool', tool, details: noProviderTools }],
    ),
};

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
