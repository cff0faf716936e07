/** What is mutated at a time, and the tests that should notice: those that mirror it, and what is built right on it. */
export interface Part {
  readonly name: string;
  readonly sources: readonly string[];
  readonly tests: readonly string[];
}

const folder = (name: string, ...tests: readonly string[]): Part => ({
  name,
  sources: [`src/${name}/**/*.ts`, `!src/${name}/**/*.generated.ts`],
  tests: [`test/${name}`, ...tests],
});

const testing = (name: string): Part => ({
  name: `testing/${name}`,
  sources: [`src/testing/${name}/**/*.ts`],
  tests: ['test/testing'],
});

export const parts: readonly Part[] = [
  folder('stream', 'test/chat'),
  folder('wire', 'test/transport'),
  folder('gateway', 'test/transport'),
  folder('transport'),
  folder('chat', 'test/spec'),
  folder('embedding', 'test/spec'),
  folder('run', 'test/transport'),
  folder('provider', 'test/transport'),
  folder('spec'),
  ...['binding', 'gateway', 'http', 'management', 'model', 'run', 'script', 'upstream', 'wire'].map(testing),
  { name: 'testing', sources: ['src/testing/*.ts'], tests: ['test/testing'] },
];

/** Tests of the whole, which are tried on what the nearer ones let live. */
export const wide: readonly string[] = [
  'test/conformance/ai4.test.ts',
  'test/conformance/ai7.test.ts',
  'test/properties',
  'test/secrets',
  'test/aborts/moments.test.ts',
  'test/provider',
  'test/run',
  'test/spec',
  'test/transport',
];
