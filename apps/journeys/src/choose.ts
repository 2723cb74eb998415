import type { Locator } from 'playwright-core';

/** Chooses from a list that opens, step by step where it has several levels. */
export const choose = async (field: Locator, ...options: readonly string[]): Promise<void> => {
  await field.click();
  for (const option of options)
    await field.page().locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
};
