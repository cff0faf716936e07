import { readFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const names = ['index', 'ai4', 'ai5', 'ai6', 'ai7', 'models', 'testing', 'wrangler'];
const entry = names.map(name => `src/${name}.ts`);

const shared: Options = {
  target: 'es2022',
  dts: { entry, resolve: true },
  define: { __PACKAGE_VERSION__: JSON.stringify(version) },
  // `smallest` drops the imports that provider-utils' helpers leave behind.
  treeshake: { preset: 'smallest' },
  splitting: true,
};

const config: ReturnType<typeof defineConfig> = defineConfig([
  { ...shared, entry: [...entry, 'src/cli.ts'], format: 'esm' },
  { ...shared, entry, format: 'cjs' },
]);

export default config;
