import { expect, test } from 'vitest';
import { createBindingLogs, createBindingTransport } from '../../src/transport/binding.ts';
import { createRestLogs, createRestTransport, type RestOptions } from '../../src/transport/rest.ts';
import type { LogRequest, TransportRequest } from '../../src/transport/transport.ts';
import { namedError, stubBinding } from './stub-binding.ts';
import { json, llama, rejection, stubFetch } from './stub-fetch.ts';

const request = (more: Partial<TransportRequest> = {}): TransportRequest => ({
  model: llama,
  endpoint: 'run',
  inputs: { prompt: 'Hi' },
  gateway: { id: 'gw' },
  headers: {},
  abortSignal: undefined,
  ...more,
});

const access = async () => ({
  accountId: 'acc',
  apiKey: 'key',
  gatewayToken: undefined,
  baseURL: 'https://gw.test/v1',
  apiURL: 'https://api.test/v4',
});

const legs = [{ model: llama, endpoint: 'run', inputs: {}, gateway: {}, headers: {} }] as const;

/** A transport over HTTP, and one for logs, that get this. */
function rest(answer: Response = json({}), more: Partial<RestOptions> = {}) {
  const { fetch, sent } = stubFetch(answer);
  const options: RestOptions = { access, route: 'gateway', headers: {}, fetch, ...more };
  return { sent, transport: createRestTransport(options), logs: createRestLogs(options) };
}

test('over HTTP an exchange tells the URL, the inputs, and the body where it is text', async () => {
  const { transport } = rest();
  const form = new FormData();
  expect(await transport(request())).toMatchObject({
    url: `https://gw.test/v1/acc/gw/workers-ai/${llama}`,
    inputs: { prompt: 'Hi' },
    requestBody: '{"prompt":"Hi"}',
  });
  const multipart = await rest().transport(request({ inputs: form }));
  expect(multipart).toMatchObject({ inputs: form, requestBody: undefined });
});

test('an exchange of several requests omits its body, which holds tokens', async () => {
  const { sent, transport } = rest();
  const { requestBody } = await transport(request({ legs }));
  expect(JSON.stringify(sent[0]?.body)).toContain('Bearer key');
  expect(requestBody).toBeUndefined();
});

const native = `https://gw.test/v1/acc/gw/workers-ai/${llama}`;

test.each([
  { query: undefined, expected: native },
  { query: {}, expected: native },
  { query: { none: undefined }, expected: native },
  { query: { language: 'pt br', none: undefined }, expected: `${native}?language=pt+br` },
  {
    query: { keywords: ['a', 'b'], punctuate: true },
    expected: `${native}?keywords=a&keywords=b&punctuate=true`,
  },
])('sends the query $query in the URL', async ({ query, expected }) => {
  const { sent, transport } = rest();
  await transport(request({ inputs: Uint8Array.of(1), query }));
  expect(sent[0]?.url).toBe(expected);
});

test('a query that cannot be written is refused as inputs are', async () => {
  const { sent, transport } = rest();
  const error = await rejection(transport(request({ inputs: Uint8Array.of(1), query: { count: 1n } })));
  expect(error).toMatchObject({ functionality: 'inputs that JSON cannot hold' });
  expect(sent).toEqual([]);
});

const api = `https://api.test/v4/accounts/acc/ai/run/${llama}`;
const gw = 'https://gw.test/v1/acc';
const cloudflare = 'https://gateway.ai.cloudflare.com/v1/acc';

interface Address extends Pick<TransportRequest, 'legs'> {
  readonly baseURL?: string;
  readonly route?: RestOptions['route'];
}

test.each<[id: string, address: Address, expected: string]>([
  ['default', {}, api],
  ['default', { legs }, `${cloudflare}/default`],
  ['default', { baseURL: 'https://gw.test/v1' }, `${gw}/default/workers-ai/${llama}`],
  ['default', { route: 'gateway' }, `${cloudflare}/default/workers-ai/${llama}`],
  ['gw', {}, `${cloudflare}/gw/workers-ai/${llama}`],
  ['gw', { baseURL: 'https://gw.test/v1', route: 'api' }, api],
])('over HTTP the gateway %s with %j is at %s', async (id, { baseURL, route, legs }, expected) => {
  const { transport } = rest(json({}), { route, access: async () => ({ ...(await access()), baseURL }) });
  expect((await transport(request({ gateway: { id }, legs }))).url).toBe(expected);
});

const binding = (answer: object) => ({
  ...stubBinding(answer),
  gateway: () => ({ getLog: async () => ({}), patchLog: async () => {}, run: async () => answer }),
});

test.each([
  ['HTTP', () => rest().transport],
  ['the binding', () => createBindingTransport({ binding: binding({}), headers: {} })],
])('several requests in one need a gateway over %s', async (_way, open) => {
  expect(await rejection(open()(request({ gateway: false, legs })))).toMatchObject({ argument: 'fallbacks' });
});

test.each([
  [request(), 'https://workers-binding.ai/ai-gateway/run?version=3'],
  [request({ legs }), 'https://workers-binding.ai/ai-gateway/universal/run/gw'],
  [
    request({ model: 'cloudflare/auto', endpoint: 'chat/completions' }),
    'https://workers-binding.ai/ai-gateway/universal/run/gw',
  ],
  [request({ gateway: false }), 'https://workers-binding.ai/run?version=3'],
])('through the binding it tells where the binding calls', async (given, url) => {
  const transport = createBindingTransport({ binding: binding({ response: 'Hi' }), headers: {} });
  expect(await transport(given)).toMatchObject({ url, inputs: { prompt: 'Hi' }, requestBody: undefined });
});

test('one stream among the inputs is enough to be refused through a gateway', async () => {
  const binding = stubBinding({});
  const transport = createBindingTransport({ binding, headers: {} });
  const inputs = { language: 'pt', audio: { body: new ReadableStream(), contentType: 'audio/wav' } };
  expect(await rejection(transport(request({ inputs })))).toMatchObject({
    functionality: 'streams through a gateway',
  });
  expect(binding.calls).toEqual([]);
});

const log = (patch?: LogRequest['patch']): LogRequest => ({
  gatewayId: 'gw',
  logId: 'l',
  patch,
  abortSignal: undefined,
});

const gatewayOf = (answer: () => Promise<object>) => ({
  ...stubBinding(),
  gateway: () => ({ getLog: answer, patchLog: async () => void (await answer()) }),
});

test.each([
  [undefined, 'GET', {}],
  [{ feedback: 1 as const }, 'PATCH', { feedback: 1 }],
])('requests for logs tell their inputs: %j', async (patch, method, inputs) => {
  const http = rest();
  expect(await http.logs(log(patch))).toMatchObject({ inputs });
  expect(http.sent[0]?.init.method).toBe(method);
  const bound = createBindingLogs({ binding: gatewayOf(async () => ({})), headers: {} });
  expect(await bound(log(patch))).toMatchObject({
    inputs,
    url: 'https://workers-binding.ai/ai-gateway/gateways/gw/logs/l',
  });
});

test.each<[string, unknown, object]>([
  ['its name was lost', new Error('Not Found'), { status: 404 }],
  ['its name was kept', namedError('AiGatewayLogNotFound', 'Gone'), { status: 404 }],
  ['the gateway failed', namedError('AiGatewayInternalError', 'Broken'), { status: 502 }],
])('a log that is not there: %s', async (_name, thrown, expected) => {
  const logs = createBindingLogs({ binding: gatewayOf(() => Promise.reject(thrown)), headers: {} });
  expect((await logs(log())).response).toMatchObject(expected);
});

test.each([['Not Found'], [new Error('mine')]])(
  'what is no error of the gateway passes: %s',
  async thrown => {
    const logs = createBindingLogs({ binding: gatewayOf(() => Promise.reject(thrown)), headers: {} });
    expect(await rejection(logs(log()))).toBe(thrown);
  },
);

test('an abort that has happened asks for nothing', async () => {
  const reason = new Error('enough');
  const abortSignal = AbortSignal.abort(reason);
  const { sent, transport, logs } = rest();
  expect(await rejection(transport(request({ abortSignal })))).toBe(reason);
  expect(await rejection(logs({ ...log(), abortSignal }))).toBe(reason);
  expect(sent).toEqual([]);
});
