import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a person does, and where they look. */
export const on = (page: Page) => ({
  ask: async (question: string) => {
    await page.getByLabel('Message', { exact: true }).fill(question);
    // Not before the last answer is complete: until then the button is Stop.
    await page.locator('button[aria-label="Send"]:enabled').waitFor();
    await page.keyboard.press('Enter');
  },
  answer: page.getByRole('article', { name: 'Answer' }).last(),
  stop: page.getByRole('button', { name: 'Stop' }),
  alert: page.getByRole('alert').filter({ hasText: /\S/ }),
  retry: page.getByRole('button', { name: 'Retry' }),
  fact: (name: string) =>
    page
      .locator('.gateway dl > div')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('dd')
      .last(),
  radio: (name: string) => page.getByRole('radio', { name, exact: true }),
});

export const said = async (place: Locator): Promise<string> => (await place.textContent()) ?? '';

/** The text at two moments of its growth. */
export async function watchGrowth(prose: Locator): Promise<[string, string]> {
  await prose.waitFor();
  const early = await said(prose);
  await expect.poll(() => said(prose), { timeout: 20_000 }).not.toBe(early);
  return [early, await said(prose)];
}

export const words = (count: number, stem = 'word'): string[] =>
  Array.from({ length: count }, (_, index) => `${stem}${index} `);

export const becomes = <T>(read: () => T) => expect.poll(read, { timeout: 30_000, interval: 50 });
