type QuirkName =
  | 'thinkTags'
  | 'openAIInputs'
  | 'reasoningContent'
  | 'wholeJsonSchema'
  | 'maxCompletionTokens'
  | 'responsesAlone';

/** Every exception for single models stands here: something that only they need, known by their id, and who told of it. */
const quirks: Readonly<Record<QuirkName, RegExp>> = {
  /** Text begins inside `<think>`, mostly without the tag that opens it (lobehub/lobe-chat#7450, 2025-04). */
  thinkTags: /\/(?:deepseek-r1-distill-qwen-32b|qwq-32b)$/,
  /**
   * Inputs follow OpenAI's Chat Completions: `stop` is taken, `top_k` is not (ChatCompletionsInput in workerd's
   * types/defines/ai.d.ts, 2026-08).
   */
  openAIInputs: /\/(?:glm-|kimi-|gemma-4|qwen3\.8|nemotron-3|deepseek-v4|apertus)/,
  /** Thinks always, and wants its thoughts back as `reasoning_content`, empty ones too (MoonshotAI/kimi-cli#2498, 2026-06). */
  reasoningContent: /\/kimi-/,
  /** Refuses a JSON schema in a stream with 5023, so the answer is asked for whole (cloudflare/agents#1685, 2026-06). */
  wholeJsonSchema: /\/(?:llama-3\.3-70b-instruct-fp8-fast|llama-4-scout-17b-16e-instruct)$/,
  /** Refuses `max_tokens` (vercel/ai#11828, 2026-01). */
  maxCompletionTokens: /^openai\//,
  /**
   * Answers 400 to Chat Completions (withastro/flue#525, and what @ai-sdk/openai 4.0.118 lists for Responses alone,
   * 2026-11).
   */
  responsesAlone: /^openai\/gpt-5(?:\.6-terra|(?:\.5)?-pro|[\d.]*-codex)/,
};

/** Whether a model has a quirk. */
export const hasQuirk = (quirk: QuirkName, model: string): boolean => quirks[quirk].test(model);
