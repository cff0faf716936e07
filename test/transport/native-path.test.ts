import { expect, test } from 'vitest';
import { createWorkersAI, type WorkersAISettings } from 'workers-ai-gateway';
import { hi } from '../sdk/v1/call-options.ts';
import { json, rejection, settings, stubFetch } from './stub-fetch.ts';

const model = '@cf/zai-org/glm-4.7-flash';
const native = 'https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai';
const answer = () => json({ result: { response: 'Hi' }, success: true });
const failure = (code: number, status: number) =>
  json({ success: false, errors: [{ code, message: 'No route for that URI' }] }, { status });

function open(answers: readonly Response[], extra: WorkersAISettings = {}) {
  const { fetch, sent } = stubFetch(...answers);
  return {
    workersai: createWorkersAI({ ...settings, ...extra, fetch }),
    paths: () => sent.map(({ url }) => url),
  };
}

test.each([
  [7000, 404],
  [7003, 404],
  [7003, 400],
])('where the documented URL has no route (%i/%i), run/ is tried once, and kept', async (code, status) => {
  const { workersai, paths } = open([failure(code, status), answer(), answer()]);
  expect(await workersai(model).doGenerate(hi)).toMatchObject({ text: 'Hi' });
  expect(await workersai(model).doGenerate(hi)).toMatchObject({ text: 'Hi' });
  expect(paths()).toEqual([`${native}/${model}`, `${native}/run/${model}`, `${native}/run/${model}`]);
});

test('recognizes a missing route in JSON with spaces', async () => {
  const spaced = new Response('{ "errors" : [ { "code" : 7003 } ] }', { status: 404 });
  const { workersai } = open([spaced, answer()]);
  expect(await workersai(model).doGenerate(hi)).toMatchObject({ text: 'Hi' });
});

test('run/, once kept, is tried once, even where it has no route any more', async () => {
  const { workersai, paths } = open([failure(7003, 404), answer(), failure(7003, 404)]);
  await workersai(model).doGenerate(hi);
  expect(await rejection(workersai(model).doGenerate(hi))).toMatchObject({ data: { code: 7003 } });
  expect(paths()).toHaveLength(3);
});

test('another failure of the second URL is the answer', async () => {
  const { workersai } = open([failure(7003, 404), failure(5007, 400)]);
  expect(await rejection(workersai(model).doGenerate(hi))).toMatchObject({ data: { code: 5007 } });
});

test('where neither URL has a route, the first error is thrown', async () => {
  const { workersai, paths } = open([failure(7000, 404), failure(7003, 404), answer()]);
  expect(await rejection(workersai(model).doGenerate(hi))).toMatchObject({
    url: `${native}/${model}`,
    data: { code: 7000 },
  });
  await workersai(model).doGenerate(hi);
  expect(paths()[2]).toBe(`${native}/${model}`);
});

test.each([
  { what: 'a 7000 about the body', answers: [failure(7000, 500)], id: model, extra: {} },
  { what: 'another code', answers: [failure(5007, 400)], id: model, extra: {} },
  { what: 'an id of another form', answers: [failure(7003, 404)], id: 'vendor/model', extra: {} },
  { what: 'an id with run/', answers: [failure(7003, 404)], id: `run/${model}`, extra: {} },
  { what: 'the API route', answers: [failure(7003, 404)], id: model, extra: { route: 'api' as const } },
  {
    what: 'the openai format',
    answers: [failure(7003, 404)],
    id: model,
    extra: { format: 'openai' as const },
  },
])('$what is not sent again', async ({ answers, id, extra }) => {
  const { workersai, paths } = open(answers, extra);
  await rejection(workersai(id).doGenerate(hi));
  expect(paths()).toHaveLength(1);
});

test('a stream as the body is sent once', async () => {
  const { workersai, paths } = open([failure(7003, 404)]);
  await rejection(workersai.run('@cf/openai/whisper', new Blob(['a']).stream()));
  expect(paths()).toHaveLength(1);
});
