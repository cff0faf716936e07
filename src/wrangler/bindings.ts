import { isRecord, type LocalAIOptions, readOptions } from './options.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One of miniflare's `unsafeBindings`. */
export interface LocalAIBinding {
  name: string;
  type: string;
  plugin: { package: string; name: string };
  options: Record<string, Json>;
}

/** Declares `env[name]` where no wrangler.jsonc does: `new Miniflare({ unsafeBindings: [localAI('AI')], … })`. */
export function localAI(name: string, options: LocalAIOptions = {}): LocalAIBinding {
  const plugin = { package: 'workers-ai-gateway/wrangler', name: 'local-ai' };
  const json: Record<string, Json> = JSON.parse(JSON.stringify(readOptions(options, name)));
  return { name, type: 'local-ai', plugin, options: json };
}

export interface Declared {
  readonly name: string;
  readonly options: LocalAIOptions;
}

/** miniflare 4 hands over this plugin's bindings, miniflare 5 the Worker with all that it has. */
export function declaredIn(given: unknown): Declared[] {
  const entries = Array.isArray(given)
    ? given.map(({ name, options }): [string, unknown] => [name, options])
    : Object.entries(environmentOf(given)).flatMap(([name, binding]) => ours(name, binding));
  return entries.map(([name, options = {}]) => ({ name, options: readOptions(options, name) }));
}

function environmentOf(worker: unknown): Record<string, unknown> {
  const env = isRecord(worker) && isRecord(worker.config) ? worker.config.env : undefined;
  return isRecord(env) ? env : {};
}

function ours(name: string, binding: unknown): [string, unknown][] {
  if (!isRecord(binding) || !isRecord(binding.dev) || !isRecord(binding.dev.plugin)) return [];
  const { plugin, options } = binding.dev;
  return plugin.name === 'local-ai' ? [[name, options]] : [];
}
