import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import type { FallbackMove } from '../../src/fallback/options.ts';
import { answering, entries, generate, type Outcome, stream } from './entries.ts';

const calls = 1000;

test.each(entries)('1,000 calls at once of $name lose nothing, and account for every try', async entry => {
  // Of ten members: the eleventh never fails, so that no call can.
  const gateway = createLocalGateway({ failRate: { 3040: 0.1, 4007: 0.1 }, keep: 20_000 });
  const workersai = entry.workersai(gateway.settings);
  const members = Array.from({ length: 10 }, (_, index) => workersai(`@cf/test/member-${index}`));
  const last = answering(entry, { modelId: 'last' });
  const moves: FallbackMove[] = [];
  const model = entry.fallback([...members, last.model], { onFallback: move => moves.push(move) });
  const outcomes: Outcome[] = await Promise.all(
    Array.from({ length: calls }, (_, index) => (index % 2 ? generate : stream)(model, entry.call)),
  );
  const failures = outcomes.map(({ fallback }) => (Array.isArray(fallback) ? fallback.length : 0));
  const failed = failures.reduce((sum, count) => sum + count, 0);
  expect(outcomes.filter(({ text, errors }) => text === '' || errors.length > 0)).toEqual([]);
  expect(gateway.requests.length + last.calls.length).toBe(calls + failed);
  expect(moves).toHaveLength(failed);
  expect(failed / gateway.requests.length).toBeGreaterThan(0.15);
  expect(failed / gateway.requests.length).toBeLessThan(0.25);
  outcomes.forEach(({ modelId, fallback }, index) => {
    const name = (at: number) => (at < 10 ? `@cf/test/member-${at}` : 'last');
    const asked = Array.from({ length: failures[index] ?? 0 }, (_, at) =>
      expect.objectContaining({ modelId: name(at) }),
    );
    expect([modelId, fallback]).toEqual([name(asked.length), asked.length > 0 ? asked : undefined]);
  });
});
