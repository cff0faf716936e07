import { expect, test } from 'vitest';
import { readCompatModel, readRunCall } from '../../../src/local-gateway/http/read-call.ts';
import { routeOf } from '../../../src/local-gateway/http/routes.ts';
import { seeRequest } from '../../../src/local-gateway/http/seen-request.ts';

function read(target: string, body: unknown, headers: Record<string, string> = {}) {
  const url = new URL(target);
  const route = routeOf(url);
  if (route?.kind !== 'run') throw new Error(`No run: ${target}`);
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(JSON.stringify(body));
  return readRunCall(seeRequest({ method: 'POST', url, headers, bytes }), route);
}

const gateway = 'https://gateway.ai.cloudflare.com/v1/a/g';
const api = 'https://api.cloudflare.com/client/v4/accounts/a/ai';
const binding = 'https://workers-binding.ai/ai-gateway/run';

test.each<[string, string, unknown, Record<string, string>, object]>([
  [
    'a native run, whose options speak to the platform',
    `${gateway}/workers-ai/@cf/m/x?queueRequest=true`,
    { prompt: 'Hi', model: 'other', options: { rejectIfBusy: true } },
    { authorization: 'Bearer t', 'cf-aig-authorization': 'Bearer g', 'cf-aig-cache-ttl': '60' },
    {
      surface: 'rest',
      format: 'native',
      account: 'a',
      gateway: 'g',
      provider: 'workers-ai',
      model: '@cf/m/x',
      endpoint: '@cf/m/x',
      inputs: { prompt: 'Hi', model: 'other' },
      bytes: undefined,
      authorization: 'Bearer t',
      gatewayAuthorization: 'Bearer g',
      isTrusted: false,
      queued: true,
      step: 0,
    },
  ],
  [
    'one that is not queued',
    `${gateway}/workers-ai/@cf/m/x?queueRequest=false`,
    {},
    {},
    { queued: false, authorization: undefined, gatewayAuthorization: undefined, inputs: {} },
  ],
  [
    'the gateway of an API call stands in a header',
    `${api}/run/@cf/m/x`,
    { prompt: 'Hi' },
    { 'cf-aig-gateway-id': 'mine' },
    { gateway: 'mine', model: '@cf/m/x', inputs: { prompt: 'Hi' } },
  ],
  ['an API call without one', `${api}/run/@cf/m/x`, {}, {}, { gateway: undefined }],
  [
    'the gateway of the path wins',
    `${gateway}/workers-ai/@cf/m/x`,
    {},
    { 'cf-aig-gateway-id': 'mine' },
    { gateway: 'g' },
  ],
  [
    'a model in the body, its inputs beside it',
    `${api}/run`,
    { model: '@cf/m/x', input: { prompt: 'Hi' }, options: {} },
    {},
    { model: '@cf/m/x', endpoint: '@cf/m/x', inputs: { prompt: 'Hi' } },
  ],
  ['a body without inputs', `${api}/run`, { model: '@cf/m/x' }, {}, { inputs: {} }],
  ['a body that is no object', `${api}/run`, [1], {}, { model: '', endpoint: '', inputs: {} }],
  [
    'a chat completion',
    `${gateway}/workers-ai/v1/chat/completions`,
    { model: '@cf/m/x', messages: [] },
    {},
    {
      surface: 'openai',
      format: 'chat',
      provider: 'workers-ai',
      model: '@cf/m/x',
      endpoint: 'v1/chat/completions',
      inputs: { model: '@cf/m/x', messages: [] },
    },
  ],
  ['embeddings', `${gateway}/workers-ai/v1/embeddings`, {}, {}, { model: '', endpoint: 'v1/embeddings' }],
  ['responses', `${gateway}/workers-ai/v1/responses`, {}, {}, { endpoint: 'v1/responses' }],
  [
    'the provider before the model',
    `${gateway}/compat/chat/completions`,
    { model: 'workers-ai/@cf/m/x' },
    {},
    { provider: 'workers-ai', model: '@cf/m/x', endpoint: 'v1/chat/completions' },
  ],
  [
    'raw bytes',
    `${gateway}/workers-ai/@cf/openai/whisper`,
    new Uint8Array([1, 2, 3]),
    { 'content-type': 'audio/wav' },
    { bytes: new Uint8Array([1, 2, 3]), inputs: {} },
  ],
  [
    'no bytes at all',
    `${gateway}/workers-ai/@cf/m/x`,
    new Uint8Array(),
    {},
    { bytes: undefined, inputs: {} },
  ],
  [
    'the binding: inputs and options',
    binding,
    {
      inputs: { prompt: 'Hi', options: 1 },
      options: { gateway: { id: 'g', cacheTtl: 60, skipCache: true }, queueRequest: true },
    },
    { 'cf-consn-model-id': 'prefix:@cf/m/x', 'cf-aig-cache-ttl': '90' },
    {
      surface: 'binding',
      account: 'binding',
      isTrusted: true,
      gateway: 'g',
      provider: 'workers-ai',
      model: '@cf/m/x',
      endpoint: '@cf/m/x',
      inputs: { prompt: 'Hi', options: 1 },
      bytes: undefined,
      controls: expect.objectContaining({ cacheTtl: 60, skipCache: true }),
      queued: true,
    },
  ],
  [
    'the binding without options, for a model with a colon',
    binding,
    { inputs: { prompt: 'Hi' } },
    { 'cf-consn-model-id': '@cf/m/x:free' },
    { gateway: undefined, model: '@cf/m/x:free', controls: {}, queued: false },
  ],
  ['the binding with nothing', binding, null, {}, { model: '', inputs: {}, controls: {}, queued: false }],
  [
    'the binding: a stream, its inputs in the query',
    `https://workers-binding.ai/run?userInputs=${encodeURIComponent('{"language":"pt"}')}`,
    new Uint8Array([1]),
    { 'content-type': 'audio/wav', 'cf-consn-model-id': '@cf/m/x' },
    { inputs: { language: 'pt' }, bytes: new Uint8Array([1]) },
  ],
  [
    'the binding: inputs in the query that are no object',
    'https://workers-binding.ai/run?userInputs=[1]',
    new Uint8Array([1]),
    { 'content-type': 'audio/wav' },
    { inputs: {}, bytes: new Uint8Array([1]) },
  ],
  [
    'the binding: inputs in the query that are empty',
    'https://workers-binding.ai/run?userInputs=',
    { inputs: { prompt: 'Hi' } },
    {},
    { inputs: {}, bytes: expect.any(Uint8Array) },
  ],
])('reads a call: %s', (_name, target, body, headers, expected) => {
  const call = read(target, body, headers);
  expect(call).toMatchObject(expected);
  const { inputs } = { inputs: call.inputs, ...expected };
  expect(call.inputs).toEqual(inputs);
});

test('what headers of the gateway ask for', () => {
  const { controls } = read(`${gateway}/workers-ai/@cf/m/x`, {}, { 'cf-aig-cache-ttl': '60' });
  expect(controls.cacheTtl).toBe(60);
});

test.each([
  ['workers-ai/@cf/m/x', { provider: 'workers-ai', model: '@cf/m/x' }],
  ['openai/gpt-5', { provider: 'openai', model: 'openai/gpt-5' }],
  ['', { provider: '', model: '' }],
])('a model %j names %j', (named, expected) => {
  expect(readCompatModel(named)).toEqual(expected);
});
