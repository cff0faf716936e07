import { expect, test } from 'vitest';
import { answerRequest } from '../../../src/local-gateway/http/answer-request.ts';
import { seeRequest } from '../../../src/local-gateway/http/seen-request.ts';
import type { LocalGatewayOptions } from '../../../src/local-gateway/options.ts';
import { failure, text } from '../../../src/local-gateway/script/parts.ts';
import { createState, type LocalState } from '../../../src/local-gateway/state.ts';
import { log } from '../gateway/calls.ts';

const gateway = 'https://gateway.ai.cloudflare.com/v1/a/g';
const api = 'https://api.cloudflare.com/client/v4/accounts/a';
const binding = 'https://workers-binding.ai';
const llama = '@cf/meta/llama-3.1-8b-instruct-fp8-fast';

interface Given {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

async function ask(url: string, { method = 'GET', body, headers = {} }: Given = {}, state = createState({})) {
  const sent = body === undefined ? '' : JSON.stringify(body);
  const given = { authorization: 'Bearer t', ...headers };
  const seen = seeRequest({
    method,
    url: new URL(url),
    headers: given,
    bytes: new TextEncoder().encode(sent),
  });
  const made = await answerRequest({ seen, state, signal: new AbortController().signal });
  return {
    status: made.status,
    headers: made.headers,
    body: JSON.parse(String(made.body)),
    meter: made.meter,
  };
}

const withLog = (options: LocalGatewayOptions = {}): LocalState => {
  const state = createState(options);
  state.logs.add(log({ request_head: '{"prompt":"Hi"}', response_head: '{"response":"Ho"}' }));
  return state;
};

const logs = `${api}/ai-gateway/gateways/g/logs`;

test('a list of logs, as the API answers', async () => {
  const { status, headers, body, meter } = await ask(`${logs}?per_page=1`, {}, withLog());
  expect({ status, headers, meter }).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    meter: { tokensIn: undefined, tokensOut: undefined },
  });
  expect(body).toMatchObject({ success: true, result: [{ id: 'l' }], result_info: { per_page: 1 } });
  expect([body.errors, body.messages]).toEqual([[], []]);
});

test('one log is read, with its bodies, and patched; all are forgotten by DELETE', async () => {
  const state = withLog();
  expect((await ask(`${logs}/l`, {}, state)).body.result).toMatchObject({ id: 'l' });
  expect((await ask(`${logs}/l/request`, {}, state)).body).toEqual({ prompt: 'Hi' });
  expect((await ask(`${logs}/l/response`, {}, state)).body).toEqual({ response: 'Ho' });
  const patched = await ask(`${logs}/l`, { method: 'PATCH', body: { score: 5 } }, state);
  expect(patched.body.result).toMatchObject({ score: 5 });
  const bound = await ask(`${binding}/ai-gateway/gateways/g/logs/none`, {}, state);
  expect(bound.body).toMatchObject({ success: true, errors: [{ message: 'Not Found' }] });
  expect((await ask(logs, { method: 'DELETE' }, state)).body).toEqual({ success: true });
  expect(state.logs.entries).toEqual([]);
});

test.each<[string, string, LocalGatewayOptions, string]>([
  [`${api}/ai-gateway/gateways/g/url/openai`, 'of one provider', {}, `${gateway}/openai`],
  [`${api}/ai-gateway/gateways/g/url/universal`, 'of none', {}, `${gateway}/`],
  [
    `${binding}/ai-gateway/gateways/g/url/openai`,
    'of the binding',
    {},
    'https://gateway.ai.cloudflare.com/v1/local-account/g/openai',
  ],
  [
    `${binding}/ai-gateway/gateways/g/url/openai`,
    'of the binding, whose account is told',
    { accounts: ['mine', 'b'] },
    'https://gateway.ai.cloudflare.com/v1/mine/g/openai',
  ],
])('a URL: %s, %s', async (url, _name, options, expected) => {
  const { result } = (await ask(url, {}, createState(options))).body;
  // The API answers text, the binding an object.
  expect(result).toEqual(url.startsWith(binding) ? { url: expected } : expected);
});

test('models are searched for, and listed under /compat', async () => {
  expect((await ask(`${api}/ai/models/search?search=llama-3.3`)).body.result).toMatchObject([
    { name: '@cf/meta/llama-3.3-70b-instruct-fp8-fast' },
  ]);
  expect((await ask(`${gateway}/compat/models`)).body).toMatchObject({ object: 'list' });
});

test.each<[method: string, url: string]>([
  ['POST', logs],
  ['PATCH', logs],
  ['DELETE', `${logs}/l`],
  ['POST', `${logs}/l`],
  ['PATCH', `${logs}/l/request`],
  ['DELETE', `${api}/ai/models/search`],
  ['POST', `${api}/ai/models/schema`],
  ['POST', `${api}/ai/tasks/search`],
  ['POST', `${api}/ai-gateway/gateways`],
  ['DELETE', `${api}/ai-gateway/gateways/g`],
  ['POST', `${api}/ai-gateway/gateways/g/url/openai`],
  ['GET', `${gateway}/workers-ai/${llama}`],
  ['PUT', `${gateway}`],
  ['POST', `${gateway}/compat/models`],
])('%s of %s is none', async (method, url) => {
  const { status, body } = await ask(url, { method }, withLog());
  expect(status).toBe(405);
  expect(body).toEqual({
    result: null,
    success: false,
    errors: [{ code: 7001, message: `Method ${method} not available for that URI.` }],
    messages: [],
  });
});

test('a path that leads nowhere is named', async () => {
  expect(await ask(`${api}/nothing`)).toMatchObject({
    status: 404,
    body: {
      errors: [
        {
          code: 7003,
          message:
            'Could not route to /client/v4/accounts/a/nothing, perhaps your object identifier is invalid?',
        },
      ],
    },
  });
});

const refused = async (url: string, given: Given, options: LocalGatewayOptions) => {
  const { body } = await ask(url, given, withLog(options));
  return body.success === true ? undefined : (body.errors ?? body.error)[0].code;
};

test.each<[string, string, Given, LocalGatewayOptions, number | undefined]>([
  ['logs without a token', logs, { headers: { authorization: '' } }, {}, 10000],
  ['logs with a wrong one', logs, {}, { token: 'x' }, 10000],
  ['logs of another account', logs, {}, { accounts: ['b'] }, 7003],
  [
    'logs through the binding',
    `${binding}/ai-gateway/gateways/g/logs`,
    {},
    { token: 'x', accounts: ['b'] },
    undefined,
  ],
  ['another provider', `${gateway}/nobody/chat/completions`, { method: 'POST' }, {}, 2008],
  [
    'another provider, without the token of the gateway',
    `${gateway}/nobody/x`,
    { method: 'POST' },
    { gatewayToken: 'x' },
    2009,
  ],
  [
    'another provider with it',
    `${gateway}/nobody/x`,
    { headers: { 'cf-aig-authorization': 'Bearer x' } },
    { gatewayToken: 'x' },
    2008,
  ],
  ['models without the token of the gateway', `${gateway}/compat/models`, {}, { gatewayToken: 'x' }, 2009],
  ['models of an unknown gateway', `${gateway}/compat/models`, {}, { gateways: ['h'] }, 2001],
])('asked for %s it is refused with its code, or not', async (_name, url, given, options, code) => {
  expect(await refused(url, given, options)).toBe(code);
});

const chat = { model: llama, messages: [{ role: 'user', content: 'Hi' }] };
const post = { method: 'POST', body: chat };

test.each<[string, LocalGatewayOptions['disputes'] & {}, number]>([
  [`${gateway}/workers-ai/${llama}`, {}, 200],
  [`${gateway}/workers-ai/run/${llama}`, {}, 200],
  [`${gateway}/workers-ai/${llama}`, { runPrefix: 'required' }, 404],
  [`${gateway}/workers-ai/run/${llama}`, { runPrefix: 'required' }, 200],
  [`${gateway}/workers-ai/${llama}`, { runPrefix: 'refused' }, 200],
  [`${gateway}/workers-ai/run/${llama}`, { runPrefix: 'refused' }, 404],
  [`${gateway}/workers-ai/v1/chat/completions`, { runPrefix: 'required' }, 200],
  // Cloudflare's own API has the word in its path; the binding has no path of the kind.
  [`${api}/ai/run/${llama}`, { runPrefix: 'refused' }, 200],
  [`${api}/ai/run/${llama}`, { runPrefix: 'required' }, 200],
])('%s with %j is a %i', async (url, disputes, status) => {
  expect((await ask(url, post, createState({ disputes }))).status).toBe(status);
});

test('too large a body is refused wherever it goes', async () => {
  const { status, body } = await ask(
    `${gateway}/workers-ai/${llama}`,
    post,
    createState({ maxBodyBytes: 3 }),
  );
  expect([status, body.errors[0].code]).toEqual([413, 3006]);
});

const entry = (more: object = {}) => ({
  provider: 'workers-ai',
  endpoint: llama,
  headers: { Authorization: 'Bearer t' },
  query: { prompt: 'Hi' },
  ...more,
});

/** The outcome of a universal request, from a caller without a token of its own. */
async function universal(
  entries: unknown,
  options: LocalGatewayOptions = {},
  headers: Record<string, string> = {},
) {
  const state = createState(options);
  const given = { method: 'POST', body: entries, headers: { authorization: '', ...headers } };
  const made = await ask(gateway, given, state);
  return { ...made, state, code: (made.body.errors ?? made.body.error)?.[0]?.code };
}

const native = { result: { response: expect.any(String) } };
const completion = { object: 'chat.completion' };
const bge = { model: '@cf/baai/bge-m3', input: 'a' };
const compat = { ...chat, model: `workers-ai/${llama}` };

test.each<[string, object, object]>([
  ['a run', {}, native],
  ['a run by its longer path', { endpoint: `run/${llama}` }, native],
  ['a run with a slash before its path', { endpoint: `/run/${llama}` }, native],
  ['a chat completion', { endpoint: 'v1/chat/completions', query: chat }, completion],
  ['a chat completion without its version', { endpoint: 'chat/completions', query: chat }, completion],
  ['embeddings', { endpoint: 'v1/embeddings', query: bge }, { object: 'list' }],
  [
    'the OpenAI-compatible endpoint',
    { provider: 'compat', endpoint: 'chat/completions', query: compat },
    completion,
  ],
])('an entry of a universal request may be %s', async (_name, given, expected) => {
  const { status, body, state } = await universal([entry(given)]);
  expect(status).toBe(200);
  expect(body).toMatchObject(expected);
  expect(state.logs.entries).toMatchObject([{ step: 0, success: true }]);
});

test.each<[string, unknown, number]>([
  ['none', [], 2028],
  ['nothing', 5, 2028],
  ['none that is an object', [5, null], 2028],
  ['another provider', [entry({ provider: 'nobody' })], 2008],
  ['no provider', [entry({ provider: undefined })], 2008],
  [
    'another provider’s model',
    [entry({ provider: 'compat', endpoint: 'chat/completions', query: { ...chat, model: 'nobody/gpt-5' } })],
    2008,
  ],
  ['an endpoint that there is not', [entry({ provider: 'compat', endpoint: 'responses' })], 2008],
  ['no model', [entry({ endpoint: undefined })], 5007],
  ['no model in the query', [entry({ endpoint: 'chat/completions', query: {} })], 5007],
  ['no token', [entry({ headers: undefined })], 10000],
  ['a path within a name', [entry({ endpoint: `x/run/${llama}` })], 5007],
])('entries that are refused: %s', async (_name, entries, code) => {
  expect((await universal(entries)).code).toBe(code);
});

test('the request’s own token serves where an entry has none', async () => {
  const own = { authorization: 'Bearer t' };
  expect((await universal([entry({ headers: {} })], { token: 't' }, own)).status).toBe(200);
  // That of an entry wins.
  const other = entry({ headers: { authorization: 'Bearer other' } });
  expect((await universal([other], { token: 't' }, own)).code).toBe(10000);
});

test('the token of the gateway is the request’s, and the binding needs none', async () => {
  const options = { gatewayToken: 'x' };
  expect((await universal([entry()], options)).code).toBe(2009);
  expect((await universal([entry()], options, { 'cf-aig-authorization': 'Bearer x' })).status).toBe(200);
  const bound = await ask(
    `${binding}/ai-gateway/universal/run/g`,
    { method: 'POST', body: [entry()] },
    createState(options),
  );
  expect(bound.status).toBe(200);
});

test('headers of an entry may be of any kind', async () => {
  const headers = { authorization: 'Bearer t', 'cf-aig-metadata': { user: 'ada' }, 'cf-aig-cache-ttl': 60 };
  const { state } = await universal([entry({ headers })]);
  expect(state.logs.entries).toMatchObject([{ metadata: { user: 'ada' } }]);
});

test('the first success answers; of failures the last', async () => {
  const state = createState({});
  state.scripts.push([failure(3040)], [text('two')], [text('three')]);
  const given = { method: 'POST', body: [entry(), entry(), entry()] };
  const made = await ask(gateway, given, state);
  expect(made.body.result.response).toBe('two');
  expect(made.headers['cf-aig-step']).toBe('1');
  expect(state.scripts).toHaveLength(1);
  const failing = createState({});
  failing.scripts.push([failure(3040)], [failure(3041)]);
  expect(
    (await ask(gateway, { method: 'POST', body: [entry(), entry()] }, failing)).body.errors[0].code,
  ).toBe(3041);
});

test('what an entry configures', async () => {
  const state = createState({});
  state.scripts.push([failure(3040)], [failure(3040)], [text('third')]);
  const config = { maxAttempts: 3, retryDelay: 1, backoff: 'linear', requestTimeout: 5000 };
  const made = await ask(gateway, { method: 'POST', body: [entry({ config })] }, state);
  expect(made.body.result.response).toBe('third');
});
