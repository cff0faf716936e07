import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLocalGateway, type LocalGateway } from 'workers-ai-gateway/testing';
import { folderOf, indexFolder, modelsOn, writeFiles } from './run.ts';

const notes = {
  'cats.md': '# Cats\n\nCats sleep all day.\n\n## Food\n\nCats eat fish.\n',
  'dogs.md': '# Dogs\n\nDogs bark at night.\n',
};

const inputsOf = ({ requests }: LocalGateway): unknown[] => requests.map(({ body }) => body);

test('the first run embeds everything, and the next one nothing', async () => {
  const gateway = createLocalGateway();
  const folder = await folderOf(notes);

  const first = await indexFolder(folder, { models: modelsOn(gateway) });
  expect(first).toMatchObject({ fresh: 'a new index', changed: 2, embedded: 3, requests: 1 });
  expect(first.sections).toEqual(['cats.md#cats', 'cats.md#food', 'dogs.md#dogs']);

  const second = await indexFolder(folder, { models: modelsOn(gateway) });
  expect(second).toMatchObject({ fresh: undefined, changed: 0, unchanged: 2, embedded: 0, requests: 0 });
  expect(gateway.requests.length).toBe(1);
});

test('of a changed file only the changed section is embedded', async () => {
  const gateway = createLocalGateway();
  const folder = await folderOf(notes);
  await indexFolder(folder, { models: modelsOn(gateway) });
  gateway.clear();

  await writeFiles(folder, { 'cats.md': notes['cats.md'].replace('fish', 'mice') });
  expect(await indexFolder(folder, { models: modelsOn(gateway) })).toMatchObject({
    changed: 1,
    unchanged: 1,
    embedded: 1,
    kept: 1,
    requests: 1,
  });
  expect(JSON.stringify(inputsOf(gateway))).toContain('Cats eat mice.');
  expect(JSON.stringify(inputsOf(gateway))).not.toContain('sleep');
});

test('a file that went is gone from the index, and one that moved is not embedded again', async () => {
  const gateway = createLocalGateway();
  const folder = await folderOf(notes);
  await indexFolder(folder, { models: modelsOn(gateway) });
  gateway.clear();

  await rm(join(folder, 'cats.md'));
  await rename(join(folder, 'dogs.md'), join(folder, 'hounds.md'));
  const result = await indexFolder(folder, { models: modelsOn(gateway) });
  expect(result).toMatchObject({ changed: 1, removed: 2, embedded: 0, kept: 1, requests: 0 });
  expect(result.sections).toEqual(['hounds.md#dogs']);
});

test('another embedding model embeds everything anew', async () => {
  const gateway = createLocalGateway();
  const folder = await folderOf(notes);
  await indexFolder(folder, { models: modelsOn(gateway) });

  const result = await indexFolder(folder, { models: modelsOn(gateway, '@cf/baai/bge-base-en-v1.5') });
  expect(result).toMatchObject({ fresh: 'it was made with @cf/baai/bge-m3', embedded: 3 });
});

test('a model whose vectors changed their length embeds everything anew', async () => {
  const folder = await folderOf(notes);
  const embedTo = (length: number) =>
    modelsOn(createLocalGateway({ embed: texts => texts.map(() => Array(length).fill(1)) }));
  await indexFolder(folder, { models: embedTo(4) });

  await writeFiles(folder, { 'cats.md': '# Cats\n\nNew.\n' });
  const result = await indexFolder(folder, { models: embedTo(8) });
  expect(result).toMatchObject({
    fresh: 'its vectors have 4 dimensions, the model’s now 8',
    changed: 2,
    embedded: 2,
  });
  expect(result.sections).toEqual(['cats.md#cats', 'dogs.md#dogs']);
});

test('asked for all, it embeds everything anew', async () => {
  const gateway = createLocalGateway();
  const folder = await folderOf(notes);
  await indexFolder(folder, { models: modelsOn(gateway) });
  expect(await indexFolder(folder, { models: modelsOn(gateway), all: true })).toMatchObject({
    fresh: 'as asked',
    embedded: 3,
  });
});

test('what was embedded once comes from the gateway’s cache', async () => {
  const gateway = createLocalGateway();
  const folder = await folderOf(notes);
  expect(await indexFolder(folder, { models: modelsOn(gateway) })).toMatchObject({ requests: 1, hits: 0 });
  expect(
    await indexFolder(folder, { models: modelsOn(gateway), file: join(folder, 'another.db') }),
  ).toMatchObject({ requests: 1, hits: 1 });
});

test('a failure leaves the index as it was', async () => {
  const gateway = createLocalGateway();
  const folder = await folderOf(notes);
  const { sections } = await indexFolder(folder, { models: modelsOn(gateway) });

  await writeFiles(folder, { 'birds.md': '# Birds\n\nBirds sing.\n' });
  const broken = createLocalGateway({ token: 'another' });
  const models = modelsOn({ ...broken, settings: { ...broken.settings, apiKey: 'wrong' } });
  await expect(indexFolder(folder, { models })).rejects.toThrow('10000');

  await rm(join(folder, 'birds.md'));
  expect(await indexFolder(folder, { models: modelsOn(gateway) })).toMatchObject({
    changed: 0,
    removed: 0,
    sections,
  });
});
