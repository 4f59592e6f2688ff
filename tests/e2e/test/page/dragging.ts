import type { Page } from 'playwright-core';

const WATCH = `window.letGo = [];
for (const type of ['dragover', 'drop']) addEventListener(type, (event) => window.letGo.push(event.defaultPrevented));`;

/**
 * Drags something in from outside the window, as the browser itself does it, and lets it go at a point. `types` are the kinds of
 * data by their media types. @returns whether the page kept it from the browser, which would go to a link that nobody takes.
 */
export async function letGo(page: Page, types: Record<string, string>, x: number, y: number): Promise<boolean> {
  await page.evaluate(WATCH);
  const session = await page.context().newCDPSession(page);
  const data = {
    items: Object.entries(types).map(([mimeType, text]) => ({ mimeType, data: text })),
    dragOperationsMask: 19,
  };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x, y, data });
  await session.detach();
  return page.evaluate('window.letGo.length > 0 && window.letGo.every(Boolean)');
}
