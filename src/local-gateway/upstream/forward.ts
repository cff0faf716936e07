import type { Upstream } from '../options.ts';
import type { ModelAnswer } from '../run/call.ts';
import { failureAnswer } from '../run/failure-answer.ts';
import type { Run } from '../run/run.ts';
import { failureOf } from '../wire/failures.ts';

/** Sends a request to the upstream under the same path, and its answer back, both as they come. */
export async function forwardUpstream(run: Run, upstream: Upstream): Promise<ModelAnswer> {
  const { call, state, signal } = run;
  const { method, bytes, headers } = call.seen;
  const type = headers['content-type'];
  const isEntry = Array.isArray(call.seen.body);
  const body = isEntry ? JSON.stringify(call.inputs) : method === 'GET' ? undefined : Uint8Array.from(bytes);
  try {
    const response = await state.options.fetch(`${upstream.url.replace(/\/+$/, '')}/${call.endpoint}`, {
      method,
      headers: {
        ...(type === undefined ? {} : { 'content-type': type }),
        ...(upstream.apiKey === undefined ? {} : { authorization: `Bearer ${upstream.apiKey}` }),
      },
      signal,
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      headers: { 'content-type': response.headers.get('content-type') ?? 'application/octet-stream' },
      body: response.body ?? '',
      meter: { tokensIn: undefined, tokensOut: undefined },
    };
  } catch (error) {
    if (signal.aborted) throw error;
    return failureAnswer(failureOf(2005, { message: `No answer from the upstream ${upstream.url}.` }), run);
  }
}
