/** AI Gateway's name of a vendor, as it stands in the URL. */
export type VendorSlug =
  | 'anthropic'
  | 'cerebras'
  | 'cohere'
  | 'deepgram'
  | 'deepseek'
  | 'elevenlabs'
  | 'fal'
  | 'fireworks'
  | 'google-ai-studio'
  | 'grok'
  | 'groq'
  | 'mistral'
  | 'openai'
  | 'openrouter'
  | 'perplexity-ai'
  | 'replicate';

/** The AI SDK's name of a vendor that AI Gateway names otherwise. */
export type VendorAlias = 'google' | 'perplexity' | 'xai';

/** `custom-` and the slug of a custom provider of the gateway. */
export type CustomVendor = `custom-${string}`;

/** Vendors whose paths hold a region, a resource or a project. */
export type VendorWithPath = 'aws-bedrock' | 'azure-openai' | 'google-vertex-ai';

/** How the gateway reaches a vendor. */
export type Road = readonly [
  /** What the gateway expects between the slug and the path that the vendor's package appends to its base. */
  path: string,
  alias?: VendorAlias | '',
  /** The base of a package that keeps its own whatever `baseURL` is, or that looks for it in URLs of files. */
  ownBase?: string,
];

/**
 * https://developers.cloudflare.com/ai-gateway/usage/providers/ and what third parties saw. Sources conflict for
 * `openai` (`v1` is in no documentation), `cerebras` (documented without `v1`, sent with it by Cloudflare's own client),
 * `cohere` (documented is `v1`, the package speaks `v2`), `grok` and `openrouter` (with and without `v1` on one page)
 * and `replicate` (documented without `v1`, sent with it by Cloudflare's own client).
 */
export const roads: { readonly [Slug in VendorSlug]: Road } = {
  anthropic: ['v1'],
  cerebras: [''],
  cohere: ['v2'],
  deepgram: ['', '', 'https://api.deepgram.com'],
  deepseek: [''],
  elevenlabs: ['', '', 'https://api.elevenlabs.io'],
  fal: ['', '', 'https://fal.run'],
  fireworks: [''],
  'google-ai-studio': ['v1beta', 'google', 'https://generativelanguage.googleapis.com/v1beta'],
  grok: ['v1', 'xai'],
  groq: [''],
  mistral: ['v1'],
  openai: [''],
  openrouter: ['v1'],
  'perplexity-ai': ['', 'perplexity'],
  replicate: [''],
};
