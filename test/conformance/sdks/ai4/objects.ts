import type { LanguageModelV1 } from '@ai-sdk/provider-v1';
import type { ObjectAnswer, ObjectCall, OutputCall, StreamedObject } from '../../sdk.ts';
import { toMetadata, toOutcome, toUsage } from './answer.ts';
import { fromCall, fromShared } from './call.ts';
import type { Ai4 } from './module.ts';

type L = LanguageModelV1;

export async function object(call: ObjectCall<L>, ai: Ai4): Promise<ObjectAnswer> {
  const result = await generate(call, ai);
  return { ...toOutcome(result), object: result.object };
}

/** Each shape of output is an overload of its own. */
function generate({ mode, shape, ...call }: ObjectCall<L>, ai: Ai4) {
  const shared = { ...fromShared(call), ...(mode && { mode }) };
  switch (shape.kind) {
    case 'choice':
      return ai.generateObject({ ...fromShared(call), output: 'enum', enum: shape.choices });
    case 'any':
      return ai.generateObject({ ...fromShared(call), output: 'no-schema' });
    case 'array':
      return ai.generateObject({ ...shared, output: 'array', ...named(shape) });
    case 'object':
      return ai.generateObject({ ...shared, output: 'object', ...named(shape) });
    default:
      return shape satisfies never;
  }
}

const named = ({ schema, name }: Extract<ObjectCall<L>['shape'], { kind: 'object' | 'array' }>) => ({
  schema,
  ...(name !== undefined && { schemaName: name }),
});

export async function streamObject(
  { mode, shape, ...call }: ObjectCall<L>,
  ai: Ai4,
): Promise<StreamedObject> {
  if (shape.kind !== 'object') throw new Error(`No story streams the shape ${shape.kind}.`);
  const shared = { ...fromShared(call), ...(mode && { mode }) };
  const result = ai.streamObject({ ...shared, output: 'object', ...named(shape), onError: () => {} });
  const partials = await gather(result.partialObjectStream);
  return {
    partials,
    object: await result.object,
    usage: toUsage(await result.usage),
    metadata: toMetadata(await result.providerMetadata),
  };
}

export async function output({ schema, ...call }: OutputCall<L>, ai: Ai4): Promise<ObjectAnswer> {
  const result = await ai.generateText({
    ...fromCall(call, ai),
    experimental_output: ai.Output.object({ schema }),
  });
  return { ...toOutcome(result), object: result.experimental_output };
}

export async function streamOutput(
  { schema, ...call }: OutputCall<L>,
  ai: Ai4,
): Promise<Pick<StreamedObject, 'partials'>> {
  const result = ai.streamText({
    ...fromCall(call, ai),
    experimental_output: ai.Output.object({ schema }),
    onError: () => {},
  });
  return { partials: await gather(result.experimental_partialOutputStream) };
}

async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}
