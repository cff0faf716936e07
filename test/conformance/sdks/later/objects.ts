import type { ObjectAnswer, ObjectCall, OutputCall, StreamedObject } from '../../sdk.ts';
import { toMetadata, toOutcome, toUsage } from './answer.ts';
import { fromCall, fromShared, type Release } from './call.ts';
import type { ObjectOptions } from './module.ts';

export async function object<L, E>(call: ObjectCall<L>, release: Release<L, E>): Promise<ObjectAnswer> {
  const result = await release.ai.generateObject(fromObjectCall(call, release));
  return { ...toOutcome(result), object: result.object };
}

export async function streamObject<L, E>(
  call: ObjectCall<L>,
  release: Release<L, E>,
): Promise<StreamedObject> {
  const result = release.ai.streamObject({ ...fromObjectCall(call, release), onError: () => {} });
  const partials = await gather(result.partialObjectStream);
  return {
    partials,
    object: await result.object,
    usage: toUsage(await result.usage),
    metadata: toMetadata(await result.providerMetadata),
  };
}

function fromObjectCall<L, E>(
  { shape, mode: _mode, ...call }: ObjectCall<L>,
  { dialect }: Release<L, E>,
): ObjectOptions<L> {
  const shared = fromShared(call, dialect);
  switch (shape.kind) {
    case 'choice':
      return { ...shared, output: 'enum', enum: shape.choices };
    case 'any':
      return { ...shared, output: 'no-schema' };
    case 'array':
    case 'object': {
      const { kind, schema, name } = shape;
      return { ...shared, output: kind, schema, ...(name !== undefined && { schemaName: name }) };
    }
    default:
      return shape satisfies never;
  }
}

export async function output<L, E>(
  { schema, ...call }: OutputCall<L>,
  release: Release<L, E>,
): Promise<ObjectAnswer> {
  const { ai, dialect } = release;
  const result = await ai.generateText({
    ...fromCall(call, release),
    [dialect.output]: ai.Output.object({ schema }),
  });
  return { ...toOutcome(result), object: result[dialect.output] };
}

const partialStreams = {
  output: 'partialOutputStream',
  experimental_output: 'experimental_partialOutputStream',
} as const;

export async function streamOutput<L, E>(
  { schema, ...call }: OutputCall<L>,
  release: Release<L, E>,
): Promise<Pick<StreamedObject, 'partials'>> {
  const { ai, dialect } = release;
  const result = ai.streamText({
    ...fromCall(call, release),
    [dialect.output]: ai.Output.object({ schema }),
    onError: () => {},
  });
  return { partials: await gather(result[partialStreams[dialect.output]]) };
}

async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}
