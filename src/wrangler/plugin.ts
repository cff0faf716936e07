import { createRequire } from 'node:module';
import { type Declared, declaredIn } from './bindings.ts';
import { addressOf, type Place } from './gateway.ts';
import { isRecord } from './options.ts';

/** What miniflare hands over of itself, as far as it is used here. */
export interface MiniflareHost extends Place {
  readonly options: unknown;
}

/** A plugin of miniflare 4 and 5, as far as they call it. */
export interface MiniflarePlugin {
  getBindings(options: unknown): object[];
  getNodeBindings(options: unknown): Record<string, unknown>;
  getServices(host: MiniflareHost): Promise<object[]>;
}

const serviceOf = ({ options }: Declared): string => `local-ai:${JSON.stringify(options)}`;

/**
 * workerd's own module behind `env.AI`, over a service that is the local gateway.
 * https://github.com/cloudflare/workerd/blob/main/src/cloudflare/internal/ai-api.ts
 */
export const plugin: MiniflarePlugin = {
  getBindings: options =>
    declaredIn(options).map(declared => ({
      name: declared.name,
      wrapped: {
        moduleName: 'cloudflare-internal:ai-api',
        innerBindings: [{ name: 'fetcher', service: { name: serviceOf(declared) } }],
      },
    })),
  getNodeBindings: options =>
    Object.fromEntries(declaredIn(options).map(({ name }) => [name, proxyNodeBinding()])),
  getServices: ({ options, ...place }) =>
    Promise.all(
      declaredIn(options).map(async declared => ({
        name: serviceOf(declared),
        external: { address: await addressOf(declared, place), http: {} },
      })),
    ),
};

/**
 * What miniflare replaces by a proxy of the binding. It goes by its own class, so that this has to come from the module
 * that asks, which an import from here may not find.
 */
function proxyNodeBinding(): unknown {
  const { cache } = createRequire(`${process.cwd()}/`);
  for (const [path, module] of Object.entries(cache)) {
    if (!/[\\/]miniflare[\\/]dist[\\/]/.test(path)) continue;
    const { exports }: { exports?: unknown } = module ?? {};
    if (isRecord(exports) && typeof exports.ProxyNodeBinding === 'function')
      return Reflect.construct(exports.ProxyNodeBinding, []);
  }
  throw new Error(
    'workers-ai-gateway/wrangler cannot hand env.AI to Node: miniflare is not loaded as a module.',
  );
}
