import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { failure, pause, text, toolCall } from 'workers-ai-gateway/testing';
import { becomes, on, said } from './person';
import { createStage, type Stage, screenshot } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.close());
beforeEach(() => stage.gateway.clear());

const wish = 'Draw a red fox under a blue sky';
const drawings = () => stage.gateway.requests.filter(({ model }) => model?.includes('flux-1-schnell'));

for (const mode of ['Streamed', 'Whole']) {
  test(`${mode.toLowerCase()}: the model draws what was asked for, and it can be downloaded`, async () => {
    const { page, complaints } = await stage.open('/');
    const { ask, answer, radio } = on(page);
    await radio(mode).check();
    await ask(wish);

    const picture = answer.getByRole('img', { name: wish });
    await picture.waitFor();
    const size = await picture.evaluate((image: HTMLImageElement) => [
      image.naturalWidth,
      image.naturalHeight,
    ]);
    expect(size).toEqual([1024, 1024]);
    // The stand-in paints a band for each colour of the prompt.
    expect(await picture.evaluate(coloursOf)).toEqual(['217,58,58', '44,107,224']);
    await answer.getByText('flux-1-schnell').waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      answer.getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('draw-a-red-fox-under-a-blue-sky.png');
    const bytes = await readFile(await download.path());
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('\x89PNG');
    await screenshot(page, `drawing-${mode.toLowerCase()}`);
    expect(complaints).toEqual([]);
  });
}

/** At a quarter and at three quarters of its height. */
function coloursOf(image: Element): string[] {
  if (!(image instanceof HTMLImageElement)) return [];
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(image, 0, 0);
  return [0.25, 0.75].map(share => {
    const pixel = context?.getImageData(image.naturalWidth / 2, image.naturalHeight * share, 1, 1).data ?? [];
    return [...pixel].slice(0, 3).join();
  });
}

test('a picture stays on the page: its bytes go neither to the model nor back to the server', async () => {
  const { page } = await stage.open('/');
  const { ask, answer } = on(page);
  const bodies: string[] = [];
  page.on('request', request => bodies.push(request.postData() ?? ''));
  await ask(wish);
  await answer.getByText('The picture is drawn').waitFor();
  stage.gateway.reply(text('You are welcome.'));
  await ask('Thank you');
  await answer.getByText('You are welcome.').waitFor();

  expect(await page.getByRole('img', { name: wish }).count()).toBe(1);
  const asked = stage.gateway.requests.map(({ text }) => text ?? '');
  expect(asked.at(-1)).toContain('The picture is drawn, and the user sees it');
  for (const text of [...asked, ...bodies]) expect(text).not.toContain('base64,');
});

test('a picture that cannot be drawn says why, and the model is told', async () => {
  const { page, complaints } = await stage.open('/');
  const { ask, answer } = on(page);
  stage.gateway.reply(toolCall('draw', { prompt: 'A red fox' }));
  // The gateway tries twice by itself.
  stage.gateway.reply(failure(3040));
  stage.gateway.reply(failure(3040));

  await ask('A picture of a fox, please');
  await answer.getByText('No picture was drawn.').waitFor();
  expect(await said(answer.locator('.drawn'))).toBe(
    'No picture was drawn.The model is busy. That passes quickly.',
  );
  await becomes(() => stage.gateway.requests.at(-1)?.text).toContain('The model is busy.');
  expect(await answer.getByRole('img').count()).toBe(0);
  await screenshot(page, 'drawing-failed');
  expect(complaints).toEqual([]);
});

test('Stop ends a drawing, and its request to the gateway too', async () => {
  const { page } = await stage.open('/');
  const { ask, answer, stop } = on(page);
  stage.gateway.reply(toolCall('draw', { prompt: 'A red fox' }));
  stage.gateway.reply(pause(60_000), text('Too late.'));

  await ask('A picture of a fox, please');
  await answer.getByText('Drawing…').waitFor();
  await screenshot(page, 'drawing');
  await becomes(() => drawings().length).toBe(1);
  await stop.click();
  await answer.getByText('Stopped before the picture was drawn.').waitFor();
  await becomes(() => drawings()[0]?.aborted).toBe(true);
});
