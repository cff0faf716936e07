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
      'Five more kinds of model, `connect`, `fallback` and the reading of every form of answer. `@ai-sdk/provider` 3 is ' +
      'bundled besides the 4 of `ai` 7; workers-ai-provider 4 shares that one.',
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
