import { describe, expect, test } from 'vitest';
import type { WorkersAISettings } from 'workers-ai-gateway';
import { namedError, stubBinding } from '../transport/stub-binding.ts';
import { json, settings } from '../transport/stub-fetch.ts';
import { entries, openV1 } from './entries.ts';
import { goodJson, goodOutcome, goodStream, operations } from './good.ts';
import { mismatch } from './outcome.ts';
import { bodies, codes, lostBindings, shapes, statuses, type Told } from './table.ts';

/** A code with what the table says of it; none, and one that nobody knows. */
const given: readonly { code: number | undefined; status: number | undefined; again?: boolean }[] = [
  ...codes.flatMap(({ codes, ...row }) => codes.map(code => ({ code, ...row }))),
  { code: 9999, status: undefined },
  { code: undefined, status: undefined },
];

const allStatuses = [...statuses.flatMap(({ statuses }) => statuses)];
const isAgain = (status: number | undefined): boolean =>
  statuses.some(row => row.again && row.statuses.some(known => known === status));

const says = (
  code: number | undefined,
  { status, isKnown }: { status: number; isKnown: boolean },
): RegExp => {
  if (code !== undefined)
    return new RegExp(`^Workers AI error ${code}: It went wrong\\.${isKnown ? ' \\S' : ''}`);
  return new RegExp(`^Workers AI ${status === 200 ? 'failed' : `answered ${status}`}: It went wrong\\.`);
};

/** The ways of an answer that need no socket: what a transport is given, and the settings that take it there. */
const ways: readonly { way: string; settings: (answer: () => Response) => WorkersAISettings }[] = [
  { way: 'HTTP', settings: answer => ({ ...settings, fetch: async () => answer() }) },
  { way: 'the binding', settings: answer => ({ binding: stubBinding(answer()), gateway: 'gw' }) },
];

const headers = { 'cf-aig-log-id': 'log' };

const places = ways.flatMap(({ way, settings }) =>
  operations.map(operation => ({ place: `${way}, ${operation}`, settings, operation })),
);
let turn = 0;

/** Makes some of the operations on some of the ways, each in its turn, and holds what comes out against the table. */
async function differences(
  answer: () => Response,
  { told, of }: { told: Told; of: number },
): Promise<object[]> {
  const found: object[] = [];
  for (let i = 0; i < of; i++) {
    for (const { place, settings, operation } of places.slice(turn, turn + 1)) {
      const outcome = await openV1(settings(answer))[operation]();
      const difference = mismatch(outcome, { throws: told }, { good: undefined });
      if (difference) found.push({ place, ...difference });
    }
    turn = (turn + 1) % places.length;
  }
  return found;
}

describe.each(shapes)('a failure in the form of $shape', ({ body, namesStatus }) => {
  test.each(given)('of the code $code with any status', async ({ code, status: own, again }) => {
    const isKnown = again !== undefined;
    for (const status of allStatuses) {
      const answer = () => json(body({ code, status }), { status, headers });
      const told = {
        status,
        ...(code !== undefined && { code }),
        again: again ?? isAgain(status),
        says: says(code, { status, isKnown }),
        hasLog: true,
      };
      const of = status === own ? places.length : 1;
      expect(await differences(answer, { told, of }), `status ${status}`).toEqual([]);
    }
  });

  test.each(given)('of the code $code in a 200', async ({ code, status: own, again }) => {
    const isKnown = again !== undefined;
    const inBody = own ?? 503;
    const status = own ?? (namesStatus ? inBody : undefined);
    const told = {
      ...(status !== undefined && { status }),
      ...(code !== undefined && { code }),
      again: again ?? isAgain(status),
      says: says(code, { status: 200, isKnown }),
      hasLog: true,
    };
    const answer = () => json(body({ code, status: inBody }), { headers });
    expect(await differences(answer, { told, of: places.length })).toEqual([]);
  });
});

describe.each(shapes)('what the binding throws of the form of $shape', ({ body, namesStatus, thrown }) => {
  test.each(given)('of the code $code', async ({ code, status: own, again }) => {
    const whole = JSON.stringify(body({ code, status: own ?? 503 }));
    const error =
      thrown && code !== undefined
        ? namedError(thrown.name, thrown.message(code))
        : namedError('InferenceUpstreamError', whole);
    // What the message does not tell is lost: a failure of the service, as far as can be known.
    const status = own ?? (code === undefined ? (namesStatus ? 503 : 502) : undefined);
    const told: Told = {
      ...(status !== undefined && { status }),
      ...(code !== undefined && { code }),
      again: again ?? isAgain(status),
      says:
        code === undefined
          ? new RegExp(`^Workers AI ${namesStatus ? 'failed' : 'answered 502'}: It went wrong\\.`)
          : says(code, { status: 200, isKnown: again !== undefined }),
      hasLog: false,
    };
    for (const operation of operations) {
      const outcome = await openV1({ binding: stubBinding(error), gateway: 'gw' })[operation]();
      expect(mismatch(outcome, { throws: told }, { good: undefined }), operation).toBeUndefined();
    }
  });
});

describe.each(entries)('to $entry', ({ open }) => {
  test.each(bodies)('a body that is $fault has its outcome', async ({ type, body, outs }) => {
    for (const { way, settings } of ways) {
      for (const operation of operations) {
        const text = body === 'good' ? goodJson[operation] : body === 'good stream' ? goodStream : body;
        // A text would bring a type of its own.
        const answer = () =>
          new Response(new TextEncoder().encode(text), {
            headers: { ...headers, ...(type !== undefined && { 'content-type': type }) },
          });
        const outcome = await open(settings(answer))[operation]();
        const difference = mismatch(outcome, outs[operation], { good: goodOutcome[operation] });
        expect(difference, `${way}, ${operation}`).toBeUndefined();
      }
    }
  });

  test.each(lostBindings)('a binding that throws: $fault', async ({ fault, says }) => {
    const told = { again: true, says, hasLog: false };
    for (const operation of operations) {
      const outcome = await open({ binding: stubBinding(new Error(fault)), gateway: 'gw' })[operation]();
      expect(mismatch(outcome, { throws: told }, { good: undefined }), operation).toBeUndefined();
    }
  });
});
