import { toBase64 } from '../base64.ts';
import { type JsonObject, stringIn } from '../json.ts';
import { answerFromReply } from '../run/answer-from-result.ts';
import type { ModelAnswer } from '../run/call.ts';
import type { Run } from '../run/run.ts';
import type { ReplyPart } from '../script/parts.ts';
import { json } from '../script/parts.ts';
import { tokensOf } from '../script/reply.ts';
import { dimensionsOf, embedText, similarity } from '../stand-in/text-vector.ts';
import { embedUpstream, type Vectors } from '../upstream/embeddings.ts';
import type { Failure } from '../wire/failures.ts';
import { mismatch } from './input-problems.ts';
import type { CheckContext, Kind } from './kind.ts';
import { ownScores, textsOf } from './reranking.ts';

export const embeddings: Kind = {
  taskId: '0137cdcf-162a-4108-94f2-1ca59e8c65ee',
  check: checkTexts,
  answer: answerEmbeddings,
};

export async function answerEmbeddings(run: Run): Promise<ModelAnswer> {
  const answer = await answerFromReply(run.script ?? [await embedded(run)], run);
  const tokens = textsIn(run.call.inputs).reduce((sum, text) => sum + tokensOf(text).length, 0);
  return { ...answer, meter: { tokensIn: tokens, tokensOut: 0 } };
}

function checkTexts(inputs: JsonObject, { call }: CheckContext): string | undefined {
  if (['queries', 'documents', 'contexts'].some(name => name in inputs)) return undefined;
  const name = call.format === 'embeddings' ? 'input' : 'text';
  const texts = inputs[name];
  if (texts === undefined) return `oneOf at '/' not met, 0 matches: required properties at '/' are '${name}'`;
  if (Array.isArray(texts) && texts.length > 100) return `'/${name}' must not have more than 100 items`;
  const wrong = [texts].flat().findIndex(text => typeof text !== 'string');
  if (wrong < 0) return undefined;
  return mismatch(Array.isArray(texts) ? `/${name}/${wrong}` : `/${name}`, [texts].flat()[wrong], 'string');
}

/** Contexts stand for their texts: bge-m3 scores them against a query, or embeds them. */
async function embedded(run: Run): Promise<ReplyPart> {
  const { inputs } = run.call;
  const contexts = textsOf(inputs);
  const query = stringIn(inputs.query);
  const texts =
    contexts.length === 0 ? textsIn(inputs) : query === undefined ? contexts : [query, ...contexts];
  const scores = contexts.length === 0 || query === undefined ? undefined : await ownScores(run);
  if (scores) return json({ response: scores.map((score, id) => ({ id, score })) });
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
  return { response: others.map((vector, id) => ({ id, score: Math.max(0, similarity(asked, vector)) })) };
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
