import { arrayIn, isObject, parseJson, stringIn } from '../json.ts';
import { json } from '../script/parts.ts';
import { partsOf } from '../script/reply.ts';
import type { LocalState } from '../state.ts';
import { deliver } from './answer-from-parts.ts';
import type { ModelAnswer, RunCall } from './call.ts';
import { type Run, runModel } from './run-model.ts';
import { taskContext } from './task-context.ts';

/** Requests that are queued and polled for: https://developers.cloudflare.com/workers-ai/features/batch-api/ */
export const isQueued = ({ queued, inputs }: RunCall): boolean => queued || 'request_id' in inputs;

export async function runQueued(run: Run): Promise<ModelAnswer> {
  const { call, state, requestId, signal } = run;
  const asked = stringIn(call.inputs.request_id);
  const result = asked === undefined ? await enqueue(run) : (state.queued.get(asked) ?? { status: 'queued' });
  const context = taskContext(run);
  return deliver(partsOf(json(result)), { call, state, context, streamed: false, signal, requestId });
}

/** Everything is done by the time of the first poll. */
async function enqueue({ call, state, signal }: Run) {
  const id = state.random.uuid();
  const requests = arrayIn(call.inputs.requests).flatMap(request => (isObject(request) ? [request] : []));
  const responses: unknown[] = [];
  for (const [index, { external_reference: reference, ...inputs }] of requests.entries()) {
    const answer = await runModel({ ...call, queued: false, surface: 'binding', inputs }, { state, signal });
    const result = typeof answer.body === 'string' ? parseJson(answer.body) : {};
    const own = reference === undefined ? {} : { external_reference: reference };
    responses.push({ id: index, result, success: answer.status < 400, ...own });
  }
  state.queued.set(id, { responses, usage: {} });
  forgetOldest(state);
  return { status: 'queued', request_id: id, model: call.model };
}

function forgetOldest({ queued, options }: LocalState): void {
  const oldest = queued.keys().next();
  if (queued.size > options.keep && !oldest.done) queued.delete(oldest.value);
}
