import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { reasoning, text, toolCall } from 'workers-ai-gateway/testing';
import { contrastOfChosen, faintTexts, overflow, smallTargets } from './measure';
import { becomes, on } from './person';
import { createStage, type Stage, screenshot } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.close());
beforeEach(() => stage.gateway.clear());

const wide = { width: 1200, height: 800 };
const narrow = { width: 360, height: 740 };

const looks = [
  { look: 'light', viewport: wide, colorScheme: 'light' },
  { look: 'dark', viewport: wide, colorScheme: 'dark' },
  { look: 'narrow-light', viewport: narrow, colorScheme: 'light' },
  { look: 'narrow-dark', viewport: narrow, colorScheme: 'dark' },
] as const;

const code =
  "import { generateText } from 'ai';\n\nconst { text } = await generateText({ model, prompt: 'Hello' });";
const answer = `A [gateway](https://developers.cloudflare.com) in **one** line of \`code\`:

\`\`\`ts
${code}
\`\`\`

> It is quoted here.

| model | price of a million tokens | context window |
| --- | --- | --- |
| qwen3-30b-a3b-fp8 | 0.0509 | 32768 |

${'Donaudampfschifffahrt'.repeat(8)}`;

/** A page with everything on it that a conversation can have. */
async function converse(page: Page): Promise<void> {
  const { ask, answer: last } = on(page);
  stage.gateway.reply(reasoning('It is short.'), toolCall('calculate', { expression: '6 * 7' }));
  stage.gateway.reply(text('It is 42.'));
  await ask('What is six times seven?');
  await last.getByText('It is 42.').waitFor();
  stage.gateway.reply(text(answer));
  await ask(`Show me all of it, ${'please'.repeat(20)}`);
  await last.getByText('It is quoted here.').waitFor();
  await page.getByRole('button', { name: 'Retry' }).waitFor();
}

for (const { look, ...options } of looks) {
  test(`${look}: every target has 44 pixels, every text has contrast, and nothing is too wide`, async () => {
    const { page, complaints } = await stage.open('/', options);
    await screenshot(page, `${look}-empty`);
    expect(await smallTargets(page)).toEqual([]);
    expect(await faintTexts(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);

    await converse(page);
    await screenshot(page, `${look}-end`);
    await page.getByText('Thoughts').first().click();
    expect(await smallTargets(page)).toEqual([]);
    expect(await faintTexts(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.evaluate(() => window.scrollTo(0, 0));
    await screenshot(page, `${look}-begin`);
    expect(complaints).toEqual([]);
  });
}

test('in the dark, the chosen segment is three times as bright as its groove', async () => {
  const { page } = await stage.open('/', { colorScheme: 'dark' });
  for (const contrast of await contrastOfChosen(page)) expect(contrast).toBeGreaterThanOrEqual(3);
});

test('the model’s name is under each answer', async () => {
  const { page } = await stage.open('/');
  await converse(page);
  const names = page.getByRole('article', { name: 'Answer' }).locator('.model dd');
  expect(await names.allTextContents()).toEqual(['qwen3-30b-a3b-fp8', 'qwen3-30b-a3b-fp8']);
});

test('code keeps its lines, names its language, and is copied', async () => {
  const { page } = await stage.open('/', { permissions: ['clipboard-read', 'clipboard-write'] });
  await converse(page);
  const block = page.locator('.code');
  expect(await block.locator('pre').textContent()).toBe(`${code}\n`);
  expect(await block.locator('figcaption > span').textContent()).toBe('ts');
  await block.getByRole('button', { name: 'Copy' }).click();
  await block.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${code}\n`);
});

for (const viewport of [wide, narrow]) {
  test(`thumbs stay where they are, ${viewport.width} pixels wide`, async () => {
    const { page } = await stage.open('/', { viewport });
    const { ask } = on(page);
    await ask('Hello');
    const up = page.getByRole('button', { name: 'Good answer' }).first();
    await page.getByRole('button', { name: 'Retry' }).waitFor();
    const before = await up.boundingBox();

    await up.click();
    await becomes(() => up.getAttribute('aria-pressed')).toBe('true');
    expect(await up.boundingBox()).toEqual(before);

    // Feedback that is not saved says so, and moves nothing either.
    await page.route('**/api/feedback', route => route.fulfill({ status: 500 }));
    await page.getByRole('button', { name: 'Bad answer' }).first().click();
    await page.getByText('Your feedback could not be saved.').waitFor();
    expect(await up.boundingBox()).toEqual(before);

    // The button beside them goes to the newest answer.
    await ask('Hello again');
    await becomes(() => page.getByRole('button', { name: 'Good answer' }).count()).toBe(2);
    await page.evaluate(() => window.scrollTo(0, 0));
    expect((await up.boundingBox())?.x).toBe(before?.x);
  });
}

test('whoever uses keys sees where they are', async () => {
  const { page } = await stage.open('/');
  await page.keyboard.press('Tab');
  const attach = page.locator('label:has(:focus-visible)');
  expect(await attach.evaluate(element => getComputedStyle(element).outlineWidth)).toBe('2px');
});
