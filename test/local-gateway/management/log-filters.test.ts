import { expect, test } from 'vitest';
import { filterLogs, orderLogs } from '../../../src/local-gateway/management/log-filters.ts';
import { log } from '../gateway/calls.ts';

const logs = [
  log({
    id: '1',
    created_at: '2026-01-01T00:00:00.000Z',
    model: '@cf/m/x',
    cost: 0.5,
    tokens_in: 1,
    tokens_out: 2,
    duration: 30,
    metadata: { user: 'ada', team: 'a' },
    event_id: 'e1',
    user_agent: 'node',
    feedback: 1,
  }),
  log({
    id: '2',
    created_at: '2026-01-02T00:00:00.000Z',
    model: '@cf/m/y',
    model_type: 'Text Embeddings',
    provider: 'other',
    cost: 1.5,
    tokens_in: 10,
    tokens_out: 20,
    duration: 20,
    success: false,
    cached: true,
    request_type: 'stream',
    request_content_type: 'text/plain',
    response_content_type: 'text/event-stream',
    metadata: { user: 'bob' },
    event_id: 'e2',
    user_agent: 'curl',
  }),
  log({
    id: '3',
    created_at: '2026-01-03T00:00:00.000Z',
    model: '@hf/m/z',
    cost: 1.5,
    tokens_in: 5,
    tokens_out: 5,
    duration: 10,
    event_id: 'e3',
    feedback: -1,
    user_agent: '',
  }),
];

const ids = (found: readonly { id: string }[] | undefined) => found?.map(({ id }) => id).join('');

test.each<[key: string, operator: string, value: unknown, found: string]>([
  ['id', 'eq', '2', '2'],
  ['id', 'eq', ['1', '3'], '13'],
  ['id', 'eq', 2, '2'],
  ['id', 'neq', ['2'], '13'],
  ['id', 'neq', [2], '13'],
  ['created_at', 'gt', ['2026-01-02T00:00:00.000Z'], '3'],
  ['created_at', 'lt', ['2026-01-02T00:00:00.000Z'], '1'],
  ['request_content_type', 'eq', ['text/plain'], '2'],
  ['response_content_type', 'contains', ['event'], '2'],
  ['request_type', 'eq', ['stream'], '2'],
  ['success', 'eq', [false], '2'],
  ['success', 'eq', ['true'], '13'],
  ['cached', 'eq', [true], '2'],
  ['provider', 'eq', ['other'], '2'],
  ['model', 'contains', ['@cf'], '12'],
  ['model_type', 'eq', ['Text Embeddings'], '2'],
  ['cost', 'gt', [0.5], '23'],
  ['cost', 'gt', ['0.5'], '23'],
  ['cost', 'lt', [1.5], '1'],
  ['tokens', 'eq', [10], '3'],
  ['tokens', 'gt', [10], '2'],
  ['tokens', 'lt', [10], '1'],
  ['tokens_in', 'eq', [10], '2'],
  ['tokens_out', 'eq', [5], '3'],
  ['duration', 'lt', [20], '3'],
  ['duration', 'gt', [20], '1'],
  // As numbers: 9 is less than 10, though not as text.
  ['duration', 'gt', [9], '123'],
  ['feedback', 'eq', [-1], '3'],
  ['feedback', 'eq', [null], '2'],
  ['event_id', 'eq', ['e3'], '3'],
  ['user_agent', 'eq', ['curl'], '2'],
  ['user_agent', 'eq', [''], '3'],
  ['metadata.key', 'eq', ['team'], '1'],
  ['metadata.value', 'eq', ['bob'], '2'],
  ['metadata.value', 'contains', ['a'], '1'],
  ['metadata.key', 'neq', ['user'], '1'],
  ['id', 'eq', [], ''],
])('%s %s %j', (key, operator, value, found) => {
  expect(ids(filterLogs(logs, JSON.stringify([{ key, operator, value }])))).toBe(found);
});

test('all filters must hold, and none leaves all', () => {
  const filters = [
    { key: 'cost', operator: 'eq', value: [1.5] },
    { key: 'duration', operator: 'eq', value: [10] },
  ];
  expect(ids(filterLogs(logs, JSON.stringify(filters)))).toBe('3');
  expect(ids(filterLogs(logs, '[]'))).toBe('123');
  expect(ids(filterLogs(logs, null))).toBe('123');
});

test.each([
  'oops',
  '{}',
  '[1]',
  '[{"key":"nope","operator":"eq","value":[1]}]',
  '[{"operator":"eq","value":[1]}]',
  '[{"key":"id","operator":"nope","value":[1]}]',
  '[{"key":"id","value":[1]}]',
  '[{"key":"constructor","operator":"eq","value":[1]}]',
  '[{"key":"id","operator":"constructor","value":[1]}]',
])('filters %s are none', filters => {
  expect(filterLogs(logs, filters)).toBeUndefined();
});

test.each([
  ['', '321'],
  ['order_by=created_at', '321'],
  ['order_by=created_at&order_by_direction=asc', '123'],
  ['order_by=created_at&order_by_direction=desc', '321'],
  ['order_by=duration&order_by_direction=asc', '321'],
  ['order_by=duration', '123'],
  // Two that are equal: the later one first, either way.
  ['order_by=cost', '321'],
  ['order_by=cost&order_by_direction=asc', '132'],
  ['order_by=nope', '321'],
])('ordered by %s', (query, order) => {
  expect(ids(orderLogs([...logs], new URLSearchParams(query)))).toBe(order);
});
