import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { folderOf, indexFolder, modelsAt, modelsOn, outcomeOf, run, start } from './run.ts';

const notes = { 'cats.md': '# Cats\n\nCats sleep all day.\n\n## Food\n\nCats eat fish.\n' };

test.each(['index', 'ask', 'eval', 'gateway'])('%s --help tells how it is used', async command => {
  expect(await run(command, ['--help'])).toEqual({
    code: 0,
    output: expect.stringMatching(new RegExp(`npm run ${command}.*--help +This text`, 's')),
  });
});

test.each([
  ['index', ['/no/such/folder'], 1, 'There is no file or folder /no/such/folder.\n'],
  ['index', ['--al'], 2, "Unknown option '--al'. Try --help.\n"],
  ['ask', [], 2, 'Ask something: npm run ask -- "How do I skip the cache?" Try --help.\n'],
  [
    'ask',
    ['What?', '--min-fit', 'high'],
    2,
    "--min-fit takes a number from 0 to 2, not 'high'. Try --help.\n",
  ],
  [
    'ask',
    ['What?', '--index', '/no/rag.db'],
    1,
    'There is no index /no/rag.db yet. Make it with: npm run index\n',
  ],
  ['eval', ['--questions', '/no.json'], 1, 'There is no file /no.json.\n'],
] as const)('%s %j ends with %i and says why', async (command, given, code, output) => {
  expect(await run(command, given)).toEqual({ code, output });
});

test('an index of another model is not searched', async () => {
  const server = await createLocalGateway().listen();
  const folder = await folderOf(notes);
  await indexFolder(folder, { models: modelsOn(createLocalGateway()) });
  expect(await run('ask', ['What?', '--index', join(folder, 'rag.db')], server.environment)).toEqual({
    code: 1,
    output: expect.stringContaining(
      `made with @cf/baai/bge-m3, and questions are embedded with @cf/baai/bge-m3 at ${server.settings.baseURL}`,
    ),
  });
  await server.close();
});

test('a wrong token says what to set', async () => {
  const server = await createLocalGateway({ token: 'right' }).listen();
  const folder = await folderOf(notes);
  const environment = { ...server.environment, CLOUDFLARE_API_TOKEN: 'wrong' };
  expect(await run('index', [folder, '--index', join(folder, 'rag.db')], environment)).toEqual({
    code: 1,
    output: expect.stringMatching(/10000.*API token/s),
  });
  await server.close();
});

test('an index belongs to one folder', async () => {
  const server = await createLocalGateway().listen();
  const [one, other] = [await folderOf(notes), await folderOf(notes)];
  await indexFolder(one, { models: modelsAt(server) });
  const { code, output } = await run('index', [other, '--index', join(one, 'rag.db')], server.environment);
  expect(code).toBe(1);
  expect(output).toContain(`is the index of ${one}. Delete it, or name another file with --index.`);
  await server.close();
});

test('index tells its progress in lines where there is no terminal, and ask its sources and what the cache saved', async () => {
  const embed = (texts: readonly string[]) => texts.map(text => [/fish|eat/.test(text) ? 1 : 0, 1]);
  const gateway = createLocalGateway({ embed, chat: () => 'They eat fish [1].' });
  const server = await gateway.listen();
  const folder = await folderOf(notes);
  const given = ['--index', join(folder, 'rag.db')];
  const environment = { ...server.environment, INIT_CWD: folder };

  const { output: indexed } = await run('index', ['.', ...given], environment);
  expect(indexed).toContain('Embedding 2/2\n');
  expect(indexed).toContain('rag.db: 2 chunks of 1 files.');

  const first = await run('ask', ['What do cats eat?', ...given], environment);
  expect(first.code).toBe(0);
  expect(first.output).toContain('They eat fish [1].\n\nSources:\n[1] cats.md#food  Cats > Food\n');
  expect(first.output).toContain('Cache: question MISS, answer MISS.');
  const second = await run('ask', ['What do cats eat?', ...given], environment);
  expect(second.output).toContain('Cache: question HIT, answer MISS.');

  const nothing = await run('ask', ['Do birds sing?', '--min-fit', '2', ...given], environment);
  expect(nothing).toEqual({
    code: 3,
    output: expect.stringContaining('Nothing in the index fits this question.'),
  });
  await server.close();
});

test('gateway serves until Ctrl-C, and prints the variables for the others', async () => {
  const child = start('gateway', ['--port', '0']);
  const ended = outcomeOf(child);
  await new Promise<void>(resolve => child.stdout?.once('data', () => resolve()));
  child.kill('SIGINT');
  expect(await ended).toEqual({
    code: 0,
    output: expect.stringMatching(/export WORKERS_AI_GATEWAY_URL=http:\/\/127\.0\.0\.1:\d+\/v1\n/),
  });
});
