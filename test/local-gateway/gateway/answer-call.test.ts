import { expect, test } from 'vitest';
import { answerCall } from '../../../src/local-gateway/gateway/answer-call.ts';
import type { LocalGatewayOptions } from '../../../src/local-gateway/options.ts';
import type { RunCall } from '../../../src/local-gateway/run/call.ts';
import { failure, text } from '../../../src/local-gateway/script/parts.ts';
import { createState } from '../../../src/local-gateway/state.ts';
import { run, seen } from './calls.ts';

const { signal } = new AbortController();
const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const ulid = expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/);

function create(options: LocalGatewayOptions = {}) {
  const state = createState(options);
  return { state, answer: (call: Partial<RunCall> = {}) => answerCall(run(call), { state, signal }) };
}

const own = { 'content-type': 'application/json', 'cf-ai-req-id': expect.any(String) };

test('an answer carries what the gateway says of it', async () => {
  const { state, answer } = create();
  const asked = seen();
  const { status, headers, isFinal } = await answer({ seen: asked, controls: { eventId: 'e' }, step: 2 });
  expect({ status, isFinal }).toEqual({ status: 200, isFinal: undefined });
  expect(headers).toEqual({
    ...own,
    'cf-aig-event-id': 'e',
    'cf-aig-request-id': uuid,
    'cf-aig-log-id': headers['cf-aig-request-id'],
    'cf-aig-step': '2',
    'cf-aig-cache-status': 'MISS',
    'cf-aig-model': '@cf/m/x',
    'cf-aig-provider': 'workers-ai',
  });
  expect(asked).toMatchObject({ model: '@cf/m/x', logId: headers['cf-aig-log-id'], cacheStatus: 'MISS' });
  expect(state.logs.entries).toMatchObject([
    { id: headers['cf-aig-log-id'], cached: false, status_code: 200 },
  ]);
});

test('an event has an id of its own where none was given, and one that fits a header', async () => {
  const { answer } = create();
  const first = (await answer()).headers['cf-aig-event-id'];
  expect(first).toEqual(uuid);
  expect((await answer()).headers['cf-aig-event-id']).not.toBe(first);
  const { headers } = await answer({ controls: { eventId: 'ü\r\n~ x' } });
  expect(headers['cf-aig-event-id']).toBe('???~ x');
});

test.each<[LocalGatewayOptions, unknown, number]>([
  [{}, uuid, 1],
  [{ disputes: { ids: 'ulid' } }, ulid, 2],
])('with %j the ids of one step are equal, or two ULIDs', async (options, form, different) => {
  const { state, answer } = create(options);
  const { headers } = await answer();
  const ids = ['log', 'request', 'event'].map(name => headers[`cf-aig-${name}-id`]);
  expect(ids).toEqual([form, form, form]);
  expect(new Set(ids).size).toBe(different);
  expect(state.logs.entries).toMatchObject([{ id: ids[0], event_id: ids[0] }]);
});

test('the second of two equal calls is a hit, which costs no run', async () => {
  const { state, answer } = create({ cacheTtl: 60 });
  state.scripts.push([text('one')], [text('two')]);
  const [first, second] = [await answer(), await answer()];
  expect(second.body).toBe(first.body);
  expect(second.headers).toMatchObject({ 'cf-aig-cache-status': 'HIT', 'cf-aig-log-id': uuid });
  expect(second.headers['cf-aig-log-id']).not.toBe(first.headers['cf-aig-log-id']);
  expect(second.meter).toEqual({ tokensIn: 0, tokensOut: 0 });
  expect(state.scripts).toHaveLength(1);
  expect(state.logs.entries.map(({ cached, tokens_in }) => [cached, tokens_in > 0])).toEqual([
    [false, true],
    [true, false],
  ]);
});

const refusals: readonly [string, LocalGatewayOptions, Partial<RunCall>, number, boolean, boolean][] = [
  ['an unknown gateway', { gateways: ['h'] }, {}, 2001, true, false],
  ['no token of the gateway', { gatewayToken: 'x' }, {}, 2009, true, false],
  ['another provider', {}, { provider: 'openai' }, 2008, true, false],
  ['too many requests', { rateLimit: { requests: 0, seconds: 1 } }, {}, 2003, true, true],
  ['no token', {}, { authorization: undefined }, 10000, false, true],
  ['no model', {}, { model: 'x' }, 5007, false, true],
];

test.each(refusals)('refused for %s', async (_name, options, call, code, isFinal, isLogged) => {
  const { state, answer } = create(options);
  const given = await answer(call);
  const body = JSON.parse(String(given.body));
  expect((body.error ?? body.errors)[0].code).toBe(code);
  expect(given.isFinal ?? false).toBe(isFinal);
  expect(state.logs.entries).toHaveLength(isLogged ? 1 : 0);
  expect(given.headers).toMatchObject({ 'cf-aig-event-id': uuid, 'cf-aig-request-id': uuid });
  expect('cf-aig-log-id' in given.headers).toBe(isLogged);
  // Only what was looked for in the cache says so.
  expect('cf-aig-cache-status' in given.headers).toBe(!isFinal);
});

test('accounts and gateways are limited apart, and the later entries of a universal request not at all', async () => {
  const { answer } = create({ rateLimit: { requests: 1, seconds: 3600 } });
  const status = async (call: Partial<RunCall>) => (await answer(call)).status;
  expect(await status({})).toBe(200);
  expect(await status({})).toBe(429);
  expect(await status({ gateway: 'h' })).toBe(200);
  expect(await status({ account: 'b' })).toBe(200);
  expect(await status({ step: 1 })).toBe(200);
});

test('past the gateway there are no headers and no log', async () => {
  const { state, answer } = create({
    gatewayToken: 'x',
    cacheTtl: 60,
    rateLimit: { requests: 0, seconds: 1 },
  });
  const direct = seen();
  expect((await answer({ gateway: undefined, seen: direct })).headers).toEqual(own);
  expect(direct).toMatchObject({ model: '@cf/m/x', logId: undefined, cacheStatus: undefined });
  expect(state.logs.entries).toEqual([]);
});

test.each<[string, LocalGatewayOptions, Partial<RunCall>, number]>([
  ['no token', {}, { authorization: undefined }, 10000],
  ['an unknown account', { accounts: ['b'] }, {}, 2001],
])('past the gateway: refused for %s', async (_name, options, call, code) => {
  const { status, body } = await create(options).answer({ gateway: undefined, ...call });
  expect(status).toBeGreaterThanOrEqual(400);
  const said = JSON.parse(String(body));
  expect((said.error ?? said.errors)[0].code).toBe(code);
});

test('attempts are those that the call allows', async () => {
  const { state, answer } = create();
  state.scripts.push([failure(3040)], [text('Hi')]);
  expect((await answer({ controls: { maxAttempts: 2 } })).status).toBe(200);
});
