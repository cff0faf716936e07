import { type Checks, expectSettings, headerRecord, invalidSetting, isRecord } from '../values/check.ts';
import { recordOf } from '../values/fields.ts';
import { type FallbackMember, milliseconds } from './options.ts';
import type { ProviderOptions } from './types.ts';

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
  const checks = memberChecks<Model>(version);
  const [first, ...rest] = models.flatMap((given, index) => {
    const own = isMember(given) ? given : { model: given };
    expectSettings<FallbackMember<Model>>(`models[${index}]`, own, checks);
    const inner = membersOf(own.model) ?? [own];
    return inner.map(member => ({
      ...own,
      ...member,
      timeoutMs: member.timeoutMs ?? own.timeoutMs ?? timeoutMs,
    }));
  });
  if (!first) throw invalidSetting('models', 'must have at least one model');
  return [first, ...rest];
}

function isMember<Model>(given: Model | FallbackMember<Model>): given is FallbackMember<Model> {
  const { model, doStream } = recordOf(given);
  return model !== undefined && !doStream;
}

export const memberChecks = <Model>(version: string): Checks<FallbackMember<Model>> => ({
  model: {
    expected: `a language model of your AI SDK version (specification ${version}; embeddings have no fallback: vectors of two models do not compare)`,
    accepts: (value): value is Exclude<Model, undefined> => {
      const { specificationVersion, doStream } = recordOf(value);
      return specificationVersion === version && doStream !== undefined;
    },
  },
  headers: headerRecord,
  providerOptions: {
    expected: 'an object',
    accepts: (value): value is ProviderOptions => isRecord(value),
  },
  timeoutMs: milliseconds,
});
