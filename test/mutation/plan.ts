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

/** Its list of models is left out: a test of a list is its copy. */
const testing = (name: string, ...tests: readonly string[]): Part => ({
  name: `testing/${name}`,
  sources: [`src/testing/${name}/**/*.ts`, '!src/testing/model/known.ts'],
  tests: [`test/testing/${name}`, ...tests.map(test => `test/testing/${test}.test.ts`)],
});

export const parts: readonly Part[] = [
  folder('stream', 'test/chat'),
  folder('wire', 'test/transport'),
  folder('gateway', 'test/transport'),
  folder('transport', 'test/run'),
  folder('chat', 'test/spec'),
  folder('embedding', 'test/spec'),
  folder('run', 'test/transport'),
  folder('provider', 'test/transport'),
  folder('spec'),
  { name: 'wrangler', sources: ['src/wrangler.ts', 'src/wrangler/*.ts'], tests: ['test/wrangler-plugin'] },
  testing('binding'),
  testing('gateway', 'universal'),
  testing('http', 'abort', 'fetch', 'paths', 'universal'),
  testing('management', 'paths'),
  testing('model', 'stand-in', 'tasks'),
  testing('run', 'stream', 'tasks'),
  testing('script'),
  testing('upstream', 'upstream'),
  testing('wire', 'stream'),
  {
    name: 'testing',
    sources: ['src/testing/*.ts'],
    tests: ['basics', 'fetch', 'listen', 'random', 'strangers'].map(test => `test/testing/${test}.test.ts`),
  },
];
