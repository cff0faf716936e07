import { afterAll, describe, expect, test } from 'vitest';
import { createLocalGateway, respond } from 'workers-ai-gateway/testing';
import { transports } from '../conformance/transports.ts';
import { entries } from './entries.ts';
import { operations } from './good.ts';
import { mismatch } from './outcome.ts';
import { codes, shapes, type Told } from './table.ts';

interface Failure {
  readonly name: string;
  readonly answer: () => Response;
  readonly told: Told;
}

const failed = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A code of each row in a form of its own, every other in a 200, and what comes from a proxy. */
const failures: readonly Failure[] = [
  ...codes.flatMap(({ status, again, codes: [code] }, row) =>
    shapes
      .filter((_shape, i) => i === row % shapes.length)
      .flatMap(({ shape, body }) =>
        [row % 2 ? status : 200].map(sent => ({
          name: `${code}, ${shape}, status ${sent}`,
          answer: () => failed(sent, body({ code, status })),
          told: {
            status,
            ...(code !== undefined && { code }),
            again,
            says: new RegExp(`^Workers AI error ${code}: It went wrong\\. \\S`),
            hasLog: true,
          },
        })),
      ),
  ),
  ...[
    { status: 404, again: false },
    { status: 410, again: false },
    { status: 502, again: true },
    { status: 524, again: true },
  ].map(({ status, again }) => ({
    name: `a page, status ${status}`,
    answer: () => new Response('<html>', { status, headers: { 'content-type': 'text/html' } }),
    told: {
      status,
      again,
      says: new RegExp(`^Workers AI answered ${status}: the body is HTML\\.`),
      hasLog: true,
    },
  })),
];

describe.each(transports)('$name', ({ connect, stop }) => {
  afterAll(async () => stop?.());

  test.each(entries)('$entry is told of each failure', async ({ open }) => {
    const local = createLocalGateway();
    const { settings, close } = await connect(local);
    try {
      const all = open(settings);
      for (const [i, { name, answer, told }] of failures.entries()) {
        for (const operation of operations.slice(i % 4, (i % 4) + 1)) {
          local.reply(respond(answer()));
          const outcome = await all[operation]();
          const logId = local.requests.at(-1)?.logId;
          const throws = { ...told, hasLog: logId !== undefined };
          const difference = mismatch(outcome, { throws }, { good: undefined, logId });
          expect(difference, `${name}, ${operation}`).toBeUndefined();
        }
      }
    } finally {
      await close();
    }
  });
});
