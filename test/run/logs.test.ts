import { describe, expect, test, vi } from 'vitest';
import { createWorkersAI, type WorkersAISettings } from 'workers-ai-gateway';
import { createLocalGateway, type LocalGateway, type LocalGatewayOptions } from 'workers-ai-gateway/testing';
import { collect, hi } from '../sdk/v1/call-options.ts';
import { namedError } from '../transport/stub-binding.ts';
import { json, llama, rejection, settings, stubFetch } from '../transport/stub-fetch.ts';

const missing = '01JADMCQQQBWH3NXZ5GCRN98DP';

interface Way {
  readonly way: string;
  readonly reach: (gateway: LocalGateway) => WorkersAISettings;
  /** Of the log. */
  readonly url: (id: string | undefined) => string;
}

const ways: readonly Way[] = [
  {
    way: 'the REST API',
    reach: ({ fetch }) => ({ ...settings, fetch }),
    url: id => `https://api.cloudflare.com/client/v4/accounts/acc/ai-gateway/gateways/gw/logs/${id}`,
  },
  {
    way: 'the REST API, on the route of the API',
    reach: ({ fetch }) => ({ ...settings, fetch, route: 'api' }),
    url: id => `https://api.cloudflare.com/client/v4/accounts/acc/ai-gateway/gateways/gw/logs/${id}`,
  },
  {
    way: 'the binding',
    reach: ({ binding }) => ({ binding, gateway: 'gw' }),
    url: id => `https://workers-binding.ai/ai-gateway/gateways/gw/logs/${id}`,
  },
];

describe.each(ways)('over $way', ({ reach, url }) => {
  function open(options?: LocalGatewayOptions) {
    const gateway = createLocalGateway(options);
    return { gateway, workersai: createWorkersAI(reach(gateway)) };
  }

  test('a log is read by the id that a result carries', async () => {
    const { gateway, workersai } = open();
    const { providerMetadata } = await workersai(llama).doGenerate(hi);
    const logId = String(providerMetadata?.workersai?.logId);
    const log = await workersai.gateway.getLog(logId);
    expect(log).toMatchObject({
      id: logId,
      provider: 'workers-ai',
      model: llama,
      success: true,
      cached: false,
      status_code: 200,
    });
    expect(log.created_at).toBeInstanceOf(Date);
    expect(log.created_at?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(gateway.requests.slice(1)).toMatchObject([{ method: 'GET', url: url(logId) }]);
  });

  test('feedback, score and metadata are added to a log', async () => {
    const { gateway, workersai } = open();
    const { stream } = await workersai(llama).doStream(hi);
    const finish = (await collect(stream)).find(part => part.type === 'finish');
    const logId = String(finish?.providerMetadata?.workersai?.logId);
    await expect.poll(() => gateway.logs.length).toBe(1);
    await workersai.gateway.patchLog(logId, {
      feedback: -1,
      score: 0,
      metadata: { reviewed: true, by: 'ada', times: 2 },
    });
    expect(gateway.requests.slice(1)).toMatchObject([
      {
        method: 'PATCH',
        url: url(logId),
        body: { feedback: -1, score: 0, metadata: { reviewed: true, by: 'ada', times: 2 } },
      },
    ]);
    expect(await workersai.gateway.getLog(logId)).toMatchObject({ feedback: -1, score: 0 });
  });

  test('null takes feedback back', async () => {
    const { gateway, workersai } = open();
    await workersai(llama).doGenerate(hi);
    const logId = String(gateway.logs[0]?.id);
    await workersai.gateway.patchLog(logId, { feedback: 1 });
    await workersai.gateway.patchLog(logId, { feedback: null, score: undefined });
    expect(gateway.requests.at(-1)?.body).toEqual({ feedback: null });
    expect(gateway.logs[0]?.feedback).toBeNull();
  });

  test('a log that is missing is a 404 with its code and what to know of it', async () => {
    const { workersai } = open();
    const expected = {
      name: 'AI_APICallError',
      statusCode: 404,
      isRetryable: false,
      data: { code: 7002 },
      message: expect.stringContaining('A log can appear up to a second after the answer.'),
    };
    expect(await rejection(workersai.gateway.getLog(missing))).toMatchObject(expected);
    expect(await rejection(workersai.gateway.patchLog(missing, { feedback: 1 }))).toMatchObject(expected);
  });

  test('a log that appears late is a 404 until then', async () => {
    let now = Date.now();
    const { gateway, workersai } = open({ logDelayMs: 500, now: () => now });
    await workersai(llama).doGenerate(hi);
    const logId = String(gateway.requests[0]?.logId);
    await expect(workersai.gateway.getLog(logId)).rejects.toMatchObject({ statusCode: 404 });
    now += 501;
    expect(await workersai.gateway.getLog(logId)).toMatchObject({ id: logId });
  });

  test.each([
    [{ feedback: 2 }, 'Setting feedback must be 1 or -1 or null, not 2.'],
    [{ feedback: 'up' }, 'Setting feedback must be 1 or -1 or null, not "up".'],
    [{ score: 101 }, 'Setting score must be a whole number from 0 to 100, or null, not 101.'],
    [{ score: -1 }, 'Setting score must be a whole number from 0 to 100, or null, not -1.'],
    [
      { metadata: { a: {}, b: 1 } },
      'Setting metadata must be an object of strings, numbers and booleans, or null, not an object.',
    ],
    [{ comment: 'good' }, 'Setting comment is unknown. Known settings: feedback, score, metadata.'],
    [null, 'Setting settings must be an object, not null.'],
  ])('the patch %j is refused', async (patch, message) => {
    const { gateway, workersai } = open();
    expect(await rejection(workersai.gateway.patchLog(missing, patch as never))).toMatchObject({
      name: 'AI_InvalidArgumentError',
      message,
    });
    expect(gateway.requests).toEqual([]);
  });

  const noText = /^Setting logId must be a string that is not empty, not /;

  test.each<[unknown, RegExp]>([
    ...['', '../other', 'a/b', 'a b', 'a?b'].map((id): [string, RegExp] => [id, /^Setting logId /]),
    ...[17, null, undefined, {}, ['a']].map((id): [unknown, RegExp] => [id, noText]),
  ])('the id %j is refused', async (id, message) => {
    const { gateway, workersai } = open();
    const logId = id as string;
    for (const call of [
      workersai.gateway.getLog(logId),
      workersai.gateway.patchLog(logId, { feedback: 1 }),
    ]) {
      expect(await rejection(call)).toMatchObject({
        name: 'AI_InvalidArgumentError',
        message: expect.stringMatching(message),
      });
    }
    expect(gateway.requests).toEqual([]);
  });

  test.each([
    [null, 'Setting settings must be an object, not null.'],
    [{ gateway: 17 }, /^Setting gateway must be /],
    [{ abortSignal: 'x' }, 'Setting abortSignal must be an AbortSignal, not "x".'],
    [{ signal: undefined, timeout: 1 }, 'Setting timeout is unknown. Known settings: gateway, abortSignal.'],
  ])('the options %j are refused', async (options, message) => {
    const { gateway, workersai } = open();
    for (const call of [
      workersai.gateway.getLog(missing, options as never),
      workersai.gateway.patchLog(missing, { feedback: 1 }, options as never),
    ]) {
      expect(await rejection(call)).toMatchObject({
        name: 'AI_InvalidArgumentError',
        message: expect.stringMatching(message),
      });
    }
    expect(gateway.requests).toEqual([]);
  });

  test('another gateway’s log is asked for by its name', async () => {
    const { gateway, workersai } = open();
    await workersai(llama, { gateway: 'other' }).doGenerate(hi);
    const logId = String(gateway.logs[0]?.id);
    await expect(workersai.gateway.getLog(logId)).rejects.toMatchObject({ statusCode: 404 });
    expect(await workersai.gateway.getLog(logId, { gateway: 'other' })).toMatchObject({ id: logId });
  });

  test('past the gateway there is no log', async () => {
    const { gateway, workersai } = open();
    const message = 'Setting gateway is false, and logs are kept by a gateway.';
    await expect(workersai.gateway.getLog(missing, { gateway: false })).rejects.toThrow(message);
    const direct = createWorkersAI({ ...reach(gateway), gateway: false });
    await expect(direct.gateway.getLog(missing)).rejects.toThrow(message);
    await expect(direct.gateway.patchLog(missing, { feedback: 1 })).rejects.toThrow(message);
    expect(gateway.requests).toEqual([]);
  });

  test('who gave up before sends nothing', async () => {
    const { gateway, workersai } = open();
    const abortSignal = AbortSignal.abort();
    await expect(workersai.gateway.getLog(missing, { abortSignal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await expect(workersai.gateway.patchLog(missing, { feedback: 1 }, { abortSignal })).rejects.toMatchObject(
      { name: 'AbortError' },
    );
    expect(gateway.requests).toEqual([]);
  });
});

describe('over the REST API alone', () => {
  const found = { id: missing, created_at: '2026-11-22T10:00:00Z' };
  const answer = () => json({ result: found, success: true, errors: [], messages: [] });

  test('the token goes along, and headers of the provider', async () => {
    const { fetch, sent } = stubFetch(answer(), json({ success: true, result: {} }));
    const workersai = createWorkersAI({ ...settings, fetch, headers: { 'x-team': 'search' } });
    expect(await workersai.gateway.getLog(missing)).toEqual({
      ...found,
      created_at: new Date('2026-11-22T10:00:00Z'),
    });
    await workersai.gateway.patchLog(missing, { feedback: 1 });
    const common = { authorization: 'Bearer secret-key', 'x-team': 'search' };
    expect(sent).toMatchObject([
      { init: { method: 'GET' }, headers: common, body: undefined },
      {
        init: { method: 'PATCH' },
        headers: { ...common, 'content-type': 'application/json' },
        body: { feedback: 1 },
      },
    ]);
  });

  test('a token without the permission is an error with its status', async () => {
    const body = {
      success: false,
      errors: [{ code: 10000, message: 'Authentication error' }],
      messages: [],
      result: null,
    };
    const { fetch } = stubFetch(json(body, { status: 403 }));
    const error = await rejection(createWorkersAI({ ...settings, fetch }).gateway.getLog(missing));
    expect(error).toMatchObject({ name: 'AI_APICallError', statusCode: 403, data: { code: 10000 } });
  });

  test.each([{ result: null, success: true }, { result: [], success: true }, {}])(
    'the answer %j has no log',
    async body => {
      const { fetch } = stubFetch(json(body));
      const error = await rejection(createWorkersAI({ ...settings, fetch }).gateway.getLog(missing));
      expect(error).toMatchObject({
        name: 'AI_APICallError',
        message: 'The gateway answered without a log.',
      });
    },
  );

  test('a connection that fails is worth another try', async () => {
    const { fetch } = stubFetch(new TypeError('fetch failed'));
    const error = await rejection(createWorkersAI({ ...settings, fetch }).gateway.getLog(missing));
    expect(error).toMatchObject({ name: 'AI_APICallError', isRetryable: true });
  });

  test.each([
    { time: '"rubbish"' },
    { time: '{"toString":1,"valueOf":1}' },
    { time: `${'['.repeat(10_000)}${']'.repeat(10_000)}` },
    { time: '1e400' },
  ])('a time that is none is left out', async ({ time }) => {
    const body = `{"success":true,"result":{"id":"${missing}","created_at":${time}}}`;
    const workersai = createWorkersAI({ ...settings, fetch: stubFetch(new Response(body)).fetch });
    expect(await workersai.gateway.getLog(missing)).toEqual({ id: missing });
  });

  test('an answer that is no log is shown as it came, however deep it is nested', async () => {
    const body = `{"success":true,"result":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
    const workersai = createWorkersAI({ ...settings, fetch: stubFetch(new Response(body)).fetch });
    expect(await rejection(workersai.gateway.getLog(missing))).toMatchObject({
      name: 'AI_APICallError',
      message: 'The gateway answered without a log.',
      responseBody: body,
    });
  });

  test('a patch that the gateway says no to in spite of the status is an error', async () => {
    const { fetch } = stubFetch(json({ success: false, errors: [{ code: 7002, message: 'Not Found' }] }));
    const workersai = createWorkersAI({ ...settings, fetch });
    expect(await rejection(workersai.gateway.patchLog(missing, { feedback: 1 }))).toMatchObject({
      name: 'AI_APICallError',
      statusCode: 404,
      data: { code: 7002 },
    });
  });

  test('a patch may be answered with nothing', async () => {
    const workersai = createWorkersAI({
      ...settings,
      fetch: stubFetch(new Response(null, { status: 204 })).fetch,
    });
    expect(await workersai.gateway.patchLog(missing, { feedback: 1 })).toBeUndefined();
  });

  test('a patch whose answer breaks off may be tried again', async () => {
    const body = new ReadableStream({ start: controller => controller.error(new TypeError('terminated')) });
    const workersai = createWorkersAI({ ...settings, fetch: stubFetch(new Response(body)).fetch });
    expect(await rejection(workersai.gateway.patchLog(missing, { feedback: 1 }))).toMatchObject({
      name: 'AI_APICallError',
      isRetryable: true,
      cause: { message: 'terminated' },
    });
  });
});

describe('over the binding alone', () => {
  const run = async () => ({ response: 'Hi' });

  test('the methods are called on their objects', async () => {
    const methods = {
      getLog: vi.fn(async (_logId: string) => ({ id: missing, created_at: new Date(0) })),
      patchLog: vi.fn(async (_logId: string, _patch: object) => undefined),
    };
    const binding = { run, gateway: vi.fn((_id: string) => methods) };
    const workersai = createWorkersAI({ binding, gateway: { id: 'gw', cacheTtl: 60 } });
    expect(await workersai.gateway.getLog(missing)).toEqual({ id: missing, created_at: new Date(0) });
    expect(await workersai.gateway.patchLog(missing, { feedback: 1 })).toBeUndefined();
    expect(binding.gateway.mock.calls).toEqual([['gw'], ['gw']]);
    expect(binding.gateway.mock.contexts).toEqual([binding, binding]);
    expect(methods.getLog.mock.calls).toEqual([[missing]]);
    expect(methods.patchLog.mock.calls).toEqual([[missing, { feedback: 1 }]]);
    expect([...methods.getLog.mock.contexts, ...methods.patchLog.mock.contexts]).toEqual([methods, methods]);
  });

  test('a binding without gateway() says so', async () => {
    const workersai = createWorkersAI({ binding: { run }, gateway: 'gw' });
    expect(await rejection(workersai.gateway.getLog(missing))).toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      message:
        'The Workers binding does not take requests about a gateway. It lacks gateway().getLog: pass one that has it.',
    });
  });

  test.each([
    [namedError('AiGatewayInternalError', 'Internal Error'), { statusCode: 502, isRetryable: true }],
    [namedError('AiGatewayLogNotFound', 'Log Not Found'), { statusCode: 404, isRetryable: false }],
    [new Error('Network connection lost.'), { statusCode: undefined, isRetryable: true }],
  ])('%s is an APICallError', async (error, expected) => {
    const fail = () => {
      throw error;
    };
    const binding = { run, gateway: () => ({ getLog: fail, patchLog: async () => fail() }) };
    const workersai = createWorkersAI({ binding, gateway: 'gw' });
    const calls = [workersai.gateway.getLog(missing), workersai.gateway.patchLog(missing, { feedback: 1 })];
    for (const call of calls) {
      expect(await rejection(call)).toMatchObject({ name: 'AI_APICallError', ...expected });
    }
  });

  test('who gives up need not wait for the binding, which takes no signal here', async () => {
    const never = () => new Promise<never>(() => {});
    const binding = { run, gateway: () => ({ getLog: never, patchLog: never }) };
    const workersai = createWorkersAI({ binding, gateway: 'gw' });
    const controller = new AbortController();
    const options = { abortSignal: controller.signal };
    const reading = rejection(workersai.gateway.getLog(missing, options));
    const patching = rejection(workersai.gateway.patchLog(missing, { feedback: 1 }, options));
    controller.abort('my reason');
    expect([await reading, await patching]).toEqual(['my reason', 'my reason']);
  });
});
