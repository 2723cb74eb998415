import { usualTroupe } from '@daqidi/standalone';
import type { Page } from 'playwright-core';

/** What a receipt shows. */
export interface Receipt {
  readonly unifiedCode: string;
  readonly queryCode: string;
}

/** Whoever speaks for all beside the one who hands it in. */
export interface Companion {
  readonly name: string;
  readonly telephone: string;
}

/** From the first page for citizens to the receipt, the phone's own way back among the steps. */
export const handInWithoutAccount = async (page: Page, url: string, companions: readonly Companion[] = []): Promise<Receipt> => {
  await page.goto(`${url}/c`);
  await page.getByRole('link', { name: '我要说' }).click();
  await page.getByRole('button', { name: '不登录，直接说' }).click();
  await page.getByLabel('乡镇(街道)').selectOption('511902001');
  await page.getByLabel('村(社区)').selectOption(usualTroupe.village);
  await page.getByRole('button', { name: '下一步' }).click();
  // It keeps the page and what was chosen on it.
  await page.goBack();
  await page.getByRole('heading', { name: '第一步' }).waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('请写明时间').fill('河道边垃圾成堆，请清理。');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('姓名').fill('李秀英');
  await page.getByLabel('电话').fill('13900005678');
  for (const [index, { name, telephone }] of companions.entries()) {
    await page.getByRole('button', { name: index === 0 ? '几个人一起反映' : '再加一人' }).click();
    const person = page.getByRole('group', { name: `第 ${index + 2} 人` });
    await person.getByLabel('姓名').fill(name);
    await person.getByLabel('也是代表').check();
    await person.getByLabel('电话').fill(telephone);
  }
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('heading', { name: '已收到您的诉求' }).waitFor();
  await page.getByRole('img').waitFor();
  const [unifiedCode = '', queryCode = ''] = await page.locator('dd').allTextContents();
  return { unifiedCode, queryCode };
};
