import type { ResolvedOptions } from '../options.ts';
import type { SeenRequest } from './seen-request.ts';

export interface RequestStore {
  /** Oldest first. */
  readonly entries: SeenRequest[];
  add(seen: SeenRequest): void;
  clear(): void;
}

/** Bytes that the bodies of requests may take; beyond, the oldest are forgotten. With the rest of a request: 64 MiB. */
const mostHeld = 62 * 1024 * 1024;

/** A body is kept as bytes, as text and as the value of its JSON. */
const sizeOf = ({ bytes, text }: SeenRequest): number => bytes.length * (text === undefined ? 1 : 3);

export function createRequestStore({ keep }: Pick<ResolvedOptions, 'keep'>): RequestStore {
  const entries: SeenRequest[] = [];
  let held = 0;
  const isOver = (): boolean => entries.length > keep || (held > mostHeld && entries.length > 1);
  return {
    entries,
    add: seen => {
      entries.push(seen);
      held += sizeOf(seen);
      while (isOver()) {
        const oldest = entries.shift();
        if (oldest) held -= sizeOf(oldest);
      }
    },
    clear: () => {
      entries.length = 0;
      held = 0;
    },
  };
}
