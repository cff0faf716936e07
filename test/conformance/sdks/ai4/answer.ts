import type { CallWarning, LanguageModelUsage, ProviderMetadata } from 'ai';
import type { Answer, Metadata, Outcome, Step, Usage } from '../../sdk.ts';

interface Call4 {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly args: unknown;
}

interface Outcome4 {
  readonly finishReason: string;
  readonly usage: LanguageModelUsage;
  readonly warnings: CallWarning[] | undefined;
  readonly providerMetadata: ProviderMetadata | undefined;
}

interface Step4 {
  readonly text: string;
  readonly finishReason: string;
  readonly toolCalls: readonly Call4[];
  readonly toolResults: readonly (Call4 & { readonly result: unknown })[];
  readonly providerMetadata: ProviderMetadata | undefined;
}

export interface Answer4 extends Outcome4 {
  readonly text: string;
  readonly reasoning: string | undefined;
  readonly response: { readonly headers?: Record<string, string> };
  readonly steps: readonly Step4[];
}

export const toAnswer = (result: Answer4): Answer => ({
  ...toOutcome(result),
  text: result.text,
  reasoning: result.reasoning ?? '',
  headers: result.response.headers ?? {},
  steps: result.steps.map(toStep),
  result,
});

export const toOutcome = (result: Outcome4): Outcome => ({
  finishReason: result.finishReason,
  usage: toUsage(result.usage),
  metadata: toMetadata(result.providerMetadata),
  warnings: (result.warnings ?? []).map(warning => JSON.stringify(warning)),
});

/** NaN stands for what is not known. */
export const toUsage = ({ promptTokens, completionTokens }: LanguageModelUsage): Usage => ({
  input: Number.isNaN(promptTokens) ? undefined : promptTokens,
  output: Number.isNaN(completionTokens) ? undefined : completionTokens,
});

export const toMetadata = (metadata: ProviderMetadata | undefined): Metadata => metadata?.workersai ?? {};

const toStep = ({ text, finishReason, toolCalls, toolResults, providerMetadata }: Step4): Step => ({
  text,
  finishReason,
  toolCalls: toolCalls.map(({ toolCallId: id, toolName: name, args: input }) => ({ id, name, input })),
  toolResults: toolResults.map(({ toolCallId: id, toolName: name, result: output }) => ({
    id,
    name,
    output,
  })),
  metadata: toMetadata(providerMetadata),
});
