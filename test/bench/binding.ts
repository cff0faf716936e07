import type { Fetch } from './clients.ts';

type Inputs = Readonly<Record<string, unknown>>;

interface RunOptions {
  readonly gateway?: { readonly id?: string };
  readonly extraHeaders?: Readonly<Record<string, string>>;
  readonly returnRawResponse?: boolean;
  readonly prefix?: string;
  readonly sessionOptions?: unknown;
  readonly signal?: AbortSignal;
}

const isStream = (value: unknown): boolean => value instanceof ReadableStream || value instanceof FormData;

const hasStream = (value: unknown): boolean =>
  isStream(value) || (typeof value === 'object' && value !== null && 'body' in value && isStream(value.body));

/**
 * `env.AI` as far as its cost goes: it looks for streams among the inputs, writes them as JSON with the options, and
 * makes one request
 * (https://github.com/cloudflare/workerd/blob/main/src/cloudflare/internal/ai-api.ts).
 */
export function createBinding(fetch: Fetch) {
  return {
    run: async (model: string, inputs: Inputs, all: RunOptions = {}): Promise<unknown> => {
      const { prefix, extraHeaders, sessionOptions, signal, ...options } = all;
      if (Object.values(inputs).some(hasStream)) throw new Error('Only JSON goes over this binding.');
      const response = await fetch(
        `https://workers-binding.ai/${options.gateway?.id ? 'ai-gateway/' : ''}run`,
        {
          method: 'POST',
          body: JSON.stringify({ inputs, options }),
          headers: {
            ...extraHeaders,
            'content-type': 'application/json',
            'cf-consn-sdk-version': '2.0.0',
            'cf-consn-model-id': `${prefix ? `${prefix}:` : ''}${model}`,
          },
          ...(signal && { signal }),
        },
      );
      if (options.returnRawResponse) return response;
      return response.headers.get('content-type') === 'application/json' ? response.json() : response.body;
    },
  };
}
