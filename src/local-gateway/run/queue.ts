import { arrayIn, isObject, parseJson, stringIn } from '../json.ts';
import { json } from '../script/parts.ts';
import type { LocalState } from '../state.ts';
import { answerFromReply } from './answer-from-result.ts';
import type { ModelAnswer, RunCall } from './call.ts';
import type { Run } from './run.ts';

type RunOne = (call: RunCall) => Promise<ModelAnswer>;

/** Requests that are queued and pending for: https://developers.cloudflare.com/workers-ai/features/batch-api/ */
export const isQueued = ({ queued, inputs }: RunCall): boolean => queued || 'request_id' in inputs;

export async function runQueued(run: Run, runOne: RunOne): Promise<ModelAnswer> {
  const id = stringIn(run.call.inputs.request_id);
  const pending = { status: 'queued' };
  const result = id === undefined ? await enqueue(run, runOne) : (run.state.queued.get(id) ?? pending);
  return answerFromReply(json(result), run);
}

/** Everything is done by the time of the first poll. */
async function enqueue({ call, state }: Run, runOne: RunOne) {
  const id = state.random.uuid();
  const requests = arrayIn(call.inputs.requests).flatMap(request => (isObject(request) ? [request] : []));
  const responses: unknown[] = [];
  for (const [index, { external_reference: reference, ...inputs }] of requests.entries()) {
    const answer = await runOne({ ...call, queued: false, surface: 'binding', inputs });
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
