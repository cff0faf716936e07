import { runChat } from '../kinds/chat/chat.ts';
import { runEmbeddings } from '../kinds/embeddings.ts';
import { failureCodeIn, type ModelFacts, modelFacts } from '../model/facts.ts';
import type { GatewayOptions } from '../options.ts';
import type { ReplyPart } from '../script/parts.ts';
import type { LocalState } from '../state.ts';
import { wait } from '../wait.ts';
import { type Failure, failureOf } from '../wire/failures.ts';
import { runTask } from './answer-from-result.ts';
import type { ModelAnswer, RunCall } from './call.ts';
import { failureAnswer } from './failure-answer.ts';
import { inputFailure } from './input-check.ts';
import { isQueued, runQueued } from './queue.ts';

/** What a run happens in. */
export interface RunScene {
  state: LocalState;
  signal: AbortSignal;
}

/** One run of a model, as it knows itself and the world. */
export interface Run extends RunScene {
  call: RunCall;
  facts: ModelFacts;
  /** What the test wrote for this run, if anything. */
  script: readonly ReplyPart[] | undefined;
  requestId: string;
}

export async function runModel(call: RunCall, { state, signal }: RunScene): Promise<ModelAnswer> {
  const facts = modelFacts(call.model, state.options);
  const requestId = state.random.uuid();
  const refused = refusal(call, { facts, options: state.options });
  if (refused) return failureAnswer(refused, { call, state, requestId });
  await wait(state.options.delayMs, signal);
  // Each of the requests in a queued one takes its own script.
  const script = isQueued(call) ? undefined : state.scripts.shift();
  const failing = script ? undefined : failureByChance(call, state);
  if (failing) return failureAnswer(failing, { call, state, requestId });
  const run: Run = { call, state, facts, script, requestId, signal };
  if (isQueued(call)) return runQueued(run);
  if (call.format === 'embeddings' || facts.task === 'Text Embeddings') return runEmbeddings(run);
  return facts.task === 'Text Generation' ? runChat(run) : runTask(run);
}

function refusal(call: RunCall, scene: { facts: ModelFacts; options: GatewayOptions }): Failure | undefined {
  const { model } = call;
  const { options } = scene;
  if (failureCodeIn(model) !== undefined) return undefined;
  const exists = options.models ? options.models.includes(model) : /^@(cf|hf)\/[^/]+\/./.test(model);
  if (!exists) return failureOf(5007, { message: `No such model ${model} or task` });
  return inputFailure(call, scene);
}

function failureByChance({ model }: RunCall, { options, chance }: LocalState): Failure | undefined {
  const named = failureCodeIn(model);
  if (named !== undefined) return failureOf(named);
  for (const [code, share] of Object.entries(options.failRate)) {
    if (chance.next() < share) return failureOf(Number(code));
  }
  return undefined;
}
