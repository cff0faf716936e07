import { experimental_decide as decide } from 'ai-7';
import { experimental_decide as firstDecide } from 'ai-7.0.128';
import { describe, expect, test } from 'vitest';
import { createWorkersAI as createWorkersAIV3 } from 'workers-ai-gateway/ai6';
import { createWorkersAI, readMetadata } from 'workers-ai-gateway/ai7';
import { json, rejection, settings, stubFetch } from '../transport/stub-fetch.ts';

const clef = '@cf/cloudflare/clef';

const answer = (answers: object, usage?: object) =>
  json(
    { result: { model: 'clef', answers, ...(usage && { usage }) }, success: true, errors: [], messages: [] },
    { headers: { 'cf-aig-log-id': 'log' } },
  );

const create = (...answers: readonly Response[]) => {
  const { fetch, sent } = stubFetch(...answers);
  const workersai = createWorkersAI({ ...settings, fetch });
  return { sent, model: workersai.decision(clef), workersai };
};

const urgent = { type: 'boolean', instructions: 'Is it urgent?' } as const;
const team = { type: 'choice', instructions: 'Who?', criteria: { billing: 'money', tech: null } } as const;
const anger = {
  type: 'score',
  instructions: 'How angry?',
  criteria: ['calm', 'annoyed', 'furious'],
} as const;
const yes = { type: 'noul', noul: 0.9 };

test('AI SDK 7 has decision models, and AI SDK 6 has none, in types too', () => {
  for (const open of ['decision', 'decisionModel'] as const) {
    expect(createWorkersAI(settings)[open](clef)).toMatchObject({
      specificationVersion: 'v4',
      provider: 'workersai.decision',
      modelId: clef,
      supportedQuestionTypes: ['boolean', 'choice', 'score'],
    });
  }
  // @ts-expect-error The method is missing.
  expect(createWorkersAIV3(settings).decisionModel).toBeUndefined();
});

test('decides on a boolean, a choice and a score', async () => {
  const { sent, model } = create(
    answer(
      {
        urgent: { type: 'noul', noul: 0.9731 },
        team: {
          type: 'choice',
          choice: 'tech',
          confidence: 0.91,
          probabilities: { billing: 0.0412, tech: 0.9588 },
        },
        anger: { type: 'score', score: 1.2, legend: {}, probabilities: { 0: 0.1, 1: 0.6, 2: 0.3 } },
      },
      { input_tokens: 123 },
    ),
  );
  const result = await decide({ model, state: 'It burns!', questions: { urgent, team, anger } });
  expect(result).toMatchObject({
    answers: {
      urgent: { type: 'boolean', probability: 0.9731 },
      team: { type: 'choice', choice: 'tech', probabilities: { billing: 0.0412, tech: 0.9588 } },
      anger: { type: 'score', score: 1.2, probabilities: { 0: 0.1, 1: 0.6, 2: 0.3 } },
    },
    rounding: { probabilityDecimals: 4, scoreDecimals: 4 },
    usage: { inputTokens: 123, outputTokens: undefined },
    warnings: [],
  });
  expect(readMetadata(result)).toEqual({ logId: 'log' });
  expect(sent).toMatchObject([{ url: `https://gateway.ai.cloudflare.com/v1/acc/gw/workers-ai/${clef}` }]);
  expect(sent[0]?.body).toEqual({
    model: 'clef',
    state: 'It burns!',
    questions: {
      urgent: { type: 'noul', instructions: 'Is it urgent?' },
      team: { type: 'choice', instructions: 'Who?', criteria: { billing: 'money', tech: null } },
      anger: { type: 'score', instructions: 'How angry?', criteria: ['calm', 'annoyed', 'furious'] },
    },
  });
});

test.each([
  {
    name: 'a boolean without instructions',
    question: { type: 'boolean', criteria: { true: 'it burns', false: { any: 1 } } } as const,
    wire: {
      type: 'noul',
      instructions: 'Judge by the criteria.\ntrue means: it burns\nfalse means: {"any":1}',
    },
  },
  {
    name: 'a boolean with both',
    question: { ...urgent, criteria: { true: 'it burns', false: null } },
    wire: { type: 'noul', instructions: 'Is it urgent?\ntrue means: it burns' },
  },
  {
    name: 'instructions as JSON',
    question: { type: 'boolean', instructions: { ask: 'urgent' } } as const,
    wire: { type: 'noul', instructions: '{"ask":"urgent"}' },
  },
])('sends $name as text', async ({ question, wire }) => {
  const { sent, model } = create(answer({ it: yes }));
  await decide({ model, state: 'Fire!', questions: { it: question } });
  expect(sent[0]?.body).toMatchObject({ questions: { it: wire } });
});

test('a choice and a score go without instructions and descriptions', async () => {
  const { sent, model } = create(
    answer({ a: { type: 'choice', choice: 'x' }, b: { type: 'score', score: 1 } }),
  );
  const { answers } = await decide({
    model,
    state: 'Fire!',
    questions: {
      a: { type: 'choice', criteria: { x: null, y: ['JSON'] } },
      b: { type: 'score', criteria: [null, 'high'] },
    },
  });
  expect(answers).toEqual({ a: { type: 'choice', choice: 'x' }, b: { type: 'score', score: 1 } });
  const instructions = 'Judge by the criteria.';
  expect(sent[0]?.body).toMatchObject({
    questions: {
      a: { instructions, criteria: { x: null, y: '["JSON"]' } },
      b: { instructions, criteria: ['0', 'high'] },
    },
  });
});

const png = 'iVBORw0KGgoAAAANSUhEUg==';
const jpeg = Uint8Array.of(255, 216, 255, 224, 0, 16);
const file = (data: string | Uint8Array, mediaType: string) => ({ type: 'file' as const, data, mediaType });

describe('a state', () => {
  test.each([
    { name: 'text', state: 'Fire!', expected: { state: 'Fire!' } },
    { name: 'JSON', state: { fire: true }, expected: { state: { fire: true } } },
    {
      name: 'parts',
      state: [
        { type: 'text' as const, text: 'Fire' },
        { type: 'json' as const, value: [1] },
      ],
      expected: { state: ['Fire', [1]] },
    },
    {
      name: 'images among text, named where they were',
      state: [file(png, 'image'), { type: 'text' as const, text: 'or' }, file(jpeg, 'image/*')],
      expected: {
        state: ['[image 1]', 'or', '[image 2]'],
        images: [`data:image/png;base64,${png}`, 'data:image/jpeg;base64,/9j/4AAQ'],
      },
    },
    {
      name: 'one image, by its bytes and not by its name',
      state: [file(png, 'image/webp')],
      expected: { state: '[image 1]', images: [`data:image/png;base64,${png}`] },
    },
    {
      name: 'an image of unknown bytes, by its name',
      state: [file('AAAA', 'image/webp')],
      expected: { state: '[image 1]', images: ['data:image/webp;base64,AAAA'] },
    },
  ])('may be $name', async ({ state, expected }) => {
    const { sent, model } = create(answer({ urgent: yes }));
    await decide({ model, state, questions: { urgent } });
    const { questions: _, ...rest } = Object(sent[0]?.body);
    expect(rest).toEqual({ model: 'clef', ...expected });
  });

  test.each([
    ['application/pdf', 'JVBERi0xLjQ='],
    ['image/gif', 'R0lGODlhAQABAIAAAA=='],
    ['image/gif', new URL('https://example.com/cat.gif')],
  ])('has no file of type %s', async (mediaType, data) => {
    const { sent, model } = create();
    const tagged = typeof data === 'string' ? { type: 'data', data } : { type: 'url', url: data };
    const call = model.doDecide({
      state: [{ type: 'file', mediaType, data: tagged }],
      questions: { urgent },
    });
    expect(await rejection(call)).toMatchObject({
      name: 'AI_UnsupportedFunctionalityError',
      message: expect.stringContaining(`do not take files of type ${mediaType}. Use text`),
    });
    expect(sent).toEqual([]);
  });
});

test.each([
  { state: 'Fire!', expected: 'Fire!' },
  { state: { fire: true }, expected: { fire: true } },
  { state: ['Fire!', { type: 'smoke' }], expected: ['Fire!', { type: 'smoke' }] },
])('the state $state of 7.0.128, which knows no parts, goes out as it is', async ({ state, expected }) => {
  const { sent, model } = create(answer({ urgent: yes }));
  await firstDecide({ model, state, questions: { urgent } });
  expect(sent[0]?.body).toMatchObject({ state: expected });
});

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`q${at}`, urgent]));
const options = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`o${at}`, null]));

test.each([
  { questions: many(65), message: 'Setting questions must have 1 to 64 entries, not 65.' },
  {
    questions: { it: { type: 'choice', criteria: options(1) } } as const,
    message: 'Setting questions.it.criteria must have 2 to 255 entries, not 1.',
  },
  {
    questions: { it: { type: 'choice', criteria: options(256) } } as const,
    message: 'Setting questions.it.criteria must have 2 to 255 entries, not 256.',
  },
  {
    questions: { it: { type: 'score', criteria: ['only'] } } as const,
    message: 'Setting questions.it.criteria must have 2 to 10 entries, not 1.',
  },
  {
    questions: { it: { type: 'score', criteria: Array(11).fill('level') } } as const,
    message: 'Setting questions.it.criteria must have 2 to 10 entries, not 11.',
  },
  {
    questions: { urgent },
    state: Array(5).fill(file(png, 'image/png')),
    message: 'Setting state.images must have 1 to 4 entries, not 5.',
  },
])('refuses before sending: $message', async ({ questions, state = 'Fire!', message }) => {
  const { sent, model } = create();
  expect(await rejection(decide({ model, state, questions }))).toMatchObject({
    name: 'AI_InvalidArgumentError',
    message,
  });
  expect(sent).toEqual([]);
});

test('the AI SDK asks for no box', async () => {
  const { sent, model } = create();
  expect(
    await rejection(decide({ model, state: 'Fire!', questions: { where: { type: 'box' } } })),
  ).toMatchObject({
    name: 'AI_DecisionUnsupportedQuestionTypeError',
  });
  expect(await rejection(model.doDecide({ state: [], questions: { where: { type: 'box' } } }))).toMatchObject(
    {
      name: 'AI_UnsupportedFunctionalityError',
    },
  );
  expect(sent).toEqual([]);
});

describe('the AI SDK takes', () => {
  const scored = (score: number, probabilities: object) => ({ it: { type: 'score', score, probabilities } });
  const chosen = (choice: string, probabilities: object) => ({
    it: { type: 'choice', choice, probabilities },
  });
  test.each([
    {
      name: 'sums that four decimals explain',
      it: team,
      answers: chosen('tech', { billing: 0.3333, tech: 0.6666 }),
      decimals: 4,
    },
    {
      name: 'sums that are off by 0.02',
      it: team,
      answers: chosen('tech', { billing: 0.32, tech: 0.66 }),
      decimals: 1,
    },
    {
      name: 'sums that make no sense',
      it: team,
      answers: chosen('tech', { billing: 0, tech: 0.1 }),
      decimals: 0,
    },
    {
      name: 'a choice that is not quite the likeliest',
      it: team,
      answers: chosen('tech', { billing: 0.5004, tech: 0.4996 }),
      decimals: 3,
    },
    {
      name: 'a score that is rounded',
      it: anger,
      answers: scored(1.23, { 0: 0.1, 1: 0.5667, 2: 0.3333 }),
      decimals: 2,
    },
    {
      name: 'an incomplete distribution, by leaving it out',
      it: team,
      answers: chosen('tech', { tech: 0.9 }),
      decimals: 4,
    },
  ])('$name', async ({ it, answers, decimals }) => {
    const { model } = create(answer(answers));
    const result = await decide({ model, state: 'Fire!', questions: { it } });
    expect(result.rounding).toEqual({ probabilityDecimals: decimals, scoreDecimals: decimals });
  });
});

test('names that objects have of themselves are questions and options like others', async () => {
  const { model } = create(
    json(
      JSON.parse(
        '{"answers":{"__proto__":{"choice":"constructor","probabilities":{"constructor":1,"b":0}}}}',
      ),
    ),
  );
  const questions = JSON.parse('{"__proto__":{"type":"choice","criteria":{"constructor":null,"b":null}}}');
  const { answers } = await decide({ model, state: 'Fire!', questions });
  expect(JSON.stringify(answers)).toBe(
    '{"__proto__":{"type":"choice","choice":"constructor","probabilities":{"constructor":1,"b":0}}}',
  );
});

test('what a decision model has no input for is not sent, with a warning', async () => {
  const { sent, model } = create(answer({ urgent: yes }));
  const { warnings } = await model.doDecide({
    state: [{ type: 'text', text: 'Fire!' }],
    questions: { urgent },
    maxOutputTokens: 5,
    reasoning: 'low',
    providerOptions: { workersai: { topN: 1, extraInputs: { audio: ['data:audio/wav;base64,AAAA'] } } },
  });
  expect(warnings).toEqual([
    ...['maxOutputTokens', 'reasoning'].map(feature => ({
      type: 'unsupported',
      feature,
      details: '@cf/cloudflare/clef has no input for it.',
    })),
    { type: 'other', message: 'The option topN of workersai is unknown and was not sent.' },
  ]);
  expect(Object.keys(Object(sent[0]?.body))).toEqual(['model', 'state', 'questions', 'audio']);
});

test.each(['none', 'provider-default'] as const)('reasoning: %s is no warning', async reasoning => {
  const { model } = create(answer({ urgent: yes }));
  expect((await decide({ model, state: '', reasoning, questions: { urgent } })).warnings).toEqual([]);
});

test.each([
  { name: 'no answers', body: { result: { response: 'yes' } } },
  { name: 'another question', body: { answers: { other: yes } } },
  { name: 'another type', body: { answers: { urgent: { choice: 'tech' } } } },
  { name: 'a probability beyond 1', body: { answers: { urgent: { noul: 1.5 } } } },
])('an answer with $name is an error, and is not asked for again', async ({ body }) => {
  const { sent, model } = create(json(body, { headers: { 'cf-aig-log-id': 'log' } }));
  expect(await rejection(decide({ model, state: 'Fire!', questions: { urgent } }))).toMatchObject({
    name: 'AI_APICallError',
    message: "Workers AI answered without a boolean for the question 'urgent'.",
    isRetryable: false,
    data: { logId: 'log' },
  });
  expect(sent).toHaveLength(1);
});

test.each([
  { name: 'an option that was not offered', it: team, body: { answers: { it: { choice: 'sales' } } } },
  { name: 'a level that there is not', it: anger, body: { answers: { it: { score: 2.1 } } } },
])('$name is an error', async ({ it, body }) => {
  const { model } = create(json(body));
  expect(await rejection(decide({ model, state: 'Fire!', questions: { it } }))).toMatchObject({
    message: `Workers AI answered without a ${it.type} for the question 'it'.`,
  });
});

test('an unknown option fails at creation', () => {
  // @ts-expect-error The option is wrong.
  expect(() => createWorkersAI(settings).decision(clef, { rounding: 5 })).toThrow(
    'Setting rounding is unknown',
  );
});
