/** What a call counted; undefined where its result does not say. */
export interface Usage {
  readonly input: number | undefined;
  /** Of the input, what came from the prompt cache. */
  readonly cached: number | undefined;
  readonly output: number | undefined;
  readonly neurons: number | undefined;
  readonly audioSeconds: number | undefined;
}

/** A field of anything; results of the AI SDK are objects of classes, whose fields are getters. */
export const fieldOf = (source: unknown, name: string): unknown =>
  typeof source === 'object' && source !== null ? Reflect.get(source, name) : undefined;

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** The first of these fields that is a count; AI SDK 4 has NaN for what it does not know. */
const countIn = (source: unknown, names: readonly string[]): number | undefined =>
  names.map(name => fieldOf(source, name)).find(isCount);

/** Reads the names of every AI SDK version, and those that `run()` returns as they are. */
export function readUsage(result: unknown): Usage {
  const usage = fieldOf(result, 'usage');
  return {
    input: countIn(usage, ['inputTokens', 'promptTokens', 'tokens', 'prompt_tokens', 'input_tokens']),
    output: countIn(usage, ['outputTokens', 'completionTokens', 'completion_tokens', 'output_tokens']),
    cached:
      countIn(fieldOf(usage, 'inputTokenDetails'), ['cacheReadTokens']) ??
      countIn(usage, ['cachedInputTokens']) ??
      countIn(fieldOf(usage, 'prompt_tokens_details'), ['cached_tokens']),
    neurons: countIn(usage, ['neurons']),
    audioSeconds: countIn(result, ['durationInSeconds']),
  };
}
