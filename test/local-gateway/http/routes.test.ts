import { describe, expect, test } from 'vitest';
import { routeOf } from '../../../src/local-gateway/http/routes.ts';

type Rows = readonly (readonly [path: string, route: unknown])[];

const place = { account: 'a', gateway: 'g' };
const rest = { ...place, surface: 'rest' };
const viaGateway = { kind: 'run', ...rest, format: 'native', prefixed: false };
const openai = { kind: 'run', ...place, surface: 'openai' };
const compat = { kind: 'run', ...place, surface: 'compat' };

const gateway: Rows = [
  ['/v1/a/g/workers-ai/@cf/m/x', { ...viaGateway, model: '@cf/m/x' }],
  ['/v1/a/g/workers-ai/run/@cf/m/x', { ...viaGateway, model: '@cf/m/x', prefixed: true }],
  ['/v1/a/g/workers-ai/%40cf%2Fm%2Fx', { ...viaGateway, model: '@cf/m/x' }],
  ['/v1/a/g/workers-ai/%zz/x', { ...viaGateway, model: '%zz/x' }],
  ['//v1//a/g/workers-ai/m/?q=1', { ...viaGateway, model: 'm' }],
  ['/v1/a/g/workers-ai', undefined],
  ['/v1/a/g/workers-ai/run', undefined],
  ['/v1/a/g/workers-ai/v1/chat/completions', { ...openai, format: 'chat' }],
  ['/v1/a/g/workers-ai/v1/embeddings', { ...openai, format: 'embeddings' }],
  ['/v1/a/g/workers-ai/v1/responses', { ...openai, format: 'responses' }],
  ['/v1/a/g/workers-ai/v1/models', undefined],
  ['/v1/a/g/workers-ai/v1/constructor', undefined],
  ['/v1/a/g/compat/chat/completions', { ...compat, format: 'chat' }],
  ['/v1/a/g/compat/embeddings', { ...compat, format: 'embeddings' }],
  ['/v1/a/g/compat/models', { kind: 'compat-models', ...place }],
  ['/v1/a/g/compat', undefined],
  ['/v1/a/g/nobody/chat/completions', { kind: 'invalid-provider', ...place }],
  [
    '/v1/a/g/openai/v1/chat/completions',
    { kind: 'vendor', account: 'a', gateway: 'g', slug: 'openai', path: 'v1/chat/completions' },
  ],
  ['/v1/a/g/custom-x/y', { kind: 'vendor', account: 'a', gateway: 'g', slug: 'custom-x', path: 'y' }],
  ['/v1/a/g', { kind: 'universal', ...rest }],
  ['/v1/a/g/', { kind: 'universal', ...rest }],
  ['/v1/a', undefined],
  ['/v1', undefined],
  ['/', undefined],
  ['/v2/a/g', undefined],
];

const ai = '/client/v4/accounts/a/ai';
const logs = '/client/v4/accounts/a/ai-gateway/gateways/g';
const direct = { kind: 'run', account: 'a', gateway: undefined };
const log = { kind: 'log', ...rest, id: 'l', part: undefined };

const api: Rows = [
  [`${ai}/run/@cf/m/x`, { ...direct, surface: 'rest', format: 'native', model: '@cf/m/x' }],
  [`${ai}/run/@cf%2Fm%2Fx`, { ...direct, surface: 'rest', format: 'native', model: '@cf/m/x' }],
  [`${ai}/run`, { ...direct, surface: 'rest', format: 'native' }],
  [`${ai}/v1/chat/completions`, { ...direct, surface: 'openai', format: 'chat' }],
  [`${ai}/v1/none`, undefined],
  [`${ai}/other`, undefined],
  [ai, undefined],
  [`${ai}/models/search`, { kind: 'model-search', account: 'a', surface: 'rest' }],
  [`${ai}/models/schema`, { kind: 'model-schema', account: 'a', surface: 'rest' }],
  [`${ai}/tasks/search`, { kind: 'task-search', account: 'a', surface: 'rest' }],
  [`${ai}/constructor`, undefined],
  [`${ai}/models`, undefined],
  ['/client/v4/accounts/a/workers/run', undefined],
  ['/client/v4/accounts/a', undefined],
  ['/client/v4/accounts', undefined],
  ['/client/v4/zones/a/ai/run', undefined],
  ['/client/v5/accounts/a/ai/run', undefined],
  ['/other/v4/accounts/a/ai/run', undefined],
  [`${logs}/logs`, { kind: 'logs', ...rest }],
  [`${logs}/logs/l`, log],
  [`${logs}/logs/l/request`, { ...log, part: 'request' }],
  [`${logs}/logs/l/response`, { ...log, part: 'response' }],
  [`${logs}/logs/l/other`, undefined],
  [`${logs}/url/openai`, { kind: 'url', ...rest, provider: 'openai' }],
  [`${logs}/url`, { kind: 'url', ...rest, provider: 'universal' }],
  [`${logs}/datasets`, undefined],
  [logs, { kind: 'gateway', ...rest }],
  ['/client/v4/accounts/a/ai-gateway/gateways', { kind: 'gateways', account: 'a', surface: 'rest' }],
  ['/client/v4/accounts/a/ai-gateway', undefined],
  ['/client/v4/accounts/a/ai-gateway/other/g/logs', undefined],
];

const bound = { account: 'binding', surface: 'binding' };

const binding: Rows = [
  ['/run?version=3', { kind: 'run', ...bound, gateway: undefined, format: 'native' }],
  ['/ai-gateway/run', { kind: 'run', ...bound, gateway: undefined, format: 'native' }],
  ['/ai-api/models/search', { kind: 'model-search', ...bound }],
  ['/ai-gateway/universal/run/g', { kind: 'universal', ...bound, gateway: 'g' }],
  ['/ai-gateway/universal/run', undefined],
  ['/ai-gateway/universal/other/g', undefined],
  ['/ai-gateway/other/run/g', undefined],
  ['/other/universal/run/g', undefined],
  ['/ai-gateway/gateways/g/logs/l', { kind: 'log', ...bound, gateway: 'g', id: 'l', part: undefined }],
  ['/ai-gateway/gateways/g/url/openai', { kind: 'url', ...bound, gateway: 'g', provider: 'openai' }],
  ['/other/gateways/g/logs', undefined],
  ['/v1/a/g', undefined],
];

describe.each([
  ['the gateway', 'https://h', gateway],
  ['Cloudflare’s API', 'https://h', api],
  ['env.AI', 'https://workers-binding.ai', binding],
] as const)('paths of %s', (_name, origin, rows) => {
  test.each(rows)('routes %s', (path, route) => {
    expect(routeOf(new URL(origin + path))).toStrictEqual(route);
  });
});
