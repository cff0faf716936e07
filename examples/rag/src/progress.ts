import { SingleBar } from 'cli-progress';

export interface Progress {
  start(total: number): void;
  advance(count: number): void;
  stop(): void;
}

/** A bar on a terminal; a line every tenth of the way where the output goes to a file or another program. */
export function createProgress(label: string, output: NodeJS.WriteStream = process.stderr): Progress {
  return output.isTTY ? createBar(label, output) : createLines(label, output);
}

function createBar(label: string, stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    stream,
    format: `${label} {bar} {value}/{total} {eta_formatted} left`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
  });
  return {
    start: total => {
      if (total > 0) bar.start(total, 0);
    },
    advance: count => bar.increment(count),
    stop: () => bar.stop(),
  };
}

function createLines(label: string, output: NodeJS.WritableStream): Progress {
  let total = 0;
  let done = 0;
  let told = 0;
  return {
    start: count => {
      total = count;
    },
    advance: count => {
      done += count;
      const tenths = Math.floor((done / total) * 10);
      if (tenths > told) output.write(`${label} ${done}/${total}\n`);
      told = tenths;
    },
    stop: () => {},
  };
}
