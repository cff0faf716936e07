import { expect, test } from 'vitest';
import { rejection } from '../transport/stub-fetch.ts';
import { entries } from './entries.ts';
import { services } from './services.ts';

const ways = ['a fetch that drops its signal', 'a binding'];
const rows = Object.keys(entries).flatMap(entry =>
  ways.flatMap(way => (['generate', 'embed', 'run', 'stream'] as const).map(what => ({ entry, way, what }))),
);

test.each(rows)(
  '$entry over $way: $what that is aborted within a whole answer rejects with the reason at once',
  async ({ entry, way, what }) => {
    const service = await services[way]?.({ chunks: ['{"result":'], type: 'application/json' });
    const abort = new AbortController();
    const outcome = rejection(
      entries[entry]?.(service?.settings ?? {})[what](abort.signal) ?? Promise.resolve(),
    );
    await expect.poll(() => service?.requests()).toBe(1);
    await new Promise(resolve => setTimeout(resolve, 5));
    const reason = new Error('enough');
    abort.abort(reason);
    expect(await outcome).toBe(reason);
  },
);
