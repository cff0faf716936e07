import type { Page } from 'playwright-core';

/** What a finger would miss: controls that are seen and measure less than 44 pixels either way. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    // Links in running text are as high as its lines (https://www.w3.org/TR/WCAG22/#target-size-enhanced).
    const controls = [...document.querySelectorAll('button, a, summary, label')].filter(
      control => !control.matches('.prose a') && control.checkVisibility(),
    );
    return controls.flatMap(control => {
      const { width, height } = control.getBoundingClientRect();
      const name = control.getAttribute('aria-label') ?? control.textContent;
      return Math.min(width, height) < 44 ? [`${name}: ${width} × ${height}`] : [];
    });
  });

/** Pixels by which the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Texts whose contrast is lower than WCAG's level AA asks for, 4.5; controls that are out of use are exempt. */
export async function faintTexts(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const own = (element: Element): string =>
      [...element.childNodes].flatMap(node => (node instanceof Text ? [node.data.trim()] : [])).join(' ');
    const layersUnder = (element: Element): string[] => {
      const above = element.parentElement ? layersUnder(element.parentElement) : ['rgb(255, 255, 255)'];
      return [...above, getComputedStyle(element).backgroundColor];
    };
    return [...document.body.querySelectorAll('*')].flatMap(element => {
      const text = own(element).trim();
      if (text === '' || !element.checkVisibility() || element.closest(':disabled, .hidden')) return [];
      return [{ text, layers: layersUnder(element), colour: getComputedStyle(element).color }];
    });
  });
  return texts.flatMap(({ text, layers, colour }) => {
    const found = contrast(layers, [...layers, colour]);
    return found < 4.5 ? [`${text}: ${found.toFixed(2)}`] : [];
  });
}

/** Of the segment that is chosen, against the groove that it lies in. */
export async function contrastOfChosen(page: Page): Promise<number[]> {
  const colours = await page
    .locator('.segments')
    .evaluateAll(switches =>
      switches.map(each =>
        [each, each.querySelector('[aria-current] > span, :checked + span') ?? each].map(
          element => getComputedStyle(element).backgroundColor,
        ),
      ),
    );
  return colours.map(([groove = '', chosen = '']) => contrast([groove], [chosen]));
}

/** By https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, of colours that lie over one another. */
function contrast(one: string[], other: string[]): number {
  const [dark = 0, light = 0] = [one, other].map(layers => luminance(blend(layers))).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** `rgb(…)` and `rgba(…)`, as browsers compute colours. */
function blend(layers: string[]): number[] {
  return layers.reduce<number[]>((below, layer) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (layer.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue].map((channel, at) => channel * alpha + (below[at] ?? 0) * (1 - alpha));
  }, []);
}

function luminance(channels: number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map(channel => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
