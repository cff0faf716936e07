import { generateImage, generateText, streamText } from 'ai-7';
import { expect, test } from 'vitest';
import * as root from 'workers-ai-gateway';
import { createWorkersAI, readMetadata } from 'workers-ai-gateway/ai7';
import { asOf, models } from 'workers-ai-gateway/models';
import { createLocalGateway } from 'workers-ai-gateway/testing';
import { tableRows } from './pages.ts';

const glm = '@cf/zai-org/glm-4.7-flash';
const workersai = createWorkersAI(createLocalGateway({ models: [glm] }).settings);
const ask = (model: object) =>
  Reflect.apply(generateText, undefined, [{ model, prompt: 'Hi', maxRetries: 0 }]);

const retired = models.find(model => model.task === 'Text Generation' && (model.retired ?? '9') <= asOf);

/** Each mistake of the skill's table that shows an error, by the beginning of its row. */
const mistakes: Readonly<Record<string, () => unknown>> = {
  '`import': () => ask(root.createWorkersAI(createLocalGateway().settings)(glm)),
  '`workersai(': () => ask(workersai('llama-3.2-3b-instruct')),
  '`apiKey': () => createWorkersAI({ apiKey: 'Bearer abc' }),
  '`createWorkersAI': () => ask(Reflect.apply(createWorkersAI, undefined, [{ binding: undefined }])(glm)),
  'a model id': () => ask(createWorkersAI(createLocalGateway().settings)(retired?.id ?? '')),
  '`readMetadata': () => readMetadata(streamText({ model: workersai(glm), prompt: 'Hi' })),
  'FLUX.2': () =>
    generateImage({ model: workersai.image('@cf/black-forest-labs/flux-2-klein-9b'), prompt: 'A fox' }),
};

const rows = tableRows('skills/workers-ai-gateway/SKILL.md', 'Ten common mistakes').slice(1);

test('the skill has ten mistakes', () => {
  expect(rows).toHaveLength(10);
});

test.each(Object.entries(mistakes))('the mistake %s… shows the error of its row', async (start, make) => {
  const [, shown = ''] = rows.find(([mistake = '']) => mistake.startsWith(start)) ?? [];
  const quoted = [...shown.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
  const error = await new Promise(resolve => resolve(make())).catch(String);
  expect(quoted).not.toEqual([]);
  for (const text of quoted) expect(error).toContain(text);
});
