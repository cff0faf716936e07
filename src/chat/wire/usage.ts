import { countOf, recordOf } from '../../values/fields.ts';
import type { JSONValue } from '../../values/json.ts';
import type { ChatUsage } from '../types.ts';

export const unknownUsage: ChatUsage = {
  input: { total: undefined, cached: undefined },
  output: { total: undefined, reasoning: undefined },
  total: undefined,
  raw: undefined,
};

/** Reads OpenAI's names of the counts, and those of its Responses API. */
export function readUsage(raw: { [key: string]: JSONValue }): ChatUsage {
  const inputDetails = recordOf(raw.prompt_tokens_details ?? raw.input_tokens_details);
  const outputDetails = recordOf(raw.completion_tokens_details ?? raw.output_tokens_details);
  return {
    input: {
      total: countOf(raw.prompt_tokens ?? raw.input_tokens),
      cached: countOf(inputDetails.cached_tokens),
    },
    output: {
      total: countOf(raw.completion_tokens ?? raw.output_tokens),
      reasoning: countOf(outputDetails.reasoning_tokens),
    },
    total: countOf(raw.total_tokens),
    raw,
  };
}

/** Usage comes with any event, and all-zero counts may come before or behind the true ones: the last true one holds. */
export function laterUsage(known: ChatUsage, next: ChatUsage): ChatUsage {
  const isZero = !next.input.total && !next.output.total && !next.total;
  return isZero && known.raw ? known : next;
}
