import { expect, test } from 'vitest';
import { answerLog, answerLogs } from '../../../src/local-gateway/management/logs.ts';
import { listCompatModels, searchModels } from '../../../src/local-gateway/management/models.ts';
import { pageOf } from '../../../src/local-gateway/management/page.ts';
import type { ModelAnswer } from '../../../src/local-gateway/run/call.ts';
import { createState } from '../../../src/local-gateway/state.ts';
import { log } from '../gateway/calls.ts';

const read = ({ status, body }: ModelAnswer) => ({ status, body: JSON.parse(String(body)) });

test.each<[string, object, number[]]>([
  ['', { count: 3, page: 1, per_page: 3, total_count: 7, total_pages: 3 }, [1, 2, 3]],
  ['page=3', { count: 1, page: 3, per_page: 3, total_count: 7, total_pages: 3 }, [7]],
  ['page=4', { count: 0, page: 4, per_page: 3, total_count: 7, total_pages: 3 }, []],
  ['page=0', { count: 3, page: 1 }, [1, 2, 3]],
  ['page=-2', { count: 3, page: 1 }, [1, 2, 3]],
  ['page=x', { count: 3, page: 1 }, [1, 2, 3]],
  ['per_page=2&page=2', { count: 2, page: 2, per_page: 2, total_pages: 4 }, [3, 4]],
  ['per_page=0', { count: 3, per_page: 3 }, [1, 2, 3]],
  ['per_page=-1', { count: 1, per_page: 1 }, [1]],
  ['per_page=x', { count: 3, per_page: 3 }, [1, 2, 3]],
  ['per_page=100', { count: 7, per_page: 100, total_pages: 1 }, [1, 2, 3, 4, 5, 6, 7]],
])('a page: %s', (query, info, items) => {
  const page = pageOf([1, 2, 3, 4, 5, 6, 7], new URLSearchParams(query), 3);
  expect(page.items).toEqual(items);
  expect(page.info).toMatchObject(info);
});

function gateway() {
  const state = createState({});
  state.logs.add(log({ id: '1', request_head: '{"prompt":"Tea"}', response_head: 'oops' }));
  state.logs.add(log({ id: '2', request_head: 'x', response_head: '{"response":"TEA"}' }));
  state.logs.add(log({ id: '3', gateway: 'h' }));
  const ids = () => state.logs.entries.map(({ id }) => id).join('');
  const list = (query = '', method = 'GET') =>
    read(
      answerLogs({
        account: 'a',
        gateway: 'g',
        method,
        query: new URLSearchParams(query),
        body: undefined,
        state,
      }),
    );
  const one = (
    id: string,
    more: {
      method?: string;
      body?: unknown;
      part?: 'request' | 'response';
      surface?: 'rest' | 'binding';
    } = {},
  ) => {
    const { method = 'GET', body, part, surface = 'rest' } = more;
    const query = new URLSearchParams();
    return read(answerLog({ account: 'a', gateway: 'g', id, part, surface, method, body, query, state }));
  };
  return { state, ids, list, one };
}

test('a list of logs, the newest first, without the names that its URL holds', () => {
  const { list } = gateway();
  const { status, body } = list('per_page=1');
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    result: [expect.objectContaining({ id: '2', model: '@cf/m/x' })],
    errors: [],
    messages: [],
    result_info: { count: 1, page: 1, per_page: 1, total_count: 2, total_pages: 2 },
  });
  expect(body.result[0]).not.toHaveProperty('account');
  expect(body.result[0]).not.toHaveProperty('gateway');
  expect(list('').body.result_info.per_page).toBe(20);
});

test.each([
  ['search=tea', '21'],
  ['search=TEA', '21'],
  ['search=prompt', '1'],
  ['search=coffee', ''],
  ['filters=[{"key":"id","operator":"eq","value":["1"]}]', '1'],
])('found by %s', (query, found) => {
  const { list } = gateway();
  expect(
    list(query)
      .body.result.map(({ id }: { id: string }) => id)
      .join(''),
  ).toBe(found);
});

test('a filter that is none is refused, and forgets nothing', () => {
  const { list, ids } = gateway();
  for (const method of ['GET', 'DELETE']) {
    expect(list('filters=oops', method)).toEqual({
      status: 400,
      body: {
        errors: [{ code: 7001, message: 'Invalid filter' }],
        success: false,
        result: null,
        messages: [],
      },
    });
  }
  expect(ids()).toBe('123');
});

test('DELETE forgets what matches, in its gateway', () => {
  const { list, ids } = gateway();
  expect(list('search=prompt', 'DELETE')).toEqual({ status: 200, body: { success: true } });
  expect(ids()).toBe('23');
  list('', 'DELETE');
  expect(ids()).toBe('3');
});

test('one log, and the bodies that it knows', () => {
  const { one } = gateway();
  expect(one('1')).toMatchObject({ status: 200, body: { success: true, result: { id: '1' } } });
  expect(one('1').body.result).not.toHaveProperty('account');
  expect(one('1', { part: 'request' })).toEqual({ status: 200, body: { prompt: 'Tea' } });
  expect(one('1', { part: 'response' })).toEqual({ status: 200, body: {} });
  expect(one('2', { part: 'request' })).toEqual({ status: 200, body: {} });
  expect(one('2', { part: 'response' })).toEqual({ status: 200, body: { response: 'TEA' } });
});

test('one that is not there, or of another gateway', () => {
  const { one } = gateway();
  const answer = (message: string, success: boolean) => ({
    status: 404,
    body: { errors: [{ code: 7002, message }], success, result: null, messages: [] },
  });
  expect(one('none')).toEqual(answer('Log not found', false));
  expect(one('3')).toEqual(answer('Log not found', false));
  expect(one('3', { surface: 'binding' })).toEqual(answer('Not Found', true));
});

test.each<[unknown, object]>([
  [{ feedback: 1 }, { feedback: 1, score: null, metadata: null }],
  [{ feedback: -1 }, { feedback: -1 }],
  [{ feedback: null }, { feedback: null }],
  [{ score: 0 }, { score: 0, feedback: null }],
  [{ score: 100 }, { score: 100 }],
  [{ score: null }, { score: null }],
  [{ metadata: { a: 1, b: 'x' } }, { metadata: { a: 1, b: 'x' } }],
  [{ metadata: null }, { metadata: null }],
  [{}, { feedback: null, score: null, metadata: null }],
])('a patch %j', (body, expected) => {
  const { one, state } = gateway();
  const { status, body: answer } = one('1', { method: 'PATCH', body });
  expect(status).toBe(200);
  expect(answer.result).toMatchObject({ id: '1', ...expected });
  expect(state.logs.entries[0]).toMatchObject(expected);
});

test('null takes feedback and score away, and what is not named stays', () => {
  const { one } = gateway();
  one('1', { method: 'PATCH', body: { feedback: 1, score: 50 } });
  expect(one('1', { method: 'PATCH', body: { feedback: null } }).body.result).toMatchObject({
    feedback: null,
    score: 50,
  });
  expect(one('1', { method: 'PATCH', body: { score: null } }).body.result).toMatchObject({ score: null });
});

test.each([
  [{ feedback: 0 }, 'feedback must be -1 or 1'],
  [{ feedback: '1' }, 'feedback must be -1 or 1'],
  [{ score: -1 }, 'score must be between 0 and 100'],
  [{ score: 101 }, 'score must be between 0 and 100'],
  [{ score: '5' }, 'score must be between 0 and 100'],
  [{ feedback: 1, score: 101 }, 'score must be between 0 and 100'],
  [[1], 'the body must be a JSON object'],
  [undefined, 'the body must be a JSON object'],
])('a patch %j is refused: %s', (body, message) => {
  const { one, state } = gateway();
  expect(one('1', { method: 'PATCH', body })).toMatchObject({
    status: 400,
    body: { errors: [{ code: 7001, message }], success: false },
  });
  expect(state.logs.entries[0]).toMatchObject({ feedback: null, score: null });
});

interface ListedModel {
  name: string;
  [key: string]: unknown;
}

const on = (day: string) => ({ now: () => Date.parse(day) });

function search(query: string, clock = on('2026-11-17')) {
  const { body } = read(searchModels(new URLSearchParams(query), clock));
  return { info: body.result_info, models: body.result as ListedModel[] };
}

test('the models there are, fifty at a time', () => {
  const { info, models } = search('');
  expect(models).toHaveLength(50);
  expect(info).toMatchObject({ page: 1, per_page: 50 });
  expect(info.total_count).toBeGreaterThan(80);
});

test('a model as the API lists it', () => {
  expect(search('search=LLAMA-3.3-70b').models).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      source: 1,
      name: '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
      description: '',
      task: { id: 'c329a1f9-323d-4e91-b2aa-582dd4188d34', name: 'Text Generation', description: '' },
      tags: [],
      properties: [
        { property_id: 'context_window', value: '24000' },
        { property_id: 'function_calling', value: 'true' },
        { property_id: 'async_queue', value: 'true' },
      ],
    },
  ]);
  expect(search('search=gemma-4-26b').models[0]?.properties).toEqual([
    { property_id: 'context_window', value: '256000' },
    { property_id: 'function_calling', value: 'true' },
    { property_id: 'reasoning', value: 'true' },
    { property_id: 'vision', value: 'true' },
    { property_id: 'async_queue', value: 'true' },
  ]);
  expect(search('search=gemma-2b-it-lora').models[0]?.properties).toEqual([]);
});

test.each([
  ['2026-05-29', '', 1],
  ['2026-05-30', '', 0],
  ['2026-05-30', '&include_deprecated=true', 1],
  ['2026-08-29', '&include_deprecated=true', 1],
  ['2026-08-30', '&include_deprecated=true', 0],
])('a model retired on 2026-05-30 is listed on %s%s: %i', (day, query, count) => {
  expect(search(`search=phi-2${query}`, on(day)).models).toHaveLength(count);
});

test('models in the format of OpenRouter', () => {
  const query = new URLSearchParams('format=openrouter&search=kimi-k2.6');
  const { body } = read(searchModels(query, on('2026-11-17')));
  expect(body.result).toEqual([
    {
      id: '@cf/moonshotai/kimi-k2.6',
      name: 'kimi-k2.6',
      input_modalities: ['text', 'image'],
      output_modalities: ['text'],
      context_length: 262_144,
      max_output_length: 262_144,
      pricing: { prompt: '0.0000009500', completion: '0.0000040000', input_cache_read: '0.0000001600' },
      supported_features: ['tools', 'reasoning'],
      reasoning: { supported_efforts: ['high', 'none'], default_effort: 'high', mandatory: false },
    },
  ]);
  expect(body).toMatchObject({ success: true, data: body.result, result_info: { total_count: 1 } });
});

test('ids differ from model to model, and are the same each time', () => {
  const ids = search('per_page=500').models.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(search('per_page=500').models.map(({ id }) => id)).toEqual(ids);
});

test.each([
  ['author=meta&per_page=500', /^@cf\/meta\//],
  ['author=META&per_page=500', /^@cf\/meta\//],
  ['task=text%20embeddings&per_page=500', /bge|embedding|plamo/],
  ['author=baai&task=Text Embeddings', /^@cf\/baai\/bge-(?!reranker)/],
])('models by %s', (query, names) => {
  const { models } = search(query);
  expect(models.length).toBeGreaterThan(1);
  for (const { name } of models) expect(name).toMatch(names);
});

test.each(['author=nobody', 'task=none', 'search=nothing'])('no models by %s', query => {
  expect(search(query)).toEqual({
    models: [],
    info: { count: 0, page: 1, per_page: 50, total_count: 0, total_pages: 0 },
  });
});

test('each task has an id of its own', () => {
  const tasks = search('per_page=500').models.map(({ task }) => task as { id: string; name: string });
  const ids = new Map(tasks.map(({ id, name }) => [id, name]));
  expect(Object.fromEntries(ids)).toMatchObject({
    'c329a1f9-323d-4e91-b2aa-582dd4188d34': 'Text Generation',
    '0137cdcf-162a-4108-94f2-1ca59e8c65ee': 'Text Embeddings',
    '3d6e1f35-341b-4915-a6c8-9a7142a9033a': 'Text-to-Image',
    '19606750-23ed-4371-aab2-c20349b53a60': 'Text Classification',
    'dfce1c48-2a81-462e-a7fd-de97ce985207': 'Automatic Speech Recognition',
    'b52660a1-9a95-4ab2-8b1d-f232be34604a': 'Text-to-Speech',
  });
  expect(ids.size).toBe(new Set(tasks.map(({ name }) => name)).size);
});

test('the models of the OpenAI-compatible endpoint', () => {
  const { status, body } = read(listCompatModels(on('2026-11-17')));
  expect([status, body.object]).toEqual([200, 'list']);
  const of = (id: string) => body.data.find((model: { id: string }) => model.id === id);
  expect(of('workers-ai/@cf/meta/llama-3.3-70b-instruct-fp8-fast')).toEqual({
    id: 'workers-ai/@cf/meta/llama-3.3-70b-instruct-fp8-fast',
    object: 'model',
    created_at: 1763110152,
    cost_in: 0.293 / 1e6,
    cost_out: 2.253 / 1e6,
    owned_by: 'workers-ai',
  });
  expect(of('workers-ai/@cf/google/gemma-2b-it-lora')).toMatchObject({ cost_in: 0, cost_out: 0 });
  expect(body.data.filter(({ id }: { id: string }) => id.endsWith('/phi-2'))).toEqual([]);
  expect(of('workers-ai/@cf/baai/bge-m3')).toBeDefined();
  expect(of('workers-ai/@cf/openai/whisper')).toBeUndefined();
});
