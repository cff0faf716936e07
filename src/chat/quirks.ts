/** Something that only some models need; known by their id. */
interface Quirk {
  readonly models: RegExp;
  /** Who told of it, and when. */
  readonly source: string;
}

type QuirkName =
  | 'thinkTags'
  | 'openAIInputs'
  | 'reasoningContent'
  | 'wholeJsonSchema'
  | 'maxCompletionTokens'
  | 'responsesAlone';

/** Every exception for single models stands here. */
export const quirks: Readonly<Record<QuirkName, Quirk>> = {
  /** Text begins inside `<think>`, mostly without the tag that opens it. */
  thinkTags: {
    models: /\/(?:deepseek-r1-distill-qwen-32b|qwq-32b)$/,
    source: 'lobehub/lobe-chat#7450, 2025-04',
  },
  /** Inputs follow OpenAI's Chat Completions: `stop` is taken, `top_k` is not. */
  openAIInputs: {
    models: /\/(?:glm-|kimi-|gemma-4|qwen3\.8|nemotron-3|deepseek-v4|apertus)/,
    source: "ChatCompletionsInput in workerd's types/defines/ai.d.ts, 2026-08",
  },
  /** Thinks always, and wants its thoughts back as `reasoning_content`, empty ones too. */
  reasoningContent: {
    models: /\/kimi-/,
    source: 'MoonshotAI/kimi-cli#2498, 2026-06',
  },
  /** Refuses a JSON schema in a stream with 5023, so the answer is asked for whole. */
  wholeJsonSchema: {
    models: /\/(?:llama-3\.3-70b-instruct-fp8-fast|llama-4-scout-17b-16e-instruct)$/,
    source: 'cloudflare/agents#1685, 2026-06',
  },
  /** Refuses `max_tokens`. */
  maxCompletionTokens: {
    models: /^openai\//,
    source: 'vercel/ai#11828, 2026-01',
  },
  /** Answers 400 to Chat Completions. */
  responsesAlone: {
    models: /^openai\/gpt-5(?:\.6-terra|(?:\.5)?-pro|[\d.]*-codex)/,
    source: 'withastro/flue#525, and what @ai-sdk/openai 4.0.118 lists for Responses alone, 2026-11',
  },
};

/** Whether a model has a quirk. */
export function hasQuirk(quirk: QuirkName, model: string): boolean {
  return quirks[quirk].models.test(model);
}
