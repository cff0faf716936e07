import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { failure, reasoning, text, toolCall } from 'workers-ai-gateway/testing';
import { becomes, on, said, watchGrowth, words } from './person';
import { createStage, type Stage, screenshot } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.close());
beforeEach(() => stage.gateway.clear());

test('/v4: AI SDK 4 streams thoughts, a tool call and a text that grows', async () => {
  const { page, complaints } = await stage.open('/v4');
  const { ask, answer, fact, stop } = on(page);
  stage.gateway.reply(reasoning('A calculation.'), toolCall('calculate', { expression: '6 * 7' }));
  stage.gateway.reply(text(...words(40)));

  await ask('What is six times seven?');
  await answer.getByText('6 * 7 = 42').waitFor();
  const [early, later] = await watchGrowth(answer.locator('.prose'));
  expect(later.length).toBeGreaterThan(early.length);
  expect(later).not.toContain('word39');
  await becomes(() => said(answer.locator('.prose'))).toContain('word39');
  expect(await answer.getByText('Thoughts').isVisible()).toBe(true);
  await becomes(() => said(fact('Requests to the gateway'))).toBe('2 calls');
  expect(await said(fact('Log id'))).toBe(stage.gateway.requests[1]?.logId);
  expect(await said(fact('Model'))).toBe('qwen3-30b-a3b-fp8');

  stage.gateway.reply(text(...words(2000, 'more')));
  await ask('More.');
  await answer.getByText('more3').waitFor();
  await stop.click();
  await answer.getByText('Stopped.').waitFor();
  await becomes(() => stage.gateway.requests[2]?.aborted).toBe(true);
  await screenshot(page, 'v4');
  expect(complaints).toEqual([]);
});

test('/v4: a busy model is told of, and asked again by Retry', async () => {
  const { page } = await stage.open('/v4');
  const { ask, answer, alert, retry } = on(page);
  stage.gateway.reply(failure(2003));
  stage.gateway.reply(failure(2003));
  await ask('Hello there');
  await alert.getByText('Too many questions at once').waitFor();
  stage.gateway.reply(text('Now it is fine.'));
  await retry.click();
  await answer.getByText('Now it is fine.').waitFor();
});
