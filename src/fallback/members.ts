import { expectSettings, invalidSetting, isRecord, withoutUndefined } from '../values/check.ts';
import { type FallbackMember, memberChecks } from './options.ts';

export type Members<Model> = readonly [FallbackMember<Model>, ...FallbackMember<Model>[]];

/** What a fallback is made of. */
interface Reading<Model> {
  /** Of the language model specification, such as `v3`. */
  readonly version: string;
  readonly timeoutMs: number | undefined;
  /** The members of a model that is a fallback itself. */
  readonly membersOf: (model: Model) => readonly FallbackMember<Model>[] | undefined;
}

/**
 * The members of a fallback; one that is a fallback itself is replaced by its own.
 * @throws InvalidArgumentError for an empty list, or what is no language model of the version.
 */
export function readMembers<Model>(
  models: readonly (Model | FallbackMember<Model>)[],
  { version, timeoutMs, membersOf }: Reading<Model>,
): Members<Model> {
  const [first, ...rest] = models.flatMap((given, index) => {
    const name = `models[${index}]`;
    const isMember = isMemberObject(given);
    if (isMember) expectSettings(name, given, memberChecks);
    const own = withoutUndefined<FallbackMember<Model>>(isMember ? given : { model: given });
    const problem = problemOf(own.model, version);
    if (problem) throw invalidSetting(name, problem);
    const inner = membersOf(own.model) ?? [own];
    return inner.map(member => ({ timeoutMs, ...own, ...member }));
  });
  if (!first) throw invalidSetting('models', 'must have at least one model');
  return [first, ...rest];
}

const isMemberObject = <Model>(given: Model | FallbackMember<Model>): given is FallbackMember<Model> =>
  isRecord(given) && 'model' in given && !('doGenerate' in given);

function problemOf(model: unknown, version: string): string | undefined {
  if (typeof model === 'string') return `is an id: pass the model, such as workersai('${model}')`;
  if (!isRecord(model) || !('doStream' in model))
    return isRecord(model) && 'doEmbed' in model
      ? 'is an embedding model: there is no fallback for these, since vectors of two models do not compare'
      : 'must be a language model';
  return model.specificationVersion === version
    ? undefined
    : `is a model of specification ${model.specificationVersion}, not ${version}: import it for your AI SDK version`;
}
