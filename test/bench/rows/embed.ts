// 6. embedMany of 2,000 values over loopback, each request of which takes 50 ms.
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { embedMany } from 'ai';
import { embedMany as embedMany4 } from 'ai4';
import { createWorkersAI as createPeer } from 'workers-ai-provider';
import { createWorkersAI as createPeer0 } from 'workers-ai-provider-0';
import { type Fetch, peer0Binding } from '../clients.ts';
import { compare, exactly, type Line } from '../compare.ts';
import * as ours from '../ours.ts';
import { type Contestant, runRounds } from '../rounds.ts';
import type { RowOptions, RowResult } from '../row.ts';
import { type Source, startSource } from '../serve.ts';
import type { Shape } from '../sse.ts';

const values = Array.from({ length: 2000 }, (_, index) => `Caches keep answer number ${index}.`);
const id = '@cf/baai/bge-base-en-v1.5';

/** A contestant of its own fetch, which counts the requests of a run. */
interface Counted extends Contestant {
  readonly requests: () => number;
}

const counted =
  (source: Source) =>
  (
    name: string,
    shape: Shape,
    embed: (fetch: Fetch) => () => Promise<{ embeddings: unknown[] }>,
  ): Counted => {
    let requests = 0;
    const once = embed((_, init) => {
      requests += 1;
      return fetch(source.url(`/embed?delay=50&shape=${shape}`), init);
    });
    return {
      name,
      requests: () => requests,
      run: async () => {
        requests = 0;
        const { embeddings } = await once();
        if (embeddings.length !== values.length) throw new Error(`${name}: ${embeddings.length} embeddings.`);
      },
    };
  };

function contestants(source: Source): Counted[] {
  const contestant = counted(source);
  const settings = { accountId: 'account', apiKey: 'token', gateway: 'gateway' };
  const peerSettings = { ...settings, gateway: { id: 'gateway' } };
  // Workers AI takes 100 values a request at most: the peers are told.
  const limit = { maxEmbeddingsPerCall: 100 };
  return [
    contestant('ai@7', 'native', fetch => {
      const model = ours.ai7.createWorkersAI({ ...settings, fetch }).embedding(id);
      return () => embedMany({ model, values });
    }),
    contestant('ai@7 workers-ai-provider 4', 'native', fetch => {
      const model = createPeer({ ...peerSettings, fetch }).textEmbedding(id, limit);
      return () => embedMany({ model, values });
    }),
    contestant('ai@7 openai-compatible 3, as it is', 'openai', fetch => {
      const settings = {
        name: 'workers-ai',
        apiKey: 'token',
        baseURL: 'https://gateway.ai.cloudflare.com/v1',
      };
      const model = createOpenAICompatible({ ...settings, fetch }).embeddingModel(id);
      return () => embedMany({ model, values });
    }),
    contestant('ai@4', 'native', fetch => {
      const model = ours.ai4.createWorkersAI({ ...settings, fetch }).embedding(id);
      return () => embedMany4({ model, values });
    }),
    contestant('ai@4 workers-ai-provider 0.7', 'native', fetch => {
      const model = createPeer0({ binding: peer0Binding(fetch) }).textEmbeddingModel(id, limit);
      return () => embedMany4({ model, values });
    }),
  ];
}

export async function run({ rounds }: RowOptions): Promise<RowResult> {
  const source = await startSource();
  try {
    const all = contestants(source);
    const samples = await runRounds(all, { rounds });
    const comparison = {
      what: 'embedMany of 2,000',
      samples,
      per: { count: 2000, unit: 'a value' },
      by: 'wall',
    } as const;
    const lines: Line[] = compare(comparison, [
      ['ai@7', 'ai@7 workers-ai-provider 4'],
      ['ai@7', 'ai@7 openai-compatible 3, as it is'],
      ['ai@4', 'ai@4 workers-ai-provider 0.7'],
      ['ai@7', 'ai@4'],
    ]);
    const both = { what: 'embedMany of 2,000 values, both 100 a call', samples, per: comparison.per };
    lines.push(
      ...compare(both, [
        ['ai@7', 'ai@7 workers-ai-provider 4'],
        ['ai@4', 'ai@4 workers-ai-provider 0.7'],
      ]),
    );
    for (const { name, requests } of all.filter(({ name }) => /^ai@\d$/.test(name))) {
      const ratio = exactly(requests() / 20);
      lines.push({ what: 'requests of 2,000 values', ours: name, against: '20', ratio, aim: 1 });
    }
    return { lines, notes: all.map(({ name, requests }) => `${name}: ${requests()} requests.`) };
  } finally {
    source.stop();
  }
}
