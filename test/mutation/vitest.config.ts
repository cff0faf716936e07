import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import root from '../../vitest.config.ts';

/** The tests that are run against each mutant: folders or files, parted by spaces. Told by `main.ts`. */
const tests = (process.env.MUTATION_TESTS ?? 'test/stream').split(' ');

const config: ViteUserConfig = defineConfig({
  ...root,
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: tests.map(path => (path.endsWith('.ts') ? path : `${path}/**/*.test.ts`)),
    // What starts processes, or reads the sources as text, says nothing of a mutant or takes too long to.
    exclude: [
      '**/node_modules/**',
      'test/testing/{cli,bounds,docs}.test.ts',
      'test/spec/shared/proxies.test.ts',
    ],
    // A mutant that hangs should cost no more than it must; some tests of the whole take seconds of their own.
    testTimeout: tests.some(path => /conformance|testing/.test(path)) ? 20_000 : 3000,
  },
});

export default config;
