import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWorkersAI } from 'workers-ai-gateway/ai7';
import { text } from 'workers-ai-gateway/testing';
import { becomes, on, said } from './person';
import { createStage, type Stage } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.close());
beforeEach(() => stage.gateway.clear());

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFElEQVR42mO4pSSAFTEMLYlbWBAAgORJARKr6hgAAAAASUVORK5CYII=';

test('an attached image is shown, and goes to a model that sees', async () => {
  const { page, complaints } = await stage.open('/');
  const { ask, answer } = on(page);
  await page
    .getByLabel('Attach an image')
    .setInputFiles({ name: 'square.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') });
  await page.getByRole('button', { name: 'Remove square.png' }).waitFor();

  stage.gateway.reply(text('A small square.'));
  await ask('What is in this picture?');

  await answer.getByText('A small square.').waitFor();
  const [request] = stage.gateway.requests;
  expect(request?.model).toBe('@cf/google/gemma-4-26b-a4b-it');
  expect(request?.text).toContain(`data:image/png;base64,${pixel}`);
  const shown = page.getByRole('article', { name: 'You' }).getByRole('img', { name: 'square.png' });
  expect(await shown.getAttribute('src')).toContain(pixel);
  expect(complaints).toEqual([]);
});

test('a file of another type, or one too large, is refused with the reason', async () => {
  const { page } = await stage.open('/');
  const { alert } = on(page);
  const input = page.getByLabel('Attach an image');
  await input.setInputFiles({ name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
  await alert.getByText('“notes.pdf” is no image that the model reads.').waitFor();
  await input.setInputFiles({
    name: 'wall.png',
    mimeType: 'image/png',
    buffer: Buffer.alloc(5 * 1024 * 1024),
  });
  await alert.getByText('“wall.png” has 5.0 MB. Choose one of up to 4 MB.').waitFor();
  expect(stage.gateway.requests).toEqual([]);
});

test('thumbs up reaches the gateway’s log, and a second click takes it back', async () => {
  const { page, complaints } = await stage.open('/');
  const { ask, fact } = on(page);
  const { gateway } = createWorkersAI(stage.settings);
  await ask('What is AI Gateway?');
  const logId = await said(fact('Log id'));
  const feedback = async () => (await gateway.getLog(logId)).feedback ?? null;
  expect(await feedback()).toBe(null);

  const up = page.getByRole('button', { name: 'Good answer' });
  await up.click();
  await becomes(feedback).toBe(1);
  expect(await up.getAttribute('aria-pressed')).toBe('true');

  await up.click();
  await becomes(feedback).toBe(null);
  expect(complaints).toEqual([]);
});

test('Shift+Enter begins a line, Enter sends', async () => {
  const { page } = await stage.open('/');
  await page.keyboard.type('One');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('Two');
  await page.keyboard.press('Enter');
  await page.getByRole('article', { name: 'You' }).waitFor();
  await becomes(() => stage.gateway.requests.length).toBe(1);
  expect(stage.gateway.requests[0]?.text).toContain('One\\nTwo');
});
