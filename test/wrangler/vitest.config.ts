import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';
import { localAI } from 'workers-ai-gateway/wrangler';

const configPath = './worker/wrangler.jsonc';
const inside = { include: ['inside/*.test.ts'], testTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'tools',
          include: ['tools/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each starts a wrangler or two.
          fileParallelism: false,
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath, environment: 'local' } })],
        test: { name: 'in workerd, by wrangler.jsonc', ...inside },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath },
            remoteBindings: false,
            miniflare: { unsafeBindings: [localAI('AI')] },
          }),
        ],
        test: { name: 'in workerd, by the vitest config', ...inside },
      },
    ],
  },
});
