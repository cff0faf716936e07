import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { post, postJson } from './post.ts';

test('the checks come in this order: gateway, its token, rate limit, token, model, input', async () => {
  const wrong = { to: 'workers-ai/nope', headers: { authorization: '' } };
  const limit = { requests: 1, seconds: 60 };
  const codes: number[] = [];
  for (const options of [
    { gateways: ['mine'], gatewayToken: 'g' },
    { gatewayToken: 'g', rateLimit: { ...limit, requests: 0 } },
    { rateLimit: { ...limit, requests: 0 } },
    {},
  ]) {
    const body = await postJson(createLocalGateway(options), {}, wrong);
    codes.push((body.error ?? body.errors)[0].code);
  }
  codes.push((await postJson(createLocalGateway(), {}, { to: 'workers-ai/nope' })).errors[0].code);
  codes.push((await postJson(createLocalGateway(), {})).errors[0].code);
  expect(codes).toEqual([2001, 2009, 2003, 10000, 5007, 5006]);
});

test('a share of the runs fails, the same ones for the same seed', async () => {
  const outcomes = async (seed: number) => {
    const gateway = createLocalGateway({ failRate: { 3040: 0.25 }, seed });
    const found: number[] = [];
    for (let run = 0; run < 400; run++) found.push((await post(gateway, { prompt: 'Hi' })).status);
    return found;
  };
  const first = await outcomes(7);
  const failed = first.filter(status => status === 429).length;
  expect(failed).toBeGreaterThan(75);
  expect(failed).toBeLessThan(125);
  expect(await outcomes(7)).toEqual(first);
  expect(await outcomes(8)).not.toEqual(first);
});
