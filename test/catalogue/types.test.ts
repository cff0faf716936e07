import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readModelTasks } from '../../scripts/model-tasks.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'types-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Declares one model of this class as Cloudflare declares them. */
async function declareModel(name: string, declaration: string, members: string): Promise<string> {
  const path = join(folder, 'index.d.ts');
  const text = `declare abstract class ${declaration} { ${members} }\ninterface AiModels { '${name}': ${declaration} }\n`;
  await writeFile(path, text);
  return path;
}

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
