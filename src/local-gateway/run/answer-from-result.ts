import { taskResult } from '../kinds/tasks.ts';
import { json } from '../script/parts.ts';
import { partsOf } from '../script/reply.ts';
import { deliver } from './answer-from-parts.ts';
import type { ModelAnswer } from './call.ts';
import type { Run } from './run-model.ts';
import { taskContext } from './task-context.ts';

export async function runTask(run: Run): Promise<ModelAnswer> {
  const { call, state, script, facts, requestId, signal } = run;
  const delivery = { call, state, context: taskContext(run), streamed: false, signal, requestId };
  if (script) return deliver(partsOf(script), delivery);
  const result = taskResult(facts, call);
  if ('json' in result) return deliver(partsOf(json(result.json)), delivery);
  return {
    status: 200,
    headers: { 'content-type': result.contentType, 'cf-ai-req-id': requestId },
    body: result.bytes,
    meter: { tokensIn: undefined, tokensOut: undefined },
  };
}
