import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readModelTasks } from '../scripts/model-tasks.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = ['chat', 'embedding', 'run'].map(kind => `src/${kind}/model-ids.generated.ts`);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-ids-'));
  for (const name of generated) await cp(join(root, name), join(folder, name));
});
afterEach(() => rm(folder, { recursive: true }));

function generate(...args: string[]): Promise<{ code: number | string | null | undefined; output: string }> {
  return new Promise(done => {
    const command = ['--import', 'tsx', 'scripts/model-ids.ts', ...args];
    execFile(
      process.execPath,
      command,
      { cwd: root, env: { ...process.env, NODE_NO_WARNINGS: '1' } },
      (error, stdout, stderr) => done({ code: error === null ? 0 : error.code, output: stdout + stderr }),
    );
  });
}

/** Declares one model of this class as Cloudflare declares them. */
async function declareModel(name: string, declaration: string, members: string): Promise<string> {
  const path = join(folder, 'index.d.ts');
  const text = `declare abstract class ${declaration} { ${members} }\ninterface AiModels { '${name}': ${declaration} }\n`;
  await writeFile(path, text);
  return path;
}

test('the committed model ids are those of the installed types', async () => {
  expect(await generate('--check')).toEqual({ code: 0, output: '' });
});

test.each(generated)('an old %s fails the check, which says what to run and writes nothing', async name => {
  const old = (await readFile(join(folder, name), 'utf8')).replace(/^.*'@cf.*\n/m, '');
  await writeFile(join(folder, name), old);

  expect(await generate('--check', folder)).toEqual({
    code: 1,
    output: `${name} is old or missing. Run: npx tsx scripts/model-ids.ts\n`,
  });
  expect(await readFile(join(folder, name), 'utf8')).toBe(old);
});

test('without --check the old and missing files are written, and no other', async () => {
  await rm(join(folder, 'src/run'), { recursive: true });
  await writeFile(join(folder, 'src/chat/model-ids.generated.ts'), 'old');

  expect(await generate(folder)).toEqual({
    code: 0,
    output: 'wrote src/chat/model-ids.generated.ts\nwrote src/run/model-ids.generated.ts\n',
  });
  for (const name of generated) {
    expect(await readFile(join(folder, name), 'utf8')).toBe(await readFile(join(root, name), 'utf8'));
  }
});

test('each model is a line of its own, in order', async () => {
  const lines = (await readFile(join(root, 'src/run/model-ids.generated.ts'), 'utf8')).split('\n');
  const ids = lines.flatMap(line => line.match(/^ {2}'(.+)': '[a-z0-9/-]+';$/)?.[1] ?? []);
  expect(lines.length).toBe(ids.length + 5);
  expect(ids).toEqual([...ids].sort());
});

test.each([
  ['@cf/huggingface/distilbert-sst-2-int8', 'text-classification'],
  ['@cf/meta/llama-3.2-3b-instruct', 'text-generation'],
  ['@cf/zai-org/glm-5.2', 'text-generation/chat'],
  ['@cf/baai/bge-m3', 'text-embeddings/contexts'],
  ['@cf/baai/bge-reranker-base', 'reranking'],
  ['@cf/leonardo/phoenix-1.0', 'text-to-image/bytes'],
  ['@cf/deepgram/nova-3', 'automatic-speech-recognition/channels'],
  ['@cf/pipecat-ai/smart-turn-v2', 'voice-activity-detection'],
])('%s is of the task %s', async (model, task) => {
  expect(await readFile(join(root, 'src/run/model-ids.generated.ts'), 'utf8')).toContain(
    `'${model}': '${task}';`,
  );
});

test('the types tell the task, not the name', async () => {
  const members = 'inputs: { input_text: string }; postProcessedOutputs: { summary: string }';
  const path = await declareModel('@cf/new/model', 'New', members);
  expect([...readModelTasks(path)]).toEqual([['@cf/new/model', 'summarization']]);
});

test.each([
  ['BaseAiObjectDetection', 'object-detection'],
  ['BaseAiImageClassification', 'image-classification'],
])('%s, of the same members as another class, is %s', async (declaration, task) => {
  const members = 'inputs: { image: number[] }; postProcessedOutputs: { label?: string; score?: number }[]';
  const path = await declareModel('@cf/an/eye', declaration, members);
  expect([...readModelTasks(path)]).toEqual([['@cf/an/eye', task]]);
});

test('a model whose task the types do not tell is an error that names it', async () => {
  const members = 'inputs: { air: string }; postProcessedOutputs: { smell: string }';
  const path = await declareModel('@cf/odd/nose', 'Odd', members);
  expect(() => readModelTasks(path)).toThrow(
    'Cannot tell the task of @cf/odd/nose (Odd): no rule fits. Its inputs have [air], its output has [smell].',
  );
});

test('a model that two tasks fit is an error that names both', async () => {
  const members = 'inputs: { input_text: 1; image: 1 }; postProcessedOutputs: { summary: 1; description: 1 }';
  const path = await declareModel('@cf/odd/both', 'Odd', members);
  expect(() => readModelTasks(path)).toThrow('@cf/odd/both (Odd): summarization and image-to-text fit.');
});

test('types without the list of models are an error', async () => {
  const path = join(folder, 'index.d.ts');
  await writeFile(path, 'interface Other {}');
  expect(() => readModelTasks(path)).toThrow(`Cannot find the interface AiModels in ${path}.`);
  expect(() => readModelTasks(join(folder, 'none.d.ts'))).toThrow('Run npm install.');
});
