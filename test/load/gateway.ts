import { createLocalGateway, cut, errorFrame, type ReplyPart, reset, text } from 'workers-ai-gateway/testing';

/** The local gateway on a port, in a process of its own; `load.ts` starts it, asks it for a report and ends it. */
export interface Report {
  readonly requests: number;
  /** Faults that were injected, by their code or kind. */
  readonly faults: Readonly<Record<string, number>>;
  /** Bytes. */
  readonly heap: number;
  readonly rss: number;
  /** Milliseconds of processor time since its start. */
  readonly cpu: number;
}

/** A number in [0, 1), the same ones in each run. */
function createChance(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const share = Number(process.argv[2] ?? 0);
const chance = createChance();
const faults: Record<string, number> = {};
let requests = 0;

const count = (kind: string) => {
  faults[kind] = (faults[kind] ?? 0) + 1;
};

const kinds: Readonly<Record<string, ReplyPart>> = { cut: cut(), reset: reset(), 3046: errorFrame(3046) };

function reply(): ReplyPart[] {
  const words = text('Once ', 'upon ', 'a ', 'time ', 'there ', 'was ', 'a ', 'load.');
  if (chance() >= share / 2) return [words];
  const [kind, part] = Object.entries(kinds)[Math.floor(chance() * 3)] ?? [];
  if (kind === undefined || !part) return [words];
  count(kind);
  return [words, part];
}

const gateway = createLocalGateway({
  keep: 200,
  failRate: { 3040: share / 4, 3007: share / 8, 8005: share / 8 },
  chat: reply,
  onAnswer: ({ status = 0, logId }) => {
    requests++;
    if (status < 400) return;
    const log = gateway.logs.findLast(({ id }) => id === logId);
    const [, code = 'unknown'] = /"code":(\d+)/.exec(log?.response_head ?? '') ?? [];
    count(code);
  },
});
const server = await gateway.listen();

process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed: heap, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send?.({ requests, faults, heap, rss, cpu: (user + system) / 1000 } satisfies Report);
});
process.on('disconnect', () => process.exit());
process.send?.(server.settings);
