import { orAbort } from '../request/answer.ts';
import { expectSettings } from '../values/check.ts';
import { ask, type Try } from './ask.ts';
import { callOf } from './call.ts';
import { type Members, readMembers } from './members.ts';
import { type FallbackMember, type FallbackOptions, optionChecks } from './options.ts';
import { openStream } from './stream.ts';
import { withFailures, withWarning } from './tell.ts';
import type { Model, ModelCall, StreamedAnswer, StreamPart, WholeAnswer } from './types.ts';

/**
 * A language model made of several: the next is asked where one cannot answer. Each is a model, or an object of a
 * model and what applies to it alone.
 * @throws InvalidArgumentError for an empty list, or what is no language model of this version of the AI SDK.
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
    const optionsKey = version === 'v1' ? 'providerMetadata' : 'providerOptions';
    const surroundings = { optionsKey, models, keepsReasoning: options.reasoning === 'keep' };
    const asking = <Answer>(call: Call, attempt: Attempt<M, Call, Answer>) =>
      ask(members, {
        options,
        abortSignal: call.abortSignal,
        attempt: one => attempt({ ...callOf(call, one.member, surroundings), abortSignal: one.signal }, one),
      });
    const core: FallbackCore<Call, Whole, Streamed> = {
      provider: 'workersai.fallback',
      modelId: models.map(({ modelId }) => modelId).join(),
      doGenerate: call => asking<Whole>(call, generate),
      doStream: call => asking<Streamed>(call, stream),
    };
    const composite = present(core, models);
    known.set(composite, members);
    return composite;
  };
}

type Attempt<M, Call, Answer> = (call: Call, one: Try<M>) => Promise<Answer>;

async function generate<Call, Whole extends WholeAnswer>(
  call: Call,
  one: Try<Model<Call, Whole, unknown>>,
): Promise<Whole> {
  const { model } = one.member;
  const answer = await orAbort(model.doGenerate(call), one.signal);
  one.end();
  const response = { ...answer.response, modelId: answer.response?.modelId ?? model.modelId };
  return withWarning<Whole>(withFailures<Whole>({ ...answer, response }, one.failures), one);
}

async function stream<Call, Streamed extends StreamedAnswer<StreamPart>>(
  call: Call,
  one: Try<Model<Call, unknown, Streamed>>,
): Promise<Streamed> {
  const opening = one.member.model.doStream(call);
  const answer = await orAbort(opening, one.signal, late => void late.stream.cancel().catch(() => {}));
  return { ...withWarning<Streamed>(answer, one), stream: await openStream(answer.stream, one) };
}
