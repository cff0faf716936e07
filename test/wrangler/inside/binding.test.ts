import { env, exports } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { expectedReport } from '../expected.ts';
import { report } from '../worker/report.ts';

test('env.AI is the runtime’s own, and answers a test within workerd', async () => {
  expect(env.AI.constructor.name).toBe('Ai');
  expect(await report(env.AI)).toEqual(expectedReport);
});

test('env.AI answers the Worker that is tested', async () => {
  const answer = await exports.default.fetch(new Request('http://worker/'));
  expect(await answer.json()).toMatchObject({ direct: { text: '12 * 4 = 48' } });
});
