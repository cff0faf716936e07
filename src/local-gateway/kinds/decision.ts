import { arrayIn, isObject, type JsonObject, stringIn } from '../json.ts';
import { answerFromReply } from '../run/answer-from-result.ts';
import type { Run } from '../run/run.ts';
import { json } from '../script/parts.ts';
import { tokensOf } from '../script/reply.ts';
import { answerQuestion, completeAnswer } from '../stand-in/decide.ts';
import { decisionProblem } from './decision-problem.ts';
import type { DecisionQuestion } from './functions.ts';
import { missing } from './input-problems.ts';
import type { Kind } from './kind.ts';

/** https://developers.cloudflare.com/workers-ai/models/clef/ */
export const decision: Kind = {
  check: (inputs, { facts }) =>
    missing(inputs, ['model', 'state', 'questions']) ?? decisionProblem(inputs, facts.id),
  answer: async run => {
    const { inputs } = run.call;
    const tokens = tokensOf(JSON.stringify([inputs.state, inputs.questions])).length;
    const answer = await answerFromReply(run.script ?? json(await decide(run, tokens)), run);
    return { ...answer, meter: { tokensIn: tokens, tokensOut: 0 } };
  },
};

async function decide({ call, state, signal }: Run, tokens: number): Promise<object> {
  const { inputs, model } = call;
  const questions = readQuestions(inputs.questions);
  const images = arrayIn(inputs.images).filter(image => typeof image === 'string');
  const own =
    (await state.options.decide?.({ state: inputs.state, questions, images }, { model, signal })) ?? {};
  const answers = Object.entries(questions).map(([id, question]) => {
    const given = Object.hasOwn(own, id) ? own[id] : undefined;
    return [
      id,
      given === undefined ? answerQuestion(question, textOf(inputs.state)) : completeAnswer(question, given),
    ];
  });
  return {
    model: stringIn(inputs.model),
    answers: Object.fromEntries(answers),
    usage: { input_tokens: tokens },
  };
}

const textOf = (state: unknown): string => (typeof state === 'string' ? state : JSON.stringify(state));

/** Of inputs that passed the check. */
function readQuestions(value: unknown): Record<string, DecisionQuestion> {
  const entries = Object.entries(isObject(value) ? value : {});
  return Object.fromEntries(
    entries.map(([id, question]) => [id, readQuestion(isObject(question) ? question : {})]),
  );
}

function readQuestion({ type, instructions: asked, criteria }: JsonObject): DecisionQuestion {
  const instructions = stringIn(asked) ?? '';
  if (type === 'score')
    return { type, instructions, criteria: arrayIn(criteria).map(level => stringIn(level) ?? null) };
  if (type !== 'choice') return { type: 'noul', instructions };
  const options = Object.entries(isObject(criteria) ? criteria : {});
  return {
    type,
    instructions,
    criteria: Object.fromEntries(options.map(([option, text]) => [option, stringIn(text) ?? null])),
  };
}
