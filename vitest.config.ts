import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

// Packages of their own, with a vitest of their own.
const others = ['**/node_modules/**', 'test/{bench,mutation,vendors,wrangler}/**'];
const localGateway = 'test/{local-gateway,wrangler-plugin}/**';

const config: ViteUserConfig = defineConfig({
  resolve: {
    alias: [
      { find: /^workers-ai-gateway$/, replacement: source('index.ts') },
      { find: /^workers-ai-gateway\/(ai[4567]|models|testing)$/, replacement: source('$1.ts') },
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'provider', include: ['test/**/*.test.ts'], exclude: [...others, localGateway] },
      },
      { extends: true, test: { name: 'local-gateway', include: [`${localGateway}/*.test.ts`] } },
    ],
    maxWorkers: '100%',
    // Many tests wait for a timer or a socket, not for the processor.
    maxConcurrency: 20,
    // These limits end what hangs. A slow machine doesn't reach them.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 300_000,
    expect: { poll: { timeout: 120_000, interval: 5 } },
  },
});

export default config;
