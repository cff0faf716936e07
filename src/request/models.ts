import { expectDoor, formatOf, formOf } from '../transport/doors.ts';
import { expectBindingFormat } from '../transport/format.ts';
import type { ModelSettings, Shared } from './call.ts';
import { expectModelId } from './ids.ts';
import type { FormatOption } from './options.ts';

/** An id that completes to the known ones, and may be any other. */
export type OpenId<Known extends string> = Known | (string & {});

/** What names a model to the AI SDK. */
export interface ModelName {
  readonly provider: string;
  readonly modelId: string;
}

/** Makes a model of one AI SDK version of a model of the core. */
export type Present<Core, Model> = (core: Core, name: ModelName) => Model;

/** The methods of a provider that make models of one kind, official and short names. */
export type Kind<Methods> = (shared: Shared) => Methods;

interface ModelParts<Options, Core, Model> {
  /** The last word of the provider's name, as in `workersai.chat`. */
  readonly name: string;
  readonly create: (settings: ModelSettings<Partial<Options>>) => Core;
  readonly present: Present<Core, Model>;
}

/** What makes the models of one kind. */
export function createModels<Options extends object, Core, Model>(
  shared: Shared,
  { name, create, present }: ModelParts<Options, Core, Model>,
): (modelId: string, options?: Partial<Options> & FormatOption) => Model {
  const provider = `workersai.${name}`;
  return (modelId, options = {}) => {
    expectDoor(expectModelId(modelId), name);
    const settings = { ...shared, provider, model: modelId, options };
    const core = create(settings);
    formatOf(settings, options.format);
    if (shared.via === 'binding' && !formOf(modelId)) expectBindingFormat(options.format);
    return present(core, { provider, modelId });
  };
}

type CreateModel<Options, Model> = (modelId: string, options?: Partial<Options> & FormatOption) => Model;

/** The methods of a kind: one under the AI SDK's name for it, such as `imageModel`, and the short one. */
export function createMethods<const Name extends string, Options extends object, Core, Model>(
  shared: Shared,
  parts: ModelParts<Options, Core, Model> & { readonly name: Name },
): Readonly<Record<Name | `${Name}Model`, CreateModel<Options, Model>>>;
export function createMethods<Options extends object, Core, Model>(
  shared: Shared,
  parts: ModelParts<Options, Core, Model>,
): Readonly<Record<string, CreateModel<Options, Model>>> {
  const create = createModels(shared, parts);
  return { [parts.name]: create, [`${parts.name}Model`]: create };
}
