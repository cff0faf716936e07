import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type AiBinding, createWorkersAI } from 'workers-ai-gateway';
import { createLocalGateway, reset } from 'workers-ai-gateway/testing';
import { hi } from '../sdk/v1/call-options.ts';
import { namedError, stubBinding } from './stub-binding.ts';
import { json, llama, rejection, settings, stubFetch } from './stub-fetch.ts';

const openBinding = (binding: AiBinding) => createWorkersAI({ binding, gateway: 'gw' });

/** What makes an error to its reader. */
function essence(error: unknown) {
  const { name, message, statusCode, isRetryable, data } = Object(error);
  return { name, message, statusCode, isRetryable, code: data?.code };
}

const v4 = (code: number, message: string) => ({
  success: false,
  errors: [{ code, message }],
  result: null,
  messages: [],
});
const aiError = (name: string, internalCode: number, description: string) => ({
  name,
  internalCode,
  httpCode: 429,
  description,
});
const gatewayBody = {
  success: false,
  result: [],
  messages: [],
  error: [{ code: 2003, message: 'Rate limited' }],
};
const busy = 'Capacity temporarily exceeded, please try again.';
const badInput = "AiError: Bad input: Error: oneOf at '/' not met";
const unset = 'Please configure AI Gateway in the Cloudflare dashboard';

/** What the binding makes of a failed answer when it reads it itself, and that answer over HTTP. */
const thrown = [
  {
    what: 'a failure of Workers AI',
    error: namedError('AiError', `3040: ${busy}`),
    status: 429,
    body: aiError('AiError', 3040, busy),
  },
  {
    what: 'a failure of the gateway',
    error: namedError('AiGatewayError', '2003: Rate limited'),
    status: 429,
    body: { ...gatewayBody, ...aiError('AiGatewayError', 2003, 'Rate limited') },
  },
  {
    what: 'the whole body of an older gateway, as text',
    error: namedError('InferenceUpstreamError', JSON.stringify(gatewayBody)),
    status: 429,
    body: gatewayBody,
  },
  {
    what: 'a failure in the envelope of the API',
    error: namedError('InferenceUpstreamError', `5006: ${badInput}`),
    status: 400,
    body: v4(5006, badInput),
  },
  {
    what: 'a body whose code is a text',
    error: namedError('InferenceUpstreamError', '{"errors":[{"code":"3040","message":"Capacity"}]}'),
    status: 429,
    body: { errors: [{ code: '3040', message: 'Capacity' }] },
  },
  {
    what: 'a failure of authentication',
    error: namedError('InferenceUpstreamError', '10000: Authentication error'),
    status: 401,
    body: v4(10000, 'Authentication error'),
  },
  ...['3036', '3036:used up', '3036 used up', '3036:\nused up', '3036: used up'].map(message => ({
    what: `the message ${JSON.stringify(message)}`,
    error: new Error(message),
    status: 429,
    body: v4(3036, message.replace(/^3036[:\s]+/, '')),
  })),
  {
    what: 'a mock that says the name in the message',
    error: new Error(`AiGatewayError: 2001: ${unset}`),
    status: 400,
    body: v4(2001, unset),
  },
];

describe.each(thrown)('a binding that throws $what', ({ error, status, body }) => {
  const overHttp = async () => {
    const { fetch } = stubFetch(json(body, { status }));
    return essence(await rejection(createWorkersAI({ ...settings, fetch })(llama).doGenerate(hi)));
  };

  test('is the error that it is over HTTP', async () => {
    const expected = await overHttp();
    expect(expected).toMatchObject({ name: 'AI_APICallError', statusCode: status, code: expect.any(Number) });
    const model = openBinding(stubBinding(error, error))(llama);
    expect(essence(await rejection(model.doGenerate(hi)))).toEqual(expected);
    expect(essence(await rejection(model.doStream(hi)))).toEqual(expected);
  });

  test('rejects embeddings and run() with the same error', async () => {
    const { statusCode, code, isRetryable } = await overHttp();
    const workersai = openBinding(stubBinding(error, error));
    const embedding = workersai.embedding('@cf/baai/bge-m3').doEmbed({ values: ['a'] });
    expect(essence(await rejection(embedding))).toMatchObject({ statusCode, code, isRetryable });
    const run = workersai.run('@cf/some/model', { prompt: 'Hi' });
    expect(essence(await rejection(run))).toMatchObject({ statusCode, code, isRetryable });
  });

  test('rejects with it when it is thrown synchronously, by a function that is not async', async () => {
    const run = () => {
      throw error;
    };
    expect(essence(await rejection(openBinding({ run })(llama).doGenerate(hi)))).toEqual(await overHttp());
  });
});

test('returnRawResponse gives a failure that was thrown as a body of the API', async () => {
  const workersai = openBinding(stubBinding(namedError('AiError', `3040: ${busy}`)));
  const response = await workersai.run('@cf/some/model', { prompt: 'Hi' }, { returnRawResponse: true });
  expect(await response.json()).toEqual({ success: false, errors: [{ code: 3040, message: busy }] });
});

describe('failures without a code', () => {
  test.each([
    ['the page of a proxy', 'InferenceUpstreamError', '<html><body>502</body></html>', 'the body is HTML.'],
    ['an empty body', 'InferenceUpstreamError', '', 'the body is empty.'],
    ...['AiError', 'AiGatewayError', 'InferenceUpstreamError', 'AiGatewayInternalError'].map(name => [
      `the words of an ${name}`,
      name,
      'upstream broke',
      'upstream broke.',
    ]),
  ])('%s are a 502, worth another try', async (_what, name = '', said = '', told = '') => {
    const error = namedError(name, said);
    expect(essence(await rejection(openBinding(stubBinding(error))(llama).doGenerate(hi)))).toEqual({
      name: 'AI_APICallError',
      message: `Workers AI answered 502: ${told}`,
      statusCode: 502,
      isRetryable: true,
      code: undefined,
    });
  });

  test.each([
    { message: '{"errors":[{"code": 5006,"message":"No"}]}', expected: { code: 5006, statusCode: 400 } },
    { message: '[{"code":5006}]', expected: { code: undefined, statusCode: 502 } },
    { message: '{"said":"no"}', expected: { code: undefined, statusCode: 502 } },
  ])('the body $message is read as $expected', async ({ message, expected }) => {
    const error = namedError('InferenceUpstreamError', message);
    expect(essence(await rejection(openBinding(stubBinding(error))(llama).doGenerate(hi)))).toMatchObject(
      expected,
    );
  });

  test('JSON that says a status and nothing else is a failure of that status', async () => {
    const error = namedError('InferenceUpstreamError', '{"httpCode":404,"message":"gone"}');
    expect(essence(await rejection(openBinding(stubBinding(error))(llama).doGenerate(hi)))).toMatchObject({
      name: 'AI_APICallError',
      statusCode: 404,
      isRetryable: false,
    });
  });
});

describe('what passes untouched', () => {
  test.each([
    new TypeError("Cannot read properties of undefined (reading 'run')"),
    new TypeError('3040: no failure of the service'),
    new RangeError('Maximum call stack size exceeded'),
    new Error('my own'),
    new Error('The fetch failed'),
    Object.assign(new Error('inner error'), { retryable: false }),
    new Error('Network connection lostly'),
    namedError('AiInternalError', 'Content-Type is required with ReadableStream inputs'),
    new DOMException('This operation was aborted', 'AbortError'),
    new DOMException('The operation timed out', 'TimeoutError'),
  ])('%s reaches the caller unchanged', async error => {
    expect(await rejection(openBinding(stubBinding(error))(llama).doGenerate(hi))).toBe(error);
  });

  test('what is no error at all', async () => {
    const run = async () => {
      throw 'my reason';
    };
    expect(await rejection(openBinding({ run })(llama).doGenerate(hi))).toBe('my reason');
  });
});

describe('a connection that is lost', () => {
  test.each([
    new Error('Network connection lost.'),
    new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }),
    new TypeError('terminated'),
  ])('%s is worth another try', async cause => {
    const error = await rejection(openBinding(stubBinding(cause))(llama).doGenerate(hi));
    expect(error).toMatchObject({
      name: 'AI_APICallError',
      message: expect.stringMatching(/^Cannot reach workers-binding\.ai: /),
      url: 'https://workers-binding.ai/ai-gateway/run?version=3',
      requestBodyValues: { messages: [{ role: 'user', content: 'Hi' }] },
      isRetryable: true,
      statusCode: undefined,
      cause,
    });
  });

  test('a reset of the stand-in is worth another try', async () => {
    const gateway = createLocalGateway();
    gateway.reply(reset());
    const error = await rejection(openBinding(gateway.binding)(llama).doGenerate(hi));
    expect(error).toMatchObject({ name: 'AI_APICallError', isRetryable: true });
  });
});

describe('giving up', () => {
  /** Ignores its signal, as workerd did until 2025; answers after a while. */
  function deafBinding(answer: () => unknown) {
    const calls: unknown[] = [];
    const binding: AiBinding = {
      run: async model => {
        calls.push(model);
        await wait(50);
        return answer();
      },
    };
    return { binding, calls };
  }

  test('before the call, the binding is not called', async () => {
    const { binding, calls } = deafBinding(() => ({ response: 'Hi' }));
    const workersai = openBinding(binding);
    const abortSignal = AbortSignal.abort('my reason');
    expect(await rejection(workersai(llama).doGenerate({ ...hi, abortSignal }))).toBe('my reason');
    expect(await rejection(workersai(llama).doStream({ ...hi, abortSignal }))).toBe('my reason');
    for (const returnRawResponse of [false, true]) {
      const run = workersai.run('@cf/some/model', { prompt: 'Hi' }, { abortSignal, returnRawResponse });
      expect(await rejection(run)).toBe('my reason');
    }
    expect(calls).toEqual([]);
  });

  test('while a deaf binding works, the caller is free at once', async () => {
    const { binding, calls } = deafBinding(() => ({ response: 'Hi' }));
    const controller = new AbortController();
    const call = rejection(openBinding(binding)(llama).doGenerate({ ...hi, abortSignal: controller.signal }));
    controller.abort('my reason');
    const first = await Promise.race([call, wait(40, 'still waiting')]);
    expect(first).toBe('my reason');
    expect(calls).toHaveLength(1);
  });

  test('the answer that comes too late is let go', async () => {
    let isCancelled = false;
    const late = new ReadableStream({
      cancel: () => {
        isCancelled = true;
      },
    });
    const { binding } = deafBinding(() => new Response(late));
    const controller = new AbortController();
    const call = rejection(openBinding(binding)(llama).doStream({ ...hi, abortSignal: controller.signal }));
    controller.abort();
    expect(await call).toMatchObject({ name: 'AbortError' });
    await expect.poll(() => isCancelled).toBe(true);
  });

  test('a late failure of a deaf binding disturbs nobody', async () => {
    const { binding } = deafBinding(() => {
      throw new Error('3040: late');
    });
    const controller = new AbortController();
    const call = rejection(openBinding(binding)(llama).doGenerate({ ...hi, abortSignal: controller.signal }));
    controller.abort('my reason');
    expect(await call).toBe('my reason');
    await wait(60);
  });

  test('within a stream of a deaf binding, the body is cancelled', async () => {
    let isCancelled = false;
    const body = new ReadableStream({
      start: controller => controller.enqueue(new TextEncoder().encode('data: {"response":"Hel"}\n\n')),
      cancel: () => {
        isCancelled = true;
      },
    });
    const controller = new AbortController();
    const { stream } = await openBinding(stubBinding(new Response(body)))(llama).doStream({
      ...hi,
      abortSignal: controller.signal,
    });
    const reader = stream.getReader();
    expect((await reader.read()).value).toEqual({ type: 'text-delta', textDelta: 'Hel' });
    controller.abort('my reason');
    expect(await rejection(reader.read())).toBe('my reason');
    expect(isCancelled).toBe(true);
  });
});

test('an error that calls itself retryable is worth a retry (cloudflare/ai#656)', async () => {
  const error = Object.assign(new Error('inner error'), { retryable: true });
  const run = async () => {
    throw error;
  };
  const caught = await rejection(openBinding({ run })(llama).doGenerate(hi));
  expect(caught).toMatchObject({ name: 'AI_APICallError', isRetryable: true, cause: error });
});

test('a code in such an error decides over what it calls itself', async () => {
  const run = async () => {
    throw Object.assign(new Error('5006: Bad input'), { retryable: true });
  };
  const caught = await rejection(openBinding({ run })(llama).doGenerate(hi));
  expect(caught).toMatchObject({ statusCode: 400, isRetryable: false });
});
