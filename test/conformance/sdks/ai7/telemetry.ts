import type { ModelCall } from '../../sdk.ts';

interface CallEnd {
  readonly provider: string;
  readonly modelId: string;
  readonly usage: { readonly inputTokens: number | undefined; readonly outputTokens: number | undefined };
  readonly content: readonly { readonly type: string; readonly text?: string }[];
}

/** AI SDK 7 tells integrations of a call, which may make spans of it. */
export const telemetry = (onModelCall: (call: ModelCall) => void): object => ({
  isEnabled: true,
  integrations: [
    {
      onLanguageModelCallEnd: ({ provider, modelId, usage, content }: CallEnd) =>
        onModelCall({
          provider,
          model: modelId,
          text: content.map(part => (part.type === 'text' ? part.text : '')).join(''),
          usage: { input: usage.inputTokens, output: usage.outputTokens },
        }),
    },
  ],
});
