import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfigFnPromise } from 'vitest/config';
import type { Reporter, RunnerTestCase, Vitest } from 'vitest/node';
import root from '../../vitest.config.ts';
import { bundleTests } from './bundle.ts';

/** Stryker counts failed tests alone: a file that cannot even be loaded becomes one, or its mutant would survive. */
function failUnloaded(): Reporter {
  let vitest: Vitest | undefined;
  return {
    onInit: started => {
      vitest = started;
    },
    onTestRunEnd: () => {
      const failed = vitest?.state.getFiles().filter(({ result }) => result?.state === 'fail') ?? [];
      for (const file of failed.filter(
        ({ tasks }) => !tasks.some(({ result }) => result?.state === 'fail'),
      )) {
        // As much of a test as Stryker looks at.
        const loads: object = { type: 'test', name: 'loads', mode: 'run', file, result: file.result };
        file.tasks.push(loads as RunnerTestCase);
      }
    },
  };
}

const config: ViteUserConfigFnPromise = defineConfig(async () => {
  await bundleTests();
  return {
    ...root,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    test: {
      include: ['test/mutation/together.ts'],
      reporters: [failUnloaded()],
      // A mutant that hangs should cost no more than it must.
      testTimeout: 1000,
      server: { deps: { external: [/stryker-tmp\/bundle\//] } },
    },
  };
});

export default config;
