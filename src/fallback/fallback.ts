import { orAbort } from '../request/answer.ts';
import { expectSettings } from '../values/check.ts';
import { ask } from './ask.ts';
import type { Try } from './asking.ts';
import { type Members, readMembers } from './members.ts';
import { type FallbackMember, type FallbackOptions, optionChecks } from './options.ts';
import { openStream } from './stream.ts';
import { withFailures, withWarning } from './tell.ts';
import type { Model, ModelCall, StreamedAnswer, StreamPart, WholeAnswer } from './types.ts';

/**
 * Creates a language model made of several: if one fails, the next is called. Each is a model, or an object with a model
 * and its own options.
 * See docs/fallback.md.
 * @throws InvalidArgumentError for an empty list, or for anything but language models of this AI SDK version.
 */
export type Fallback<Model> = (
  models: readonly (Model | FallbackMember<Model>)[],
  options?: FallbackOptions,
) => Model;

/** What a fallback is in any version. */
export type FallbackCore<Call, Whole, Streamed> = Omit<Model<Call, Whole, Streamed>, 'specificationVersion'>;

interface Version<M, Core> {
  /** Of the language model specification, such as `v3`. */
  readonly version: string;
  readonly present: (core: Core, models: readonly M[]) => M;
}

/** Makes the fallback of one version of the specification. */
export function createFallback<
  M extends Model<Call, Whole, Streamed>,
  Call extends ModelCall,
  Whole extends WholeAnswer,
  Streamed extends StreamedAnswer<StreamPart>,
>({ version, present }: Version<M, FallbackCore<Call, Whole, Streamed>>): Fallback<M> {
  const known = new WeakMap<M, Members<M>>();
  return (given, options = {}) => {
    expectSettings('', options, optionChecks);
    const { timeoutMs } = options;
    const members = readMembers(given, { version, timeoutMs, membersOf: model => known.get(model) });
    const models = members.map(({ model }) => model);
    const core: FallbackCore<Call, Whole, Streamed> = {
      provider: 'workersai.fallback',
      modelId: models.map(({ modelId }) => modelId).join(),
      doGenerate: call => ask({ members, options, call, attempt: generate<Call, Whole> }),
      doStream: call => ask({ members, options, call, attempt: stream<Call, Streamed> }),
    };
    const composite = present(core, models);
    known.set(composite, members);
    return composite;
  };
}

async function generate<Call, Whole extends WholeAnswer>(
  one: Try<Model<Call, Whole, unknown>, Call>,
): Promise<Whole> {
  const { model, call, signal, end } = one;
  const answer = await orAbort(model.doGenerate(call), signal);
  end();
  const response = { ...answer.response, modelId: answer.response?.modelId ?? model.modelId };
  return withWarning<Whole>(withFailures<Whole>({ ...answer, response }, one), one);
}

async function stream<Call, Streamed extends StreamedAnswer<StreamPart>>(
  one: Try<Model<Call, unknown, Streamed>, Call>,
): Promise<Streamed> {
  const { model, call, signal } = one;
  const discard = (late: Streamed) => void late.stream.cancel().catch(() => {});
  const answer = await orAbort(model.doStream(call), signal, discard);
  return { ...withWarning<Streamed>(answer, one), stream: await openStream(answer.stream, one) };
}
