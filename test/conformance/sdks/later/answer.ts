import type { Answer, Metadata, Outcome, Step, Usage } from '../../sdk.ts';
import type * as sdk from './module.ts';

type Answered = sdk.Outcome & Pick<sdk.TextResult, 'text' | 'reasoningText' | 'response' | 'steps'>;

export const toAnswer = (result: Answered): Answer => ({
  ...toOutcome(result),
  text: result.text,
  reasoning: result.reasoningText ?? '',
  headers: result.response.headers ?? {},
  steps: result.steps.map(toStep),
  result,
});

export const toOutcome = (result: sdk.Outcome): Outcome => ({
  finishReason: result.finishReason,
  usage: toUsage(result.usage),
  metadata: toMetadata(result.providerMetadata),
  warnings: toWarnings(result.warnings),
});

export const toUsage = ({ inputTokens, outputTokens }: sdk.Usage): Usage => ({
  input: inputTokens,
  output: outputTokens,
});

export const toMetadata = (metadata: sdk.Outcome['providerMetadata']): Metadata => metadata?.workersai ?? {};

export const toWarnings = (warnings: readonly unknown[] = []): string[] =>
  warnings.map(warning => JSON.stringify(warning));

const toStep = ({ text, finishReason, toolCalls, toolResults, providerMetadata }: sdk.Step): Step => ({
  text,
  finishReason,
  toolCalls: toolCalls.map(({ toolCallId: id, toolName: name, input }) => ({ id, name, input })),
  toolResults: toolResults.map(({ toolCallId: id, toolName: name, output }) => ({ id, name, output })),
  metadata: toMetadata(providerMetadata),
});
