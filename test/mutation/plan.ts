/** What is mutated at a time, and the tests that should notice: those that mirror it, and what is built right on it. */
export interface Part {
  readonly name: string;
  readonly sources: readonly string[];
  readonly tests: readonly string[];
  /** Tests of what is built on that, for what the others do not notice. */
  readonly further?: readonly string[];
}

const folder = (name: string, ...further: readonly string[]): Part => ({
  name,
  sources: [`src/${name}/**/*.ts`, `!src/${name}/**/*.generated.ts`],
  tests: [`test/${name}`],
  further: further.map(test => `test/${test}`),
});

const kinds = ['chat', 'embedding', 'image', 'speech', 'transcription', 'reranking', 'decision', 'run'];

const localGateway = (name: string, ...tests: readonly string[]): Part => ({
  name: `local-gateway/${name}`,
  sources: [`src/local-gateway/${name}/**/*.ts`],
  tests: [`test/local-gateway/${name}`, ...tests.map(test => `test/local-gateway/${test}.test.ts`)],
});

export const parts: readonly Part[] = [
  folder('stream', 'chat'),
  folder('request', 'transport', ...kinds),
  folder('gateway', 'transport', 'provider', ...kinds),
  folder('transport', 'request', ...kinds),
  folder('chat', 'sdk', 'stream'),
  folder('embedding', 'sdk'),
  folder('image', 'sdk'),
  folder('speech', 'sdk'),
  folder('transcription', 'sdk'),
  folder('reranking', 'sdk'),
  folder('decision', 'sdk'),
  folder('connect', 'transport', 'provider'),
  folder('fallback', 'sdk', 'chat'),
  folder('run', 'transport', 'provider'),
  folder('provider', 'transport', ...kinds),
  folder('sdk', ...kinds),
  folder('values', 'request', 'transport', ...kinds),
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
