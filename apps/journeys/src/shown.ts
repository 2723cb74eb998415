import type { Page } from 'playwright-core';

/** Resolves when a page has its heading and nothing on it is being fetched. */
export const shown = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  await page.locator('[role=status][aria-label]').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
};
