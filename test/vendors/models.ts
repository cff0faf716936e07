import type { ConnectedSettings } from 'workers-ai-gateway';
import type { VendorSlug } from '../../src/connect/vendors.ts';

/** A model of a vendor's package, whose types differ from major to major. */
export type Model = unknown;

type Provider = ((id: string) => Model) &
  Readonly<Record<'chat' | 'responses', ((id: string) => Model) | undefined>>;

export interface Row {
  readonly name: string;
  readonly vendor: VendorSlug;
  readonly package: string;
  readonly create: string;
  readonly model: (provider: Provider) => Model;
}

const chat =
  (id: string) =>
  (provider: Provider): Model =>
    (provider.chat ?? provider)(id);

const row = (
  vendor: VendorSlug,
  name: string,
  more: Omit<Row, 'name' | 'vendor' | 'package'> & { package?: string },
): Row => ({
  package: name,
  ...more,
  name,
  vendor,
});

/** Those whose every story is told. */
export const rows: readonly Row[] = [
  row('openai', 'openai chat', { package: 'openai', create: 'createOpenAI', model: chat('gpt-5.5-mini') }),
  row('openai', 'openai responses', {
    package: 'openai',
    create: 'createOpenAI',
    model: provider => provider.responses?.('gpt-5.5-mini'),
  }),
  row('anthropic', 'anthropic', { create: 'createAnthropic', model: chat('claude-haiku-4-5') }),
  row('google-ai-studio', 'google', { create: 'createGoogleGenerativeAI', model: chat('gemini-3-flash') }),
  row('groq', 'groq', { create: 'createGroq', model: chat('openai/gpt-oss-20b') }),
  row('mistral', 'mistral', { create: 'createMistral', model: chat('mistral-small-latest') }),
  row('grok', 'xai', { create: 'createXai', model: chat('grok-3') }),
  row('deepseek', 'deepseek', { create: 'createDeepSeek', model: chat('deepseek-chat') }),
  row('openrouter', 'openrouter', { create: 'createOpenRouter', model: chat('openai/gpt-5') }),
];

/** Those of which text and streams are enough. */
export const moreRows: readonly Row[] = [
  row('perplexity-ai', 'perplexity', { create: 'createPerplexity', model: provider => provider('sonar') }),
  row('cerebras', 'cerebras', { create: 'createCerebras', model: chat('gpt-oss-120b') }),
  row('cohere', 'cohere', { create: 'createCohere', model: provider => provider('command-a') }),
  row('fireworks', 'fireworks', { create: 'createFireworks', model: provider => provider('kimi-k2') }),
];

export type Module = Readonly<Record<string, (settings: ConnectedSettings) => Provider>>;

/** The model of a row in one major's package. */
export function modelFrom(
  module: Module,
  { row, settings }: { row: Row; settings: ConnectedSettings },
): Model {
  const factory = module[row.create];
  if (!factory) throw new Error(`${row.package} has no ${row.create}.`);
  return row.model(factory(settings));
}
