import { unwrap } from '../request/envelope.ts';
import { isRecord } from '../values/check.ts';
import { countOf, listOf, recordOf } from '../values/fields.ts';

/** What an embedding model answered. */
export interface EmbeddingAnswer {
  readonly embeddings: number[][];
  /** Tokens of all values; undefined where the service gave none. */
  readonly tokens: number | undefined;
}

/** Reads Workers AI's `{data: [[…]]}`, OpenAI's list, and bge-m3's `{response: [[…]]}`; undefined for anything else. */
export function readEmbeddings(body: unknown): EmbeddingAnswer | undefined {
  const result = unwrap(body);
  if (!isRecord(result)) return undefined;
  const rows = Array.isArray(result.data) ? result.data : listOf(result.response);
  const embeddings = inOrder(rows).map(row => (isRecord(row) ? row.embedding : row));
  if (!embeddings.every(isVector)) return undefined;
  return { embeddings, tokens: readTokens(result) };
}

/** OpenAI's list names each entry's place. */
function inOrder(rows: readonly unknown[]): readonly unknown[] {
  const placeOf = (row: unknown) => countOf(recordOf(row).index) ?? 0;
  return rows.every(isRecord) ? [...rows].sort((a, b) => placeOf(a) - placeOf(b)) : rows;
}

function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(Number.isFinite);
}

/** bge-m3 tells its tokens as a cost metric. */
function readTokens(result: Readonly<Record<string, unknown>>): number | undefined {
  const usage = recordOf(result.usage);
  const meta = recordOf(result.meta);
  const metric = meta.cost_metric_name_1 === 'input_tokens' ? meta.cost_metric_value_1 : undefined;
  return countOf(usage.prompt_tokens) ?? countOf(usage.total_tokens) ?? countOf(metric);
}
