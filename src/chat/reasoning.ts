import type { ChatWarning, Reasoning } from './types.ts';

/** The efforts that Workers AI knows; null turns reasoning off where the model can. */
const efforts: Readonly<Record<Reasoning, 'low' | 'medium' | 'high' | null>> = {
  none: null,
  minimal: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  xhigh: 'high',
  max: 'high',
};

/** The AI SDK's reasoning setting as an input, and a warning where Workers AI has no such effort. */
export function buildReasoning(reasoning: Reasoning | undefined): {
  readonly inputs: Record<string, unknown>;
  readonly warnings: readonly ChatWarning[];
} {
  if (reasoning === undefined) return { inputs: {}, warnings: [] };
  const effort = efforts[reasoning];
  const isSame = effort === reasoning || effort === null;
  const details = `Workers AI has no effort '${reasoning}': '${effort}' was sent.`;
  return {
    inputs: { reasoning_effort: effort },
    warnings: isSame ? [] : [{ type: 'compatibility', feature: 'reasoning', details }],
  };
}
