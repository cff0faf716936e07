import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: { include: ['*.check.ts'], testTimeout: 600_000, hookTimeout: 600_000, maxConcurrency: 2 },
});

export default config;
