import { expect, test } from 'vitest';
import { createWorkersAI, type WorkersAISettings } from 'workers-ai-gateway/ai7';
import { json, rejection, settings, sse, stubFetch } from '../transport/stub-fetch.ts';

const listed = '@cf/meta/llama-4-scout-17b-16e-instruct';
const unlisted = '@cf/zai-org/glm-4.7-flash';
const schema = { type: 'object', properties: { city: { type: 'string' } } } as const;
const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Where?' }] }];
const asked = { prompt, responseFormat: { type: 'json' as const, schema } };
const whole = () => json({ result: { response: { city: 'Lisbon' } }, success: true });
const refusal = (status = 400) =>
  json(
    {
      errors: [{ code: 5023, message: 'JSON Schema mode is not supported with stream mode.' }],
      success: false,
    },
    { status },
  );

async function stream(
  answers: readonly Response[],
  { id, call = asked, ...extra }: { id: string; call?: object } & WorkersAISettings,
) {
  const { fetch, sent } = stubFetch(...answers);
  const result = await createWorkersAI({ ...settings, ...extra, fetch })(id).doStream({ ...asked, ...call });
  const parts = [];
  for await (const part of result.stream) parts.push(part);
  return { parts, streams: sent.map(({ body }) => Object(body).stream) };
}

const text = { type: 'text-delta', delta: '{"city":"Lisbon"}' };
const notes = { workersai: { notes: [expect.stringMatching(/JSON schema with streaming/)] } };

test('a model that refuses a schema in a stream is asked whole, and answers as a stream', async () => {
  const { parts, streams } = await stream([whole()], { id: listed });
  expect(streams).toEqual([undefined]);
  expect(parts).toMatchObject([
    { type: 'stream-start' },
    { type: 'text-start' },
    text,
    { type: 'text-end' },
    { type: 'finish', providerMetadata: notes },
  ]);
});

test.each([400, 200])('a model that answers 5023 with status %i is asked once more, whole', async status => {
  const { parts, streams } = await stream([refusal(status), whole()], { id: unlisted });
  expect(streams).toEqual([true, undefined]);
  expect(parts).toMatchObject([{}, {}, text, {}, { type: 'finish', providerMetadata: notes }]);
});

test('a second 5023 is the error', async () => {
  expect(await rejection(stream([refusal(), refusal()], { id: unlisted }))).toMatchObject({
    data: { code: 5023 },
  });
});

test('without a schema a 5023 is an error at once', async () => {
  const call = { responseFormat: { type: 'json' } };
  expect(await rejection(stream([refusal(), whole()], { id: unlisted, call }))).toMatchObject({
    data: { code: 5023 },
  });
});

test('without a schema a listed model streams', async () => {
  const answer = sse('data: {"response":"Hi"}\n\ndata: [DONE]\n\n');
  const { streams } = await stream([answer], { id: listed, call: { responseFormat: undefined } });
  expect(streams).toEqual([true]);
});
