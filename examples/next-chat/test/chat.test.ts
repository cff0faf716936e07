import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pause, reasoning, text, toolCall } from 'workers-ai-gateway/testing';
import { becomes, on, said, watchGrowth, words } from './person';
import { createStage, type Stage, screenshot } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.close());
beforeEach(() => stage.gateway.clear());

test('an answer grows while it is written, and the gateway’s facts stand under it', async () => {
  const { page, complaints } = await stage.open('/');
  const { ask, answer, fact } = on(page);
  stage.gateway.reply(text(...words(40)));

  await ask('Write forty words.');
  const [early, later] = await watchGrowth(answer.locator('.prose'));
  expect(later.length).toBeGreaterThan(early.length);
  expect(later).not.toContain('word39');

  await becomes(() => said(answer.locator('.prose'))).toContain('word39');
  expect(await said(fact('Log id'))).toBe(stage.gateway.requests[0]?.logId);
  expect(await said(fact('Tokens in and out'))).toMatch(/^\d+ → \d+ tokens$/);
  expect(await said(fact('Latency'))).toMatch(/^[\d,]+ ms$/);
  expect(complaints).toEqual([]);
});

test('thoughts are folded away, and a tool call stands with its result', async () => {
  const { page, complaints } = await stage.open('/');
  const { ask, answer, fact, radio } = on(page);
  const { reply } = stage.gateway;
  const question = 'What does AI Gateway do for us?';
  reply(
    text(
      '**AI Gateway** sits between an application and its models. It *caches* answers, retries failed requests, ',
      'limits rates and logs every call.',
    ),
  );
  await radio('Whole').check();
  await ask(question);
  await answer.getByText('caches').waitFor();
  await page.getByRole('button', { name: 'New chat' }).click();
  await ask(question);
  await page.getByText('HIT', { exact: true }).waitFor();

  reply(
    reasoning(
      'A month is € 19.90, so a year is twelve times that. ',
      'Tax comes on top: times 1.23. ',
      'The tool is exact.',
    ),
    toolCall('calculate', { expression: '19.90 * 12 * 1.23' }),
  );
  reply(
    text(
      '| | |\n|---|---|\n| twelve months | € 238.80 |\n| 23 % tax | € 54.92 |\n',
      '| **a year** | **€ 293.72** |',
    ),
  );
  await radio('Streamed').check();
  await ask('We pay € 19.90 a month. What is that in a year, with 23 % tax?');

  await answer.getByText('19.90 * 12 * 1.23 = 293.724').waitFor();
  await becomes(() => said(fact('Requests to the gateway'))).toBe('2 calls');
  await answer.getByRole('cell', { name: '€ 293.72' }).waitFor();
  const thoughts = answer.getByText('The tool is exact.');
  expect(await thoughts.isVisible()).toBe(false);
  await answer.getByText('Thoughts').first().click();
  expect(await thoughts.isVisible()).toBe(true);
  await takePictures(page);
  expect(complaints).toEqual([]);
});

/** Of the conversation: light, dark, and on a phone. SCREENSHOT names another place for the first. */
async function takePictures(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Good answer' }).last().click();
  await page.setViewportSize({ width: 1200, height: 840 });
  await screenshot(page, 'light', process.env.SCREENSHOT);
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, 'dark');
  await page.setViewportSize({ width: 390, height: 800 });
  await screenshot(page, 'phone');
}

test('Escape stops an answer, and the request to the gateway with it', async () => {
  const { page, complaints } = await stage.open('/');
  const { ask, answer, retry } = on(page);
  stage.gateway.reply(text(...words(2000)));

  await ask('Write on and on.');
  await answer.getByText('word3').waitFor();
  expect(stage.gateway.requests[0]?.aborted).toBe(false);
  await page.keyboard.press('Escape');

  await answer.getByText('Stopped.').waitFor();
  await becomes(() => stage.gateway.requests[0]?.aborted).toBe(true);

  stage.gateway.reply(text('A short one.'));
  await retry.click();
  await answer.getByText('A short one.').waitFor();
  expect(await page.getByText('word3').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('stopped before the first word, the question can be asked again', async () => {
  const { page } = await stage.open('/');
  const { ask, answer, stop, retry } = on(page);
  stage.gateway.reply(pause(60_000), text('Too late.'));

  await ask('Are you there?');
  await becomes(() => stage.gateway.requests.length).toBe(1);
  await stop.click();
  await page.getByText('Stopped before an answer came.').waitFor();
  await becomes(() => stage.gateway.requests[0]?.aborted).toBe(true);

  stage.gateway.reply(text('Here I am.'));
  await retry.click();
  await answer.getByText('Here I am.').waitFor();
});

test('whole, the same question in a new chat is a HIT', async () => {
  const { page, complaints } = await stage.open('/');
  const { ask, answer, fact, radio } = on(page);
  await radio('Whole').check();

  await ask('Calculate 12.5 * 48');
  await answer.getByText('12.5 * 48 = 600').first().waitFor();
  expect(await said(fact('Cache'))).toBe('MISS');
  const firstLog = await said(fact('Log id'));

  await page.getByRole('button', { name: 'New chat' }).click();
  await page.getByText('What would you like to know?').waitFor();
  await ask('Calculate 12.5 * 48');
  await answer.getByText('12.5 * 48 = 600').first().waitFor();
  expect(await said(fact('Cache'))).toBe('HIT');
  expect(await said(fact('Log id'))).not.toBe(firstLog);
  expect(stage.gateway.requests.map(request => request.cacheStatus)).toEqual(['MISS', 'MISS', 'HIT', 'HIT']);
  expect(complaints).toEqual([]);
});
