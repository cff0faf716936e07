import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

const config: ViteUserConfig = defineConfig({
  resolve: {
    alias: [
      { find: /^workers-ai-gateway$/, replacement: source('index.ts') },
      { find: /^workers-ai-gateway\/(ai[4567])$/, replacement: source('$1.ts') },
      { find: /^workers-ai-gateway\/testing$/, replacement: source('testing.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // A package of its own, with a vitest and a wrangler of its own.
    exclude: ['**/node_modules/**', 'test/wrangler/**'],
    typecheck: { enabled: true, include: ['test/**/*.test-d.ts'], ignoreSourceErrors: true },
    testTimeout: 60_000,
  },
});

export default config;
