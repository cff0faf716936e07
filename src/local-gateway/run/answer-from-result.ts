import type { ResultOf } from '../kinds/kind.ts';
import { json } from '../script/parts.ts';
import { partsOfReply, type Reply } from '../script/reply.ts';
import type { ShapeContext } from '../wire/shape-context.ts';
import { answerFromParts } from './answer-from-parts.ts';
import type { ModelAnswer } from './call.ts';
import type { Run } from './run.ts';

/** What the test wrote, else the result of the stand-in model. */
export async function answerFromResult(run: Run, resultOf: ResultOf): Promise<ModelAnswer> {
  const { call, facts, script, requestId } = run;
  if (script) return answerFromReply(script, run);
  const result = resultOf(call, facts.id);
  if ('json' in result) return answerFromReply(json(result.json), run);
  return {
    status: 200,
    headers: { 'content-type': result.contentType, 'cf-ai-req-id': requestId },
    body: result.bytes,
    meter: { tokensIn: undefined, tokensOut: undefined },
  };
}

/** A reply that is one result, whole even where a stream was asked for. */
export function answerFromReply(reply: Reply, run: Run): Promise<ModelAnswer> {
  const { call, state, signal, requestId } = run;
  const context = resultContext(run);
  return answerFromParts(partsOfReply(reply), { call, state, context, streamed: false, signal, requestId });
}

const resultContext = ({ call, state, facts }: Run): ShapeContext => ({
  shape: 'task',
  model: call.model,
  runPath: call.format === 'native',
  reasoning: facts.reasoning,
  promptTokens: 0,
  created: Math.floor(state.options.now() / 1000),
  padding: state.options.padding,
  includeUsage: false,
  random: state.random,
});
