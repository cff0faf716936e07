import { describe, expect, test } from 'vitest';
import { settings, sse } from '../transport/stub-fetch.ts';
import { entries, openV1 } from './entries.ts';
import { goodJson, goodType, operations } from './good.ts';
import { errorMismatch, mismatch, type Outcome } from './outcome.ts';
import { bytesOf, type Recorded, recorded, sumOf } from './streams.ts';
import { frames, type Told } from './table.ts';

const headers = { 'cf-aig-log-id': 'log' };
const reason = new TypeError('terminated', { cause: new Error('other side closed') });

/** A body that breaks, or ends, behind its pieces. */
function bodyOf(pieces: readonly Uint8Array[], how: 'breaks' | 'ends'): ReadableStream<Uint8Array> {
  const left = pieces.filter(piece => piece.length > 0);
  return new ReadableStream({
    pull: controller => {
      const piece = left.shift();
      if (piece) controller.enqueue(piece);
      else if (how === 'breaks') controller.error(reason);
      else controller.close();
    },
  });
}

/** The beginning of some bytes: in one piece, or in two, or in three. */
function beginning(bytes: Uint8Array, end: number): Uint8Array[] {
  const cuts = [end >> 1, end - 1].slice(0, end % 3);
  return [0, ...cuts].map((start, i) => bytes.slice(start, cuts[i] ?? end));
}

const lost: Told = {
  again: true,
  says: /^Cannot reach gateway\.ai\.cloudflare\.com: other side closed$/,
  hasLog: true,
};

function heard(outcome: Outcome): Extract<Outcome, { type: 'chat' }> {
  if (outcome.type !== 'chat') throw new Error(`It is no answer: ${JSON.stringify(outcome)}`);
  return outcome;
}

async function streamed(
  body: ReadableStream<Uint8Array>,
  { model, open = openV1 }: { model: string | undefined; open?: typeof openV1 },
): Promise<Extract<Outcome, { type: 'chat' }>> {
  const response = new Response(body, { headers: { ...headers, 'content-type': 'text/event-stream' } });
  return heard(await open({ ...settings, fetch: async () => response }, model).stream());
}

/** What must have been received of a stream that breaks there: all of its events that could be read. */
function receivedAt(stream: Recorded, end: number): ReturnType<typeof sumOf> {
  const { ends } = bytesOf(stream);
  return sumOf(stream.frames.filter((_frame, i) => (ends[i] ?? 0) <= end));
}

describe.each(recorded)('a stream of the family $family', stream => {
  const { bytes, ends } = bytesOf(stream);
  const { model } = stream;

  test('that breaks at any byte gives what came before, then the error', async () => {
    for (let end = 0; end <= bytes.length; end++) {
      const { hasReason: _, ...received } = receivedAt(stream, end);
      const isWhole = end === bytes.length;
      const { errors, ...rest } = await streamed(bodyOf(beginning(bytes, end), 'breaks'), { model });
      expect(rest, `byte ${end}`).toEqual({
        type: 'chat',
        ...received,
        ends: isWhole ? stream.ends : 'error',
      });
      expect(errors, `byte ${end}`).toHaveLength(isWhole ? 0 : 1);
      if (!isWhole) expect(errorMismatch(errors[0], { ...lost })).toBeUndefined();
    }
  });

  test('that ends at any byte gives what came before, and an error unless it said that it ends', async () => {
    const done = bytes.length - '\n\n'.length;
    for (let end = 0; end <= bytes.length; end++) {
      const { hasReason, ...received } = receivedAt(stream, end);
      const isWhole = hasReason || end >= done;
      const { errors, ...rest } = await streamed(bodyOf(beginning(bytes, end), 'ends'), { model });
      expect(rest, `byte ${end}`).toEqual({
        type: 'chat',
        ...received,
        ends: isWhole ? stream.ends : 'error',
      });
      if (!isWhole) expect(errors.length, `byte ${end}`).toBeGreaterThan(0);
      if (end >= done) expect(errors).toEqual([]);
    }
  });

  test.each(entries)('that breaks gives the same to $entry', async ({ open }) => {
    for (let end = 0; end < bytes.length; end += 29) {
      const { hasReason: _, ...received } = receivedAt(stream, end);
      const { errors, ...rest } = await streamed(bodyOf([bytes.slice(0, end)], 'breaks'), { model, open });
      expect(rest, `byte ${end}`).toEqual({ type: 'chat', ...received, ends: 'error' });
      expect(errors.map(error => errorMismatch(error, lost))).toEqual([undefined]);
    }
  });

  test.each(frames)(
    'with an error among its events keeps all that it said ($form)',
    async ({ frame, told }) => {
      const whole = new TextDecoder().decode(bytes);
      const { hasReason: _, ...said } = sumOf(stream.frames);
      const places = [0, ...ends.map(end => end + '\n\n'.length)];
      for (const place of places) {
        const start = new TextDecoder().decode(bytes.slice(0, place));
        const response = sse(start + frame + whole.slice(start.length), { headers });
        const outcome = await openV1({ ...settings, fetch: async () => response }, model).stream();
        const { errors, ...rest } = heard(outcome);
        expect(rest, `behind byte ${place}`).toEqual({ type: 'chat', ...said, ends: 'error' });
        expect(errors.map(error => errorMismatch(error, told))).toEqual([undefined]);
      }
    },
  );

  test.each(frames)('is not changed by an error behind its end ($form)', async ({ frame }) => {
    const response = sse(new TextDecoder().decode(bytes) + frame, { headers });
    const { hasReason: _, ...said } = sumOf(stream.frames);
    const outcome = await openV1({ ...settings, fetch: async () => response }, model).stream();
    expect(outcome).toEqual({ type: 'chat', ...said, ends: stream.ends, errors: [] });
  });
});

test.each(operations.filter(operation => operation !== 'stream'))(
  'an answer to %s that breaks at any byte may be asked for again',
  async operation => {
    const bytes = new TextEncoder().encode(goodJson[operation]);
    for (let end = 0; end <= bytes.length; end++) {
      for (const { entry, open } of entries) {
        const response = new Response(bodyOf(beginning(bytes, end), 'breaks'), {
          headers: { ...headers, 'content-type': goodType[operation] },
        });
        const outcome = await open({ ...settings, fetch: async () => response })[operation]();
        expect(
          mismatch(outcome, { throws: lost }, { good: undefined }),
          `${entry}, byte ${end}`,
        ).toBeUndefined();
      }
    }
  },
);
