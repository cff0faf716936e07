import { toBase64 } from '../base64.ts';
import { isObject, type JsonObject, stringIn } from '../json.ts';
import { deliver } from '../run/answer-from-parts.ts';
import type { ModelAnswer } from '../run/call.ts';
import type { Run } from '../run/run-model.ts';
import { taskContext } from '../run/task-context.ts';
import type { ReplyPart } from '../script/parts.ts';
import { json } from '../script/parts.ts';
import { partsOf, tokensOf } from '../script/reply.ts';
import { dimensionsOf, embedText, similarity } from '../stand-in/text-vector.ts';
import { embedUpstream, type Vectors } from '../upstream/embeddings.ts';
import type { Failure } from '../wire/failures.ts';

export async function runEmbeddings(run: Run): Promise<ModelAnswer> {
  const { call, state, script, requestId, signal } = run;
  const parts = script ?? [await answered(run)];
  const context = taskContext(run);
  const answer = await deliver(partsOf(parts), { call, state, context, streamed: false, signal, requestId });
  const tokens = textsIn(call.inputs).reduce((sum, text) => sum + tokensOf(text).length, 0);
  return { ...answer, meter: { tokensIn: tokens, tokensOut: 0 } };
}

/** Contexts stand for their texts: bge-m3 scores them against a query, or embeds them. */
async function answered(run: Run): Promise<ReplyPart> {
  const { inputs } = run.call;
  const contexts = [inputs.contexts]
    .flat()
    .flatMap(item => (isObject(item) ? [stringIn(item.text) ?? ''] : []));
  const query = stringIn(inputs.query);
  const texts =
    contexts.length === 0 ? textsIn(inputs) : query === undefined ? contexts : [query, ...contexts];
  const vectors = await vectorsFor(texts, run);
  if ('code' in vectors) return { type: 'failure', failure: vectors };
  return json(contexts.length === 0 ? listed(vectors, texts, run) : ranked(vectors, query !== undefined));
}

function textsIn({ text, input, queries, documents }: JsonObject): string[] {
  return [text, input, queries, documents].flat().filter(value => typeof value === 'string');
}

function listed(data: Vectors, texts: readonly string[], { call, facts, state }: Run): object {
  const { inputs, model } = call;
  const tokens = texts.reduce((sum, text) => sum + tokensOf(text).length, 0);
  if (call.format === 'embeddings') {
    const encoded =
      inputs.encoding_format === 'base64' && state.options.disputes.encodingFormat === 'honoured';
    return openaiList(encoded ? data.map(inBase64) : data, { model, tokens });
  }
  const pooling = stringIn(inputs.pooling) ?? (model.includes('bge-m3') ? 'cls' : 'mean');
  return {
    shape: [data.length, data[0]?.length ?? dimensionsOf(facts.id)],
    data,
    ...(model.includes('bge-') ? { pooling } : {}),
    usage: { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens },
  };
}

function ranked(vectors: Vectors, hasQuery: boolean): object {
  if (!hasQuery)
    return { response: vectors, shape: [vectors.length, vectors[0]?.length ?? 0], pooling: 'cls' };
  const [asked = [], ...others] = vectors;
  return { response: others.map((vector, id) => ({ id, score: similarity(asked, vector) })) };
}

const inBase64 = (vector: readonly number[]): string =>
  toBase64(new Uint8Array(Float32Array.from(vector).buffer));

const openaiList = (data: readonly unknown[], { model, tokens }: { model: string; tokens: number }) => ({
  object: 'list',
  data: data.map((embedding, index) => ({ object: 'embedding', index, embedding })),
  model,
  usage: { prompt_tokens: tokens, total_tokens: tokens },
});

async function vectorsFor(texts: readonly string[], run: Run): Promise<Vectors | Failure> {
  const { call, state, signal } = run;
  const { embed, upstream } = state.options;
  if (embed) return embed(texts, { model: call.model, signal });
  if (upstream) return embedUpstream(texts, { run, upstream });
  const salt = `${call.model} ${stringIn(call.inputs.pooling) ?? 'mean'}`;
  return texts.map(text => embedText(text, { size: dimensionsOf(call.model), salt }));
}
