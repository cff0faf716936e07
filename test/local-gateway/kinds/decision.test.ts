import { expect, test } from 'vitest';
import { createLocalGateway, json, type LocalGatewayOptions } from 'workers-ai-gateway/testing';
import { postJson } from '../post.ts';

async function decide(state: unknown, questions: object, options: LocalGatewayOptions = {}) {
  const inputs = { model: 'clef', state, questions };
  const { result } = await postJson(createLocalGateway(options), inputs, {
    to: 'workers-ai/@cf/cloudflare/clef',
  });
  return result;
}

const urgent = { type: 'noul', instructions: 'Is the message urgent?' };
const team = {
  type: 'choice',
  instructions: 'Who?',
  criteria: { billing: 'money', tech: 'servers', hr: null },
};
const anger = { type: 'score', instructions: 'How angry?', criteria: ['calm', 'annoyed', 'furious'] };

test('answers come by question, with distributions that add up to 1', async () => {
  const { model, answers, usage } = await decide('Our servers are down and I am furious!', {
    urgent,
    team,
    anger,
  });
  expect({ model, usage }).toEqual({ model: 'clef', usage: { input_tokens: expect.any(Number) } });
  expect(answers.urgent).toEqual({ type: 'noul', noul: 0.2 });
  expect(answers.team).toMatchObject({ type: 'choice', choice: 'tech' });
  expect(answers.anger.score).toBeGreaterThan(1);
  expect(answers.anger.legend).toEqual({ 0: 'calm', 1: 'annoyed', 2: 'furious' });
  for (const { probabilities, confidence } of [answers.team, answers.anger]) {
    const shares = Object.values<number>(probabilities);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(Math.max(...shares)).toBe(confidence);
  }
});

test.each([
  ['Please pass it on to billing.', 'billing'],
  ['HR, since the servers are well.', 'hr'],
  [{ to: 'tech', about: 'money' }, 'tech'],
])('an option that the state %j names wins', async (state, choice) => {
  expect((await decide(state, { team })).answers.team.choice).toBe(choice);
});

test('words in common speak for true, those of what false means against it', async () => {
  const state = 'This is an urgent message about a birthday.';
  const against = { ...urgent, instructions: `${urgent.instructions}\nfalse means: a birthday` };
  const { answers } = await decide(state, { urgent, against });
  expect(answers.urgent.noul).toBeGreaterThan(0.7);
  expect(answers.against.noul).toBeLessThan(answers.urgent.noul);
});

test('a function of yours answers what it likes, in short or in whole', async () => {
  const exact = { type: 'noul', noul: 2 };
  const { answers } = await decide(
    'Calm.',
    { urgent, team, anger, exact: urgent, left: urgent },
    { decide: ({ state }) => ({ urgent: state === 'Calm.' ? 0.1 : 0.9, team: 'hr', anger: 0.25, exact }) },
  );
  expect(answers).toMatchObject({
    urgent: { type: 'noul', noul: 0.1 },
    team: { choice: 'hr', probabilities: { billing: 0, tech: 0, hr: 1 } },
    anger: { score: 0.25, probabilities: { 0: 0.75, 1: 0.25, 2: 0 } },
    exact,
    left: { type: 'noul', noul: 0.2 },
  });
});

test('a function that chooses no option is an error', async () => {
  await expect(decide('Calm.', { team }, { decide: () => ({ team: 'sales' }) })).rejects.toThrow(
    "decide answered 'sales' to a choice of billing, tech, hr.",
  );
});

test('a script is the whole result', async () => {
  const gateway = createLocalGateway();
  gateway.reply(json({ answers: {} }));
  const inputs = { model: 'clef', state: '', questions: { urgent } };
  const { result } = await postJson(gateway, inputs, { to: 'workers-ai/@cf/cloudflare/clef' });
  expect(result).toEqual({ answers: {} });
});
