import { answerChat } from '../kinds/chat/chat.ts';
import { answerEmbeddings } from '../kinds/embeddings.ts';
import { modelFacts } from '../model/facts.ts';
import { answerFromReply } from '../run/answer-from-result.ts';
import type { ModelAnswer, RunCall } from '../run/call.ts';
import { failureAnswer } from '../run/failure-answer.ts';
import type { Run, RunContext } from '../run/run.ts';
import { forwardUpstream } from '../upstream/forward.ts';
import { wait } from '../wait.ts';
import { failureOf } from '../wire/failures.ts';

/** Answers as a vendor's model would: chats and embeddings by the stand-in, anything else by an upstream alone. */
export async function runVendor(call: RunCall, { state, signal }: RunContext): Promise<ModelAnswer> {
  const requestId = state.random.uuid();
  await wait(state.options.delayMs, signal);
  const facts = { ...modelFacts(call.model, state.options), shape: 'openai', reasoning: undefined } as const;
  const message = call.vendor?.problem;
  const answer = message
    ? failureAnswer(failureOf(400, { message }), { call, state, requestId })
    : await answerOf({ call, state, facts, script: state.scripts.shift(), requestId, signal });
  // Workers AI's own number of a request.
  const { 'cf-ai-req-id': _id, ...headers } = answer.headers;
  return { ...answer, headers };
}

function answerOf(run: Run): Promise<ModelAnswer> | ModelAnswer {
  const { call, script, state } = run;
  const isPost = call.seen.method === 'POST';
  if (call.vendor?.wire && isPost) return answerChat(run);
  if (call.format === 'embeddings' && isPost) return answerEmbeddings(run);
  if (script) return answerFromReply(script, run);
  const { upstream } = state.options;
  if (upstream) return forwardUpstream(run, upstream);
  const message = `The local gateway has no stand-in for ${call.seen.method} ${call.endpoint} of ${call.provider}: set upstream, or script the answer.`;
  return failureAnswer(failureOf(2005, { message }), run);
}
