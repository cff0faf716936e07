import { expect, test } from 'vitest';
import type { Endpoint } from '../../src/transport/transport.ts';
import { buildEntries } from '../../src/transport/universal.ts';

test.each<[model: string, endpoint: Endpoint, expected: object]>([
  ['@cf/a/b', 'run', { provider: 'workers-ai', endpoint: '@cf/a/b', query: { prompt: 'Hi' } }],
  ['run/@cf/a/b', 'run', { provider: 'workers-ai', endpoint: '@cf/a/b', query: { prompt: 'Hi' } }],
  ['@cf/my/run/b', 'run', { provider: 'workers-ai', endpoint: '@cf/my/run/b', query: { prompt: 'Hi' } }],
  [
    '@cf/a/b',
    'chat/completions',
    { provider: 'workers-ai', endpoint: 'v1/chat/completions', query: { model: '@cf/a/b', prompt: 'Hi' } },
  ],
  [
    'openai/gpt-5.5',
    'chat/completions',
    { provider: 'compat', endpoint: 'chat/completions', query: { model: 'openai/gpt-5.5', prompt: 'Hi' } },
  ],
])('the entry of %s for %s', (model, endpoint, expected) => {
  const leg = { model, endpoint, inputs: { prompt: 'Hi' }, gateway: {}, headers: {} };
  expect(buildEntries([leg], {})).toEqual([
    { ...expected, headers: { 'content-type': 'application/json' }, config: {} },
  ]);
});
