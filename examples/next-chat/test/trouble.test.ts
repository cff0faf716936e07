import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { failure, text } from 'workers-ai-gateway/testing';
import { faintTexts, smallTargets } from './measure';
import { on, said } from './person';
import { createStage, type Stage, screenshot } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.close());
beforeEach(() => stage.gateway.clear());

for (const mode of ['Streamed', 'Whole']) {
  test(`${mode.toLowerCase()}: a busy model is told of, and asked again by Retry`, async () => {
    const { page, complaints } = await stage.open('/');
    const { ask, answer, alert, retry, radio } = on(page);
    await radio(mode).check();
    // The gateway tries twice by itself.
    stage.gateway.reply(failure(3040, { headers: { 'retry-after': '45' } }));
    stage.gateway.reply(failure(3040, { headers: { 'retry-after': '45' } }));

    await ask('Hello there');
    await alert.getByText('The model is busy').waitFor();
    expect(await said(alert)).toMatch(/Try again in (4[0-5]|3\d) s\./);
    await screenshot(page, `busy-${mode.toLowerCase()}`);
    expect([...(await smallTargets(page)), ...(await faintTexts(page))]).toEqual([]);

    stage.gateway.reply(text('At last.'));
    await retry.click();
    await answer.getByText('At last.').waitFor();
    expect(await alert.count()).toBe(0);
    const expected = mode === 'Streamed' ? [] : [expect.stringContaining('429')];
    expect(complaints).toEqual(expected);
  });
}

test('a stream that fails halfway keeps what came, and says so', async () => {
  const { page } = await stage.open('/');
  const { ask, answer, alert } = on(page);
  stage.gateway.reply(text('As far as ', 'this.'), failure(3040));

  await ask('Tell me all.');
  await alert.getByRole('button', { name: 'Retry' }).waitFor();
  expect(await said(answer)).toContain('As far as this.');
});

test('a refused token and a lost connection are told apart', async () => {
  const { page } = await stage.open('/');
  const { ask, answer, alert, retry } = on(page);
  stage.gateway.reply(failure(10000));
  await ask('Who are you?');
  await alert.getByText('Cloudflare refused the token').waitFor();
  expect(await said(alert)).toContain('CLOUDFLARE_API_TOKEN');
  expect(await retry.count()).toBe(0);

  await page.getByRole('button', { name: 'New chat' }).click();
  await page.context().setOffline(true);
  await ask('Still there?');
  await alert.getByText('No connection').waitFor();
  await page.context().setOffline(false);
  stage.gateway.reply(text('Back again.'));
  await retry.click();
  await answer.getByText('Back again.').waitFor();
});
