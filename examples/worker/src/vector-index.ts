interface Vector {
  readonly id: string;
  readonly values: number[];
  readonly metadata: Record<string, string>;
}

export interface Match {
  readonly id: string;
  /** The cosine of the angle between the two vectors. */
  readonly score: number;
  readonly metadata?: Record<string, unknown>;
}

/** What of a Vectorize index is used here: https://developers.cloudflare.com/vectorize/reference/client-api/ */
export interface VectorIndex {
  upsert(vectors: Vector[]): Promise<unknown>;
  query(
    values: number[],
    options: { topK: number; returnMetadata: 'all' },
  ): Promise<{ matches: readonly Match[] }>;
}

/** Stands in for Vectorize, which has no local mode: it lasts as long as the process, and looks at every vector. */
export function createMemoryIndex(): VectorIndex {
  const vectors = new Map<string, Vector>();
  return {
    upsert: async given => {
      for (const vector of given) vectors.set(vector.id, vector);
    },
    query: async (values, { topK }) => {
      const matches = [...vectors.values()].map(({ id, metadata, ...other }) => ({
        id,
        metadata,
        score: cosine(values, other.values),
      }));
      return { matches: matches.sort((one, other) => other.score - one.score).slice(0, topK) };
    },
  };
}

function cosine(one: readonly number[], other: readonly number[]): number {
  const dot = (left: readonly number[], right: readonly number[]) =>
    left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
}
