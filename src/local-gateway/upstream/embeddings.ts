import { arrayIn, isObject, numberIn } from '../json.ts';
import type { Upstream } from '../options.ts';
import type { Run } from '../run/run.ts';
import { type Failure, failureOf } from '../wire/failures.ts';
import { postUpstream, upstreamModel } from './post.ts';
import { wholeOf } from './whole.ts';

export type Vectors = readonly (readonly number[])[];

/** Vectors from the server's `/embeddings`, in the order of the texts. */
export async function embedUpstream(
  texts: readonly string[],
  { run, upstream }: { run: Run; upstream: Upstream },
): Promise<Vectors | Failure> {
  const body = { model: upstreamModel(run.call.model, upstream), input: texts };
  const asked = await postUpstream('embeddings', body, { run, upstream });
  if ('unreachable' in asked) return failureOf(2005, { message: asked.unreachable });
  if (!asked.response.ok) {
    const { status, url } = asked.response;
    const said = (await asked.response.text()).slice(0, 2000) || asked.response.statusText;
    return failureOf(8007, { status, message: `The upstream ${url} answered ${status}: ${said}` });
  }
  const { answer, failure } = await wholeOf(asked.response, 'data');
  if (failure) return failure;
  return arrayIn(answer.data)
    .flatMap(item => (isObject(item) ? [item] : []))
    .sort((one, other) => (numberIn(one.index) ?? 0) - (numberIn(other.index) ?? 0))
    .map(item => arrayIn(item.embedding).flatMap(value => numberIn(value) ?? []));
}
