import type { Page } from 'playwright-core';

/** Milliseconds without a request after which a page is at rest. */
const rest = 500;

/** Resolves when nothing is being fetched. The stream of updates never ends, so that the browser's own word for it would never come. */
const atRest = (page: Page): Promise<void> =>
  page.evaluate(`new Promise((resolve) => {
    const fetched = () => performance.getEntriesByType('resource').filter(({ name }) => !name.endsWith('/updates')).length;
    let [count, since] = [fetched(), performance.now()];
    const look = () => {
      if (fetched() !== count) [count, since] = [fetched(), performance.now()];
      if (window.underWay > 0) since = performance.now();
      if (performance.now() - since > ${rest}) resolve();
      else setTimeout(look, 20);
    };
    look();
  })`);

/** Resolves when a page has its heading and nothing on it is being fetched. */
export const shown = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  await page.locator('[role=status][aria-label]').first().waitFor({ state: 'detached' });
  await atRest(page);
};
