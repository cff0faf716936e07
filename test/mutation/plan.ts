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

const localGateway = (name: string, ...tests: readonly string[]): Part => ({
  name: `local-gateway/${name}`,
  sources: [`src/local-gateway/${name}/**/*.ts`],
  tests: [`test/local-gateway/${name}`, ...tests.map(test => `test/local-gateway/${test}.test.ts`)],
});

export const parts: readonly Part[] = [
  folder('stream', 'test/chat'),
  folder('request', 'test/transport'),
  folder('gateway', 'test/transport'),
  folder('transport', 'test/run'),
  folder('chat', 'test/sdk'),
  folder('embedding', 'test/sdk'),
  folder('image', 'test/sdk'),
  folder('speech', 'test/sdk'),
  folder('transcription', 'test/sdk'),
  folder('reranking', 'test/sdk'),
  folder('decision', 'test/sdk'),
  folder('connect'),
  folder('fallback'),
  folder('run', 'test/transport'),
  folder('provider', 'test/transport'),
  folder('sdk'),
  folder('values'),
  folder('catalogue'),
  { name: 'wrangler', sources: ['src/wrangler.ts', 'src/wrangler/*.ts'], tests: ['test/wrangler-plugin'] },
  localGateway('binding'),
  localGateway('command'),
  localGateway('gateway'),
  localGateway('http', 'fetch', 'paths'),
  localGateway('kinds', 'run/run', 'run/refusal'),
  localGateway('management', 'paths'),
  localGateway('model'),
  localGateway('run', 'retired'),
  localGateway('script'),
  localGateway('stand-in'),
  localGateway('upstream', 'upstream'),
  localGateway('vendors'),
  localGateway('wire', 'vendors/wires'),
  {
    name: 'local-gateway',
    sources: ['src/local-gateway/*.ts'],
    tests: ['basics', 'fetch', 'listen', 'random', 'strangers'].map(
      test => `test/local-gateway/${test}.test.ts`,
    ),
  },
];
