import { arrayIn, isObject, type JsonObject, numberIn, stringIn } from '../json.ts';
import { answerFromReply } from '../run/answer-from-result.ts';
import type { Run } from '../run/run.ts';
import { json } from '../script/parts.ts';
import { tokensOf } from '../script/reply.ts';
import { embedText, similarity } from '../stand-in/text-vector.ts';
import { mismatch, missing, tooShort } from './input-problems.ts';
import type { Kind } from './kind.ts';

/** https://developers.cloudflare.com/workers-ai/models/bge-reranker-base/ */
export const reranking: Kind = {
  check: inputs => missing(inputs, ['query', 'contexts']) ?? wrongText(inputs),
  answer: async run => {
    const answer = await answerFromReply(run.script ?? json(await rank(run)), run);
    const texts = [stringIn(run.call.inputs.query) ?? '', ...textsOf(run.call.inputs)];
    const tokens = texts.reduce((sum, text) => sum + tokensOf(text).length, 0);
    return { ...answer, meter: { tokensIn: tokens, tokensOut: 0 } };
  },
};

function wrongText({ query, contexts, top_k: topK }: JsonObject): string | undefined {
  if (!Array.isArray(contexts)) return mismatch('/contexts', contexts, 'array');
  const texts = contexts.map((context, at): [string, unknown] => [
    `/contexts/${at}/text`,
    isObject(context) ? context.text : undefined,
  ]);
  if (topK !== undefined && !(Number(topK) >= 1)) return "'/top_k' must be >= 1";
  return [['/query', query] as const, ...texts]
    .map(([path, text]) => tooShort(path, text))
    .find(problem => problem !== undefined);
}

async function rank(run: Run): Promise<object> {
  const { inputs } = run.call;
  const scores = (await ownScores(run)) ?? standInScores(inputs);
  const isUnit = run.state.options.disputes.rerankScores === 'unit' && !run.state.options.rerank;
  const ranking = scores.map((score, id) => ({ id, score: isUnit ? 1 / (1 + Math.exp(-score)) : score }));
  const sorted = ranking.sort((one, other) => other.score - one.score);
  return { response: sorted.slice(0, numberIn(inputs.top_k) ?? sorted.length) };
}

/** By the function of the gateway's user, if there is one. */
export async function ownScores({ call, state, signal }: Run): Promise<readonly number[] | undefined> {
  const { inputs, model } = call;
  const request = { query: stringIn(inputs.query) ?? '', documents: textsOf(inputs) };
  const scores = await state.options.rerank?.(request, { model, signal });
  if (scores === undefined || scores.length === request.documents.length) return scores;
  throw new TypeError(`rerank returned ${scores.length} scores for ${request.documents.length} documents.`);
}

/** The texts of contexts, which bge-m3 takes too. */
export const textsOf = ({ contexts }: JsonObject): string[] =>
  arrayIn(contexts).flatMap(context => (isObject(context) ? [stringIn(context.text) ?? ''] : []));

/** Logits: the more words a text shares with the query the higher, and below 0 for a text that shares few. */
function standInScores(inputs: JsonObject): number[] {
  const place = { size: 512, salt: 'rerank' };
  const asked = embedText(stringIn(inputs.query) ?? '', place);
  return textsOf(inputs).map(text => 12 * similarity(asked, embedText(text, place)) - 4);
}
