import { afterEach, describe, expect, test } from 'vitest';
import { entries, openV1 } from './entries.ts';
import { goodBody, goodOutcome, goodType, halfBody, operations } from './good.ts';
import { errorMismatch, mismatch } from './outcome.ts';
import { freePort, openServer, type RawServer } from './server.ts';
import { bytesOf, recorded, sumOf } from './streams.ts';
import { addresses, type Operation, sockets } from './table.ts';

const servers: RawServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()));
});

async function open(...given: Parameters<typeof openServer>): Promise<RawServer> {
  const server = await openServer(...given);
  servers.push(server);
  return server;
}

const at = (url: string) => ({ accountId: 'acc', apiKey: 'key', gateway: 'gw', baseURL: `${url}/v1` });

const written = (bytes: string, operation: Operation): string =>
  bytes
    .replace('{type}', goodType[operation])
    .replace('{half}', halfBody[operation])
    .replace('{body}', goodBody[operation]);

describe.each(sockets)('a server: $fault', ({ bytes, ending, outs }) => {
  test.each(entries)('is the same outcome to $entry', async ({ open: openEntry }) => {
    for (const operation of operations) {
      const server = await open(socket => {
        const end = () => (ending === 'reset' ? socket.resetAndDestroy() : socket.end());
        const answer = written(bytes, operation);
        if (answer === '') end();
        else socket.write(answer, end);
      });
      const outcome = await openEntry(at(`http://127.0.0.1:${server.port}`))[operation]();
      const difference = mismatch(outcome, outs[operation], { good: goodOutcome[operation] });
      expect(difference, operation).toBeUndefined();
      expect(server.requests(), operation).toBe(1);
    }
  });
});

describe.each(addresses)('an address: $fault', ({ server: kind, url, says }) => {
  test.each(entries)('is a failed connection to $entry', async ({ open: openEntry }) => {
    const port =
      kind === 'none'
        ? await freePort()
        : (
            await open(socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'), {
              tls: kind !== 'HTTP',
            })
          ).port;
    for (const operation of operations) {
      const outcome = await openEntry(at(url.replace('PORT', String(port))))[operation]();
      const throws = { again: true, says, hasLog: false };
      expect(mismatch(outcome, { throws }, { good: undefined }), operation).toBeUndefined();
    }
  });
});

describe.each(recorded)('a stream of the family $family over a socket', stream => {
  const { bytes, ends } = bytesOf(stream);
  const places = [...ends.map(end => end + 2), ...ends.map(end => end - 1)];

  test.each(places)('that is reset behind byte %i, once that was read', async place => {
    const { hasReason: _, ...received } = sumOf(stream.frames.filter((_frame, i) => (ends[i] ?? 0) <= place));
    let reset = () => {};
    const server = await open(socket => {
      reset = () => socket.resetAndDestroy();
      socket.write(
        'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n',
      );
      socket.write(`${place.toString(16)}\r\n`);
      socket.write(bytes.slice(0, place));
      socket.write('\r\n');
    });
    const fetch: typeof globalThis.fetch = async (...request) => {
      const response = await globalThis.fetch(...request);
      return new Response(resetBehind(response, { place, reset: () => reset() }), response);
    };
    const outcome = await openV1({ ...at(`http://127.0.0.1:${server.port}`), fetch }, stream.model).stream();
    if (outcome.type !== 'chat') throw new Error('It is no answer.');
    const { errors, ...rest } = outcome;
    expect(rest).toEqual({ type: 'chat', ...received, ends: 'error' });
    const told = { again: true, says: /ECONNRESET|other side closed|terminated/, hasLog: false };
    expect(errors.map(error => errorMismatch(error, told))).toEqual([undefined]);
  });
});

/** The body, whose server resets the connection when so many bytes of it have arrived. */
function resetBehind(
  { body }: Response,
  { place, reset }: { place: number; reset: () => void },
): ReadableStream<Uint8Array> {
  if (!body) throw new Error('There is no body.');
  let left = place;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        controller.enqueue(chunk);
        left -= chunk.length;
        if (left <= 0) reset();
      },
    }),
  );
}
