import { expect, test } from 'vitest';
import { routeOf } from '../../../src/local-gateway/http/routes.ts';

const rest = { account: 'a', gateway: 'g', surface: 'rest' } as const;
const api = { account: 'a', gateway: undefined } as const;
const bound = { account: 'binding', surface: 'binding' } as const;

test.each<[string, unknown]>([
  // Through the gateway.
  [
    'https://h/v1/a/g/workers-ai/@cf/m/x',
    { kind: 'run', ...rest, format: 'native', model: '@cf/m/x', prefixed: false },
  ],
  [
    'https://h/v1/a/g/workers-ai/run/@cf/m/x',
    { kind: 'run', ...rest, format: 'native', model: '@cf/m/x', prefixed: true },
  ],
  [
    'https://h/v1/a/g/workers-ai/%40cf%2Fm%2Fx',
    { kind: 'run', ...rest, format: 'native', model: '@cf/m/x', prefixed: false },
  ],
  [
    'https://h/v1/a/g/workers-ai/%zz/x',
    { kind: 'run', ...rest, format: 'native', model: '%zz/x', prefixed: false },
  ],
  [
    'https://h//v1//a/g/workers-ai/m/?q=1',
    { kind: 'run', ...rest, format: 'native', model: 'm', prefixed: false },
  ],
  ['https://h/v1/a/g/workers-ai', undefined],
  ['https://h/v1/a/g/workers-ai/run', undefined],
  [
    'https://h/v1/a/g/workers-ai/v1/chat/completions',
    { kind: 'run', account: 'a', gateway: 'g', surface: 'openai', format: 'chat' },
  ],
  [
    'https://h/v1/a/g/workers-ai/v1/embeddings',
    { kind: 'run', account: 'a', gateway: 'g', surface: 'openai', format: 'embeddings' },
  ],
  [
    'https://h/v1/a/g/workers-ai/v1/responses',
    { kind: 'run', account: 'a', gateway: 'g', surface: 'openai', format: 'responses' },
  ],
  ['https://h/v1/a/g/workers-ai/v1/models', undefined],
  ['https://h/v1/a/g/workers-ai/v1/constructor', undefined],
  [
    'https://h/v1/a/g/compat/chat/completions',
    { kind: 'run', account: 'a', gateway: 'g', surface: 'compat', format: 'chat' },
  ],
  [
    'https://h/v1/a/g/compat/embeddings',
    { kind: 'run', account: 'a', gateway: 'g', surface: 'compat', format: 'embeddings' },
  ],
  ['https://h/v1/a/g/compat/models', { kind: 'compat-models', account: 'a', gateway: 'g' }],
  ['https://h/v1/a/g/compat', undefined],
  ['https://h/v1/a/g/openai/chat/completions', { kind: 'invalid-provider', account: 'a', gateway: 'g' }],
  ['https://h/v1/a/g', { kind: 'universal', ...rest }],
  ['https://h/v1/a/g/', { kind: 'universal', ...rest }],
  ['https://h/v1/a', undefined],
  ['https://h/v1', undefined],
  ['https://h/', undefined],
  ['https://h/v2/a/g', undefined],
  // Cloudflare's API.
  [
    'https://h/client/v4/accounts/a/ai/run/@cf/m/x',
    { kind: 'run', ...api, surface: 'rest', format: 'native', model: '@cf/m/x' },
  ],
  [
    'https://h/client/v4/accounts/a/ai/run/@cf%2Fm%2Fx',
    { kind: 'run', ...api, surface: 'rest', format: 'native', model: '@cf/m/x' },
  ],
  ['https://h/client/v4/accounts/a/ai/run', { kind: 'run', ...api, surface: 'rest', format: 'native' }],
  [
    'https://h/client/v4/accounts/a/ai/v1/chat/completions',
    { kind: 'run', ...api, surface: 'openai', format: 'chat' },
  ],
  ['https://h/client/v4/accounts/a/ai/v1/none', undefined],
  ['https://h/client/v4/accounts/a/ai/other', undefined],
  ['https://h/client/v4/accounts/a/ai', undefined],
  [
    'https://h/client/v4/accounts/a/ai/models/search',
    { kind: 'model-search', account: 'a', surface: 'rest' },
  ],
  ['https://h/client/v4/accounts/a/ai/models', undefined],
  ['https://h/client/v4/accounts/a/workers/run', undefined],
  ['https://h/client/v4/accounts/a', undefined],
  ['https://h/client/v4/accounts', undefined],
  ['https://h/client/v4/zones/a/ai/run', undefined],
  ['https://h/client/v5/accounts/a/ai/run', undefined],
  ['https://h/other/v4/accounts/a/ai/run', undefined],
  ['https://h/client/v4/accounts/a/ai-gateway/gateways/g/logs', { kind: 'logs', ...rest }],
  [
    'https://h/client/v4/accounts/a/ai-gateway/gateways/g/logs/l',
    { kind: 'log', ...rest, id: 'l', part: undefined },
  ],
  [
    'https://h/client/v4/accounts/a/ai-gateway/gateways/g/logs/l/request',
    { kind: 'log', ...rest, id: 'l', part: 'request' },
  ],
  [
    'https://h/client/v4/accounts/a/ai-gateway/gateways/g/logs/l/response',
    { kind: 'log', ...rest, id: 'l', part: 'response' },
  ],
  ['https://h/client/v4/accounts/a/ai-gateway/gateways/g/logs/l/other', undefined],
  [
    'https://h/client/v4/accounts/a/ai-gateway/gateways/g/url/openai',
    { kind: 'url', ...rest, provider: 'openai' },
  ],
  [
    'https://h/client/v4/accounts/a/ai-gateway/gateways/g/url',
    { kind: 'url', ...rest, provider: 'universal' },
  ],
  ['https://h/client/v4/accounts/a/ai-gateway/gateways/g/datasets', undefined],
  ['https://h/client/v4/accounts/a/ai-gateway/gateways/g', undefined],
  ['https://h/client/v4/accounts/a/ai-gateway/gateways', undefined],
  ['https://h/client/v4/accounts/a/ai-gateway/other/g/logs', undefined],
  // What env.AI calls.
  [
    'https://workers-binding.ai/run?version=3',
    { kind: 'run', ...bound, gateway: undefined, format: 'native' },
  ],
  [
    'https://workers-binding.ai/ai-gateway/run',
    { kind: 'run', ...bound, gateway: undefined, format: 'native' },
  ],
  ['https://workers-binding.ai/ai-api/models/search', { kind: 'model-search', ...bound }],
  ['https://workers-binding.ai/ai-gateway/universal/run/g', { kind: 'universal', ...bound, gateway: 'g' }],
  ['https://workers-binding.ai/ai-gateway/universal/run', undefined],
  ['https://workers-binding.ai/ai-gateway/universal/other/g', undefined],
  ['https://workers-binding.ai/ai-gateway/other/run/g', undefined],
  ['https://workers-binding.ai/other/universal/run/g', undefined],
  [
    'https://workers-binding.ai/ai-gateway/gateways/g/logs/l',
    { kind: 'log', ...bound, gateway: 'g', id: 'l', part: undefined },
  ],
  [
    'https://workers-binding.ai/ai-gateway/gateways/g/url/openai',
    { kind: 'url', ...bound, gateway: 'g', provider: 'openai' },
  ],
  ['https://workers-binding.ai/other/gateways/g/logs', undefined],
  ['https://workers-binding.ai/v1/a/g', undefined],
])('%s', (url, route) => {
  expect(routeOf(new URL(url))).toStrictEqual(route);
});
