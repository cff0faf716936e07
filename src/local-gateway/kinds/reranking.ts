import { arrayIn, isObject, type JsonObject, numberIn, stringIn } from '../json.ts';
import { embedText, similarity } from '../stand-in/text-vector.ts';
import { missing } from './input-problems.ts';
import type { Kind } from './kind.ts';

export const reranking: Kind = {
  check: inputs => missing(inputs, ['query', 'contexts']),
  result: ({ inputs }) => ({ json: rerank(inputs) }),
};

function rerank({ query, contexts, top_k: topK }: JsonObject) {
  const place = { size: 512, salt: 'rerank' };
  const asked = embedText(stringIn(query) ?? '', place);
  const scored = arrayIn(contexts).map((context, id) => {
    const text = isObject(context) ? (stringIn(context.text) ?? '') : '';
    return { id, score: 1 / (1 + Math.exp(4 - 12 * similarity(asked, embedText(text, place)))) };
  });
  return {
    response: scored.sort((one, other) => other.score - one.score).slice(0, numberIn(topK) ?? scored.length),
  };
}
