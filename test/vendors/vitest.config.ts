import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import root from '../../vitest.config.ts';

const config: ViteUserConfig = defineConfig({
  resolve: root.resolve ?? {},
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: { include: ['*.test.ts'], testTimeout: 60_000, maxConcurrency: 12 },
});

export default config;
