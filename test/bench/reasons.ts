interface Reason {
  /** Names of lines, as `nameOf` gives them. */
  readonly lines: readonly string[];
  /** Why these miss their aim, with what a profile shows. */
  readonly reason: string;
}

/** `npm run bench -- --pages` writes the pages anew after a change here. */
const reasons: readonly Reason[] = [
  {
    lines: ['ai@7', 'ai@4'].flatMap(sdk =>
      ['native', 'openai'].map(shape => `streamText, 1 a read, ${sdk} ${shape} / ${sdk} mock`),
    ),
    reason:
      'The mock has no socket. Reading the same events from one and looking at nothing makes the mock itself cost 1.8 ' +
      'to 2.1 times as much. In a CPU profile this package has 5 % of the time, web streams 41 %, sockets and timers 15 %.',
  },
  {
    lines: ['workers-ai-provider 4', 'openai-compatible 3'].map(peer => `import after ai@7, ai7 / ${peer}`),
    reason:
      'This package loads four files and two dependencies of its own, one of which (`@ai-sdk/provider` 3) `ai` 7 does ' +
      'not share, and has ten kinds of model. The peers import what `ai` has loaded already.',
  },
  {
    lines: ['the most it may be', 'workers-ai-provider 4', 'openai-compatible 3'].map(
      other => `bytes on top of ai@7, ai7 / ${other}`,
    ),
    reason:
      'Five more kinds of model, `connect`, `fallback` and the reading of every form of answer. Of 127 kB minified, chat ' +
      'has 29, what all calls share 16, the transports 13, the AI SDK’s forms 12, fallback, settings and checks 6 each. ' +
      '`@ai-sdk/provider` 3 is bundled besides the 4 of `ai` 7; workers-ai-provider 4 shares that one.',
  },
  {
    lines: [
      'bundle, ai4 / workers-ai-provider 0.7',
      'import, ai4 / workers-ai-provider 0.7',
      'start in workerd, ai4 / workers-ai-provider 0.7',
    ],
    reason:
      'workers-ai-provider 0.7 has three kinds of model, reads one form of answer and passes errors on as they are. It has ' +
      'no options of the gateway by header, no metadata and no fallback.',
  },
  {
    lines: ['v1', 'v2'].map(version => `doStream, 20 a chunk, native ${version} / native floor`),
    reason:
      'Within two hundredths of the aim. In a CPU profile JSON.parse has a third of the time that is not the floor’s own; ' +
      'the rest is spread over decoding, finding the events, and the form that every answer is read into.',
  },
  {
    lines: [
      'conversation, 50 turns',
      'conversation of short turns, 50 turns',
      'conversation of short turns, 200 turns',
    ].flatMap(what => {
      const turns = what.slice(what.indexOf(', ') + 2);
      return [
        `${what} v4 / ${turns} workers-ai-provider 4`,
        `${what} v4 by binding / ${turns} workers-ai-provider 4 by binding`,
      ];
    }),
    reason:
      'A prompt is read into one form for AI SDK 4 to 7, then written: two objects a message where the peer makes one. A ' +
      'call by itself costs 50 µs (the peer’s 25): options of three places are merged and checked, metadata is read from ' +
      'the headers, and the answer by the reader of streams. Of long turns most is JSON.stringify, in both.',
  },
  {
    lines: [
      'generateText, 64 at once, ai@4 / ai@4 workers-ai-provider 0.7',
      'embedMany of 2,000 values, both 100 a call, ai@4 / ai@4 workers-ai-provider 0.7',
    ],
    reason:
      'The 25 µs a call that options, metadata and errors cost. In a CPU profile of calls by themselves, the `Response` and ' +
      'its text have 26 %, collecting garbage 13 %, and no function of this package more than 3 %. workers-ai-provider 0.7 ' +
      'has no such options, and does not check the vectors of an answer.',
  },
  {
    lines: ['requests, over the port / node:http'],
    reason:
      'Of 150 µs a request 80 are the answer itself (authentication, cache key, tokens, log, the stand-in’s text), the rest ' +
      'is Node’s server, whose write costs more where the client waits for it.',
  },
  {
    lines: ['memory after 64 requests of 1 MB, local gateway / 64 MiB'],
    reason: 'Bodies are 63 MiB of it. The bound was lowered by 2 MiB after this run.',
  },
  {
    lines: ['embedMany of 2,000, ai@7 / ai@7 openai-compatible 3, as it is'],
    reason:
      'openai-compatible sends all values in one request. Workers AI takes 100 values a request, so it would refuse this one.',
  },
];

const known: ReadonlyMap<string, string> = new Map(
  reasons.flatMap(({ lines, reason }) => lines.map(name => [name, reason] as const)),
);

/** Why a line misses its aim; undefined where nobody has said. */
export const reasonOf = (name: string): string | undefined => known.get(name);
