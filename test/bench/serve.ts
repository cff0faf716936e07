import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from './fork.ts';
import { onRead } from './reads.ts';

export interface Source {
  readonly url: (path: string) => string;
  readonly stop: () => void;
}

/** Starts the source of answers in a process of its own, which sees how many reads this one has had. */
export async function startSource(): Promise<Source> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const path = join(folder, 'reads');
  const shared = openSync(path, 'w');
  const tell = (count: number) => writeSync(shared, Uint32Array.of(count), 0, 4, 0);
  tell(0);
  const { message: port, stop } = await start<number>('server', [path]);
  onRead(tell);
  return {
    url: path => `http://127.0.0.1:${port}${path}`,
    stop: () => {
      onRead(undefined);
      stop();
      closeSync(shared);
      rmSync(folder, { recursive: true });
    },
  };
}

export interface StreamOptions {
  readonly shape: string;
  readonly events: number;
  /** Events in one write. */
  readonly each: number;
  /** Milliseconds between writes. */
  readonly gap?: number;
}

export const streamPath = ({ shape, events, each, gap = 0 }: StreamOptions): string =>
  `/stream?shape=${shape}&events=${events}&each=${each}&gap=${gap}`;

/** In lockstep: each write waits until the one before was read. */
export const lockstepPath = (options: StreamOptions): string => `${streamPath(options)}&lockstep`;
