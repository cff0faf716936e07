import assert from 'node:assert/strict';
import { readMetadata } from 'workers-ai-gateway';
import { failure, json } from 'workers-ai-gateway/testing';
import type { Provider, RerankCall, Reranked, Sdk } from '../sdk.ts';
import type { Story } from '../world.ts';
import { reranker } from './models.ts';
import { eventually, gatewayHeaders, only, rejection } from './read.ts';

const query = 'Where does code of Workers run?';
const documents = ['Cats like milk', 'Workers run code at the edge', 'Rain'];

function rerank<L, E>(
  sdk: Sdk<L, E>,
  { workersai, ...call }: Partial<RerankCall> & { workersai: Provider<L, E> },
): Promise<Reranked> {
  assert.ok(sdk.rerank && workersai.rerankingModel);
  return sdk.rerank({ model: workersai.rerankingModel(reranker), query, documents, ...call });
}

const anywhere: Story[] = [
  {
    name: 'reranks documents, by scores from 0 to 1 whose logits are in the metadata',
    run: async ({ sdk, open }) => {
      const { local, workersai, seen } = await open();
      const { ranking, metadata, headers, result } = await rerank(sdk, { workersai });
      assert.equal(ranking[0]?.document, documents[1]);
      assert.deepEqual(ranking.map(({ index }) => index).sort(), [0, 1, 2]);
      assert.ok(ranking.every(({ score }) => score > 0 && score < 1));
      assert.equal(Array.isArray(metadata.rawScores) && metadata.rawScores.length, 3);
      assert.equal(headers['cf-aig-log-id'], local.requests[0]?.logId);
      assert.deepEqual(readMetadata(result), metadata);
      const { model, inputs } = only(seen());
      assert.equal(model, reranker);
      assert.deepEqual(inputs, { query, contexts: documents.map(text => ({ text })) });
    },
  },
  {
    name: 'reranks objects by their JSON, and keeps the best',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      local.reply(json({ response: [0.1, 0.9, 0.5].map((score, id) => ({ id, score })) }));
      const objects = documents.map(text => ({ text }));
      const { ranking, metadata } = await rerank(sdk, { workersai, documents: objects, topN: 2 });
      assert.deepEqual(ranking, [
        { index: 1, score: 0.9, document: objects[1] },
        { index: 2, score: 0.5, document: objects[2] },
      ]);
      assert.equal('rawScores' in metadata, false);
    },
  },
  {
    name: 'reranks nothing where nothing was found',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      local.reply(json({ response: [] }));
      assert.deepEqual((await rerank(sdk, { workersai })).ranking, []);
    },
  },
  {
    name: 'tells why documents could not be ranked, and asks once',
    run: async ({ sdk, open }) => {
      const { local, workersai } = await open();
      for (const part of [failure(3036), json({ data: [] }), json({ response: [{ id: 3, score: 1 }] })]) {
        local.reply(part);
        const error = await rejection(rerank(sdk, { workersai }));
        assert.equal(error.name, 'AI_APICallError');
        assert.equal(error.isRetryable, false);
      }
      assert.equal(local.requests.length, 3);
    },
  },
  {
    name: 'refuses an empty document by its place, before it asks',
    run: async ({ sdk, open }) => {
      const { workersai, seen } = await open();
      const error = await rejection(rerank(sdk, { workersai, documents: ['a', ''] }));
      assert.match(error.message, /documents\[1\]/);
      assert.deepEqual(seen(), []);
    },
  },
  {
    name: 'gives a reranking model to a registry and a custom provider',
    run: async ({ sdk, open }) => {
      const { workersai } = await open();
      const custom = sdk.custom({ languageModels: {}, embeddingModels: {}, fallback: workersai });
      for (const model of [
        sdk.registry(workersai).rerankingModel?.(`workersai:${reranker}`),
        custom.rerankingModel?.(reranker),
      ])
        assert.equal((await rerank(sdk, { workersai, model })).ranking.length, 3);
    },
  },
];

const throughGateway: Story = {
  name: 'reranks through the cache, with options of provider, model and call',
  needs: ['reranking', 'gateway'],
  run: async ({ sdk, open }) => {
    const { workersai, seen } = await open({ settings: { gateway: { cacheTtl: 300 } } });
    const model = workersai.rerankingModel?.(reranker, { gateway: { eventId: 'model', cacheKey: 'model' } });
    const call = { workersai, model, headers: { 'x-call': 'yes' } };
    const options = { gateway: { cacheKey: 'call' } };
    const statuses: unknown[] = [];
    for (const topN of [1, 3]) {
      const { metadata } = await rerank(sdk, { ...call, topN, options });
      statuses.push(metadata.cacheStatus);
    }
    assert.deepEqual(statuses, ['MISS', 'HIT']);
    for (const { headers } of seen()) {
      assert.equal(headers['x-call'], 'yes');
      assert.deepEqual(gatewayHeaders(headers), {
        'cf-aig-cache-ttl': '300',
        'cf-aig-event-id': 'model',
        'cf-aig-cache-key': 'call',
      });
    }
  },
};

const aborts: Story = {
  name: 'ends a ranking that is aborted, on the other side too',
  needs: ['reranking', 'aborts'],
  run: async ({ sdk, open }) => {
    let isEnded = false;
    const { local, workersai } = await open({
      local: {
        rerank: (_, { signal }) =>
          new Promise((_, reject) =>
            signal.addEventListener('abort', () => {
              isEnded = true;
              reject(signal.reason);
            }),
          ),
      },
    });
    const abort = new AbortController();
    const outcome = rejection(rerank(sdk, { workersai, abortSignal: abort.signal }));
    await eventually('the request is under way', () => local.requests.length === 1);
    abort.abort();
    assert.equal((await outcome).name, 'AbortError');
    await eventually('the service ends it', () => isEnded);
  },
};

export const rerankingStories: readonly Story[] = [
  ...anywhere.map(story => ({ ...story, needs: 'reranking' as const })),
  throughGateway,
  aborts,
];
