import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { openIndex } from '../src/store.ts';
import { folderOf, indexFolder, modelsAt, outcomeOf, run, start, writeFiles } from './run.ts';

/** More than one request's worth, one chunk a file. */
const filesOf = (word: string): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`${index}.md`, `# Note ${index}\n\n${word} ${index}.\n`]),
  );

/** A gateway that can be told to hold the second request from now on. */
async function createGateway() {
  let calls = 0;
  let hold = Number.POSITIVE_INFINITY;
  let release = (): void => {};
  let reached = (): void => {};
  const gateway = createLocalGateway({
    embed: async texts => {
      calls += 1;
      if (calls >= hold) {
        reached();
        await new Promise<void>(resolve => {
          release = resolve;
        });
      }
      return texts.map(text => [text.length, text.charCodeAt(2), 1]);
    },
  });
  const server = await gateway.listen();
  return {
    environment: server.environment,
    models: modelsAt(server),
    /** Settles when the second request from now on has come. */
    holdSecond: () => {
      hold = calls + 2;
      return new Promise<void>(resolve => {
        reached = resolve;
      });
    },
    stopHolding: () => {
      hold = Number.POSITIVE_INFINITY;
      release();
    },
    close: () => server.close(),
  };
}

async function readAll(file: string): Promise<{ texts: string[]; nearest: unknown }> {
  const index = await openIndex(file);
  try {
    const nearest = await index.nearest(Float32Array.from([20, 100, 1]).buffer, 100);
    const passages = await index.passages(nearest.map(({ id }) => id));
    return { texts: passages.map(({ path, text }) => `${path}: ${text}`).sort(), nearest };
  } finally {
    index.close();
  }
}

test.each([
  ['SIGKILL', null, /^Embedding with/],
  ['SIGINT', 130, /Stopped. The index is as it was.\n$/],
] as const)('%s in the middle leaves the old index whole', async (signal, code, said) => {
  const { environment, models, holdSecond, stopHolding, close } = await createGateway();
  const folder = await folderOf(filesOf('old'));
  const file = join(folder, 'rag.db');
  await indexFolder(folder, { models });
  const before = await readAll(file);
  expect(before.texts.length).toBe(40);

  await writeFiles(folder, filesOf('new'));
  const held = holdSecond();
  const child = start('index', [folder, '--index', file], environment);
  const ended = outcomeOf(child);
  await held;
  expect(await readAll(file)).toEqual(before);
  child.kill(signal);
  expect(await ended).toEqual({ code, output: expect.stringMatching(said) });
  expect(await readAll(file)).toEqual(before);

  stopHolding();
  expect(await indexFolder(folder, { models })).toMatchObject({ embedded: 40, requests: 3, hits: 1 });
  expect((await readAll(file)).texts.every(text => text.includes('new'))).toBe(true);
  await close();
});

test('a second run beside the first one says so', async () => {
  const { environment, models, holdSecond, stopHolding, close } = await createGateway();
  const folder = await folderOf(filesOf('old'));
  const file = join(folder, 'rag.db');
  const held = holdSecond();
  const first = indexFolder(folder, { models });
  await held;
  expect(await run('index', [folder, '--index', file], environment)).toEqual({
    code: 1,
    output: expect.stringContaining('Another run is writing this index.'),
  });
  stopHolding();
  expect(await first).toMatchObject({ embedded: 40 });
  expect((await readAll(file)).texts.length).toBe(40);
  await close();
});

test('the first run of all, killed, leaves no index', async () => {
  const { environment, holdSecond, close } = await createGateway();
  const folder = await folderOf(filesOf('old'));
  const file = join(folder, 'rag.db');
  const held = holdSecond();
  const child = start('index', [folder, '--index', file], environment);
  const ended = outcomeOf(child);
  await held;
  child.kill('SIGKILL');
  await ended;
  await expect(openIndex(file)).rejects.toThrow(`There is no index ${file} yet. Make it with: npm run index`);
  await close();
});
