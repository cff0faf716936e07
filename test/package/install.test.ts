import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Packed, packAndInstall, run } from './packed.ts';

const minutes = 60_000;
const manifest: { version: string; exports: Record<string, unknown> } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);
const entries = Object.keys(manifest.exports)
  .filter(entry => entry !== './package.json')
  .map(entry => `workers-ai-gateway${entry.slice(1)}`);

let packed: Packed;
beforeAll(async () => {
  packed = await packAndInstall(['ai@4.3.19']);
}, 10 * minutes);
afterAll(() => packed?.remove());

const node = (...args: readonly string[]) => run(process.execPath, args, packed.app);

test('the tarball holds what is built and the papers, nothing else', () => {
  const top = new Set(packed.files.map(path => path.split('/')[0]));
  const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES'];
  expect([...top].sort()).toEqual([...papers, 'dist', 'package.json']);
  expect(packed.files).toEqual(
    expect.arrayContaining(['dist/index.js', 'dist/index.cjs', 'dist/index.d.ts']),
  );
  expect(packed.files.filter(path => /\.(map|test\.\w+)$|\.tsx?$(?<!\.d\.ts)/.test(path))).toEqual([]);
});

/** A name of each entry that is not for a version of the AI SDK. */
const exported: Readonly<Record<string, string>> = {
  'workers-ai-gateway/testing': 'createLocalGateway',
  'workers-ai-gateway/wrangler': 'plugins',
};

describe.each(entries)('%s', entry => {
  test('imports as ESM and as CJS, with the same names', async () => {
    const ask =
      'console.log(JSON.stringify(Object.keys(entry).filter(name => name !== "default" && name !== "module.exports").sort()))';
    const esm = await node('--input-type=module', '-e', `import * as entry from '${entry}'; ${ask}`);
    const cjs = await node('-e', `const entry = require('${entry}'); ${ask}`);
    const names: string[] = JSON.parse(esm);
    expect(names).toContain(exported[entry] ?? 'createWorkersAI');
    expect(JSON.parse(cjs)).toEqual(names);
  });
});

test('the manifest can be read, and VERSION is what it says', async () => {
  const code =
    "const { VERSION } = require('workers-ai-gateway'); const { version } = require('workers-ai-gateway/package.json');";
  const said = await node('-e', `${code} console.log(JSON.stringify([VERSION, version]))`);
  expect(JSON.parse(said)).toEqual([manifest.version, manifest.version]);
});

test('the command is installed, and tells what it takes', async () => {
  const command = join(packed.app, 'node_modules/.bin/workers-ai-gateway');
  expect(await run(command, ['--help'], packed.app)).toContain('--port <number>');
});

test('it installs two packages of others, whatever the AI SDK', async () => {
  const { dependencies } = JSON.parse(
    await readFile(join(packed.app, 'node_modules/workers-ai-gateway/package.json'), 'utf8'),
  );
  expect(Object.keys(dependencies).sort()).toEqual(['@ai-sdk/provider', 'eventsource-parser']);
});

/** What a user's first program does, against the local gateway. */
const program = `
async function main() {
  const local = createLocalGateway();
  const workersai = createWorkersAI(local.settings);
  const { text, providerMetadata } = await generateText({
    model: workersai('@cf/meta/llama-3.1-8b-instruct'),
    prompt: 'What is Cloudflare?',
  });
  const { embedding } = await embed({ model: workersai.embedding('@cf/baai/bge-base-en-v1.5'), value: text });
  const server = await local.listen();
  const overSocket = createWorkersAI(server.settings);
  const labels = await overSocket.run('@cf/huggingface/distilbert-sst-2-int8', { text: 'Splendid!' });
  await server.close();
  const { logId } = providerMetadata.workersai;
  const paths = local.requests.map(request => request.path);
  console.log(JSON.stringify({ text, logId, dimensions: embedding.length, labels, paths }));
}
main();
`;
const imported = ['ai', 'workers-ai-gateway', 'workers-ai-gateway/testing'];
const names = ['embed, generateText', 'createWorkersAI', 'createLocalGateway'];

test.each([
  ['main.mjs', names.map((name, index) => `import { ${name} } from '${imported[index]}';`)],
  ['main.cjs', names.map((name, index) => `const { ${name} } = require('${imported[index]}');`)],
])('%s generates, embeds and classifies on the local gateway', async (file, head) => {
  await writeFile(join(packed.app, file), head.join('\n') + program);
  const said = JSON.parse(await node(file));
  const base = '/v1/local-account/local-gateway/workers-ai';
  expect(said).toEqual({
    text: expect.stringContaining('Cloudflare is a company'),
    logId: expect.stringMatching(/^\w{10,}$/),
    dimensions: 768,
    labels: expect.arrayContaining([{ label: 'POSITIVE', score: expect.any(Number) }]),
    paths: [
      `${base}/@cf/meta/llama-3.1-8b-instruct`,
      `${base}/@cf/baai/bge-base-en-v1.5`,
      `${base}/@cf/huggingface/distilbert-sst-2-int8`,
    ],
  });
});
