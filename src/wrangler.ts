import { type MiniflarePlugin, plugin } from './wrangler/plugin.ts';

export { type LocalAIBinding, localAI } from './wrangler/bindings.ts';
export type { LocalAIOptions } from './wrangler/options.ts';
export type { MiniflareHost, MiniflarePlugin } from './wrangler/plugin.ts';

/** What miniflare loads for a binding whose `plugin` names this entry as its package. */
export const plugins: { readonly 'local-ai': MiniflarePlugin } = { 'local-ai': plugin };
