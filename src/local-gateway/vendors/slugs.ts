/** Vendors that AI Gateway passes requests on to. https://developers.cloudflare.com/ai-gateway/usage/providers/ */
const slugs: ReadonlySet<string> = new Set([
  'anthropic',
  'aws-bedrock',
  'azure-openai',
  'baseten',
  'cartesia',
  'cerebras',
  'cohere',
  'deepgram',
  'deepseek',
  'elevenlabs',
  'fal',
  'fireworks',
  'google-ai-studio',
  'google-vertex-ai',
  'grok',
  'groq',
  'huggingface',
  'ideogram',
  'mistral',
  'openai',
  'openrouter',
  'parallel',
  'perplexity-ai',
  'replicate',
]);

export const isVendor = (slug: string): boolean => slugs.has(slug) || /^custom-./.test(slug);

/** Those that credits pay for. https://developers.cloudflare.com/ai-gateway/features/unified-billing/ */
export const paidByCredits: ReadonlySet<string> = new Set([
  'anthropic',
  'google-ai-studio',
  'google-vertex-ai',
  'grok',
  'groq',
  'openai',
]);
