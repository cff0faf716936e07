import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway/ai7';
import { type Answer, ask, type Nothing } from '../src/ask.ts';
import { repository } from '../src/command.ts';
import { readDocuments } from '../src/documents.ts';
import { evaluate } from '../src/evaluate.ts';
import { indexDocuments } from '../src/index-documents.ts';
import { createModelGateway } from '../src/local-gateway.ts';
import { localEmbeddingModel, modelsFrom } from '../src/models.ts';
import { openIndex, openStore } from '../src/store.ts';

describe('with the real embedding model, over the repository’s docs', () => {
  const gateway = createModelGateway();
  const models = modelsFrom(createWorkersAI(gateway.settings), {
    embedding: localEmbeddingModel,
    chat: '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
    host: undefined,
    place: 'a test',
  });
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rag-'));
    const documents = await readDocuments(repository, ['README.md', 'CONTRIBUTING.md', 'docs']);
    const store = await openStore(join(folder, 'rag.db'));
    await indexDocuments(store, { folder: repository, documents, models });
    store.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function answerTo(
    question: string,
    whole = false,
  ): Promise<(Answer | Nothing) & { readonly shown: string }> {
    const index = await openIndex(join(folder, 'rag.db'));
    let shown = '';
    const result = await ask(index, {
      question,
      models,
      whole,
      write: text => {
        shown += text;
      },
    });
    index.close();
    return { ...result, shown };
  }

  test('at least three of four questions find their section among the first five, and most of those without are turned away', async () => {
    const index = await openIndex(join(folder, 'rag.db'));
    const cases = JSON.parse(await readFile('questions.json', 'utf8'));
    const { quality, answerable, wronglyRefused, unanswerable } = await evaluate(index, { cases, models });
    index.close();
    expect(answerable).toBeGreaterThanOrEqual(20);
    expect(quality.both.hitRate).toBeGreaterThanOrEqual(0.75);
    expect(quality.both.meanReciprocalRank).toBeGreaterThanOrEqual(0.45);
    expect(quality.both.hitRate).toBeGreaterThan(quality.meaning.hitRate);
    expect(quality.reranked.hitRate).toBeGreaterThanOrEqual(0.75);
    expect(quality.reranked.meanReciprocalRank).toBeGreaterThanOrEqual(0.45);
    expect(wronglyRefused).toBeLessThanOrEqual(2);
    expect(unanswerable.filter(({ isRefused }) => isRefused).length).toBeGreaterThanOrEqual(5);
  });

  test('an answer cites the section that it is from', async () => {
    const result = await answerTo('Does the gateway cache streams?');
    expect(result).toMatchObject({
      kind: 'answer',
      hasCited: true,
      sources: [{ passage: { path: 'docs/caching.md', anchor: 'streams' } }],
      questionCache: 'MISS',
      answerCache: 'MISS',
      logId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(result.shown).toMatch(/> .*cache.* streams.* \[\d\]\n?$/s);
    expect(result.shown).toContain('No language model runs here.');
  });

  test('asked again, the question comes from the cache, and a whole answer too', async () => {
    const question = 'Which folders may import each other?';
    expect(await answerTo(question, true)).toMatchObject({ questionCache: 'MISS', answerCache: 'MISS' });
    expect(await answerTo(question, true)).toMatchObject({ questionCache: 'HIT', answerCache: 'HIT' });
    expect(await answerTo(question, false)).toMatchObject({ questionCache: 'HIT', answerCache: 'MISS' });
  });

  test('a question that nothing fits gets no answer, and asks no language model', async () => {
    const before = gateway.requests.length;
    const result = await answerTo('Who won the football world cup in 1998?');
    expect(result).toMatchObject({ kind: 'nothing', shown: '' });
    expect(gateway.requests.slice(before).map(({ model }) => model)).toEqual([localEmbeddingModel]);
  });
});
