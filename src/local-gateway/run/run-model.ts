import { embeddings } from '../kinds/embeddings.ts';
import { kindOf } from '../kinds/kinds.ts';
import { failureCodeIn, modelFacts } from '../model/facts.ts';
import type { LocalState } from '../state.ts';
import { runVendor } from '../vendors/run-vendor.ts';
import { wait } from '../wait.ts';
import { type Failure, failureOf } from '../wire/failures.ts';
import { answerFromResult } from './answer-from-result.ts';
import type { ModelAnswer, RunCall } from './call.ts';
import { failureAnswer } from './failure-answer.ts';
import { isQueued, runQueued } from './queue.ts';
import { refusalOf } from './refusal.ts';
import type { Run, RunContext } from './run.ts';

export async function runModel(call: RunCall, { state, signal }: RunContext): Promise<ModelAnswer> {
  if (call.vendor) return runVendor(call, { state, signal });
  const facts = modelFacts(call.model, state.options);
  const requestId = state.random.uuid();
  const refused = refusalOf(call, { facts, options: state.options });
  if (refused) return failureAnswer(refused, { call, state, requestId });
  await wait(state.options.delayMs, signal);
  // Each of the requests in a queued one takes its own script.
  const script = isQueued(call) ? undefined : state.scripts.shift();
  const failing = script ? undefined : failureByChance(call, state);
  if (failing) return failureAnswer(failing, { call, state, requestId });
  const run: Run = { call, state, facts, script, requestId, signal };
  return isQueued(call) ? runQueued(run, each => runModel(each, { state, signal })) : answer(run);
}

/** The embeddings path asks for vectors, whatever the model. */
function answer(run: Run): Promise<ModelAnswer> {
  const kind = run.call.format === 'embeddings' ? embeddings : kindOf(run.facts);
  return 'result' in kind ? answerFromResult(run, kind.result) : kind.answer(run);
}

function failureByChance({ model }: RunCall, { options, chance }: LocalState): Failure | undefined {
  const named = failureCodeIn(model);
  if (named !== undefined) return failureOf(named);
  for (const [code, share] of Object.entries(options.failRate)) {
    if (chance.next() < share) return failureOf(Number(code));
  }
  return undefined;
}
