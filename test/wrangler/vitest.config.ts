import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';
import { localAI } from 'workers-ai-gateway/wrangler';

const configPath = './worker/wrangler.jsonc';
// A slow machine takes its time; projects do not take this from above them.
const expect = { poll: { timeout: 300_000, interval: 50 } };
const inside = { include: ['inside/*.test.ts'], testTimeout: 600_000, expect };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'tools',
          include: ['tools/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect,
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
