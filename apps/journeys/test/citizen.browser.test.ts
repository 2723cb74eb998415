// Promise: a citizen on a phone goes on after a moment without a network, reads anew what changed while he wrote, and finds what was answered.
import { launchBrowser } from '@daqidi/browser';
import { openTrialPlatform, type Stocked, stockCase, type TrialPlatform, type Visit, visit } from '@daqidi/journeys';
import { SupplementAppealDocument, VersionsDocument } from '@daqidi/schemas/operations';
import { cast, usualTroupe } from '@daqidi/standalone';
import type { Browser, Page } from 'playwright-core';

let platform: TrialPlatform;
let browser: Browser;
let proposed: Stocked;

beforeAll(async () => {
  [platform, browser] = await Promise.all([openTrialPlatform(), launchBrowser()]);
  proposed = await stockCase(platform, { text: '路灯坏了一个月。', reached: 'PROPOSED' });
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

const phone = { width: 390, height: 844 } as const;
const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

const follow = async ({ page }: Visit, { unifiedCode, queryCode }: Stocked): Promise<void> => {
  await page.goto(`${platform.url}/c/progress`);
  await page.getByLabel('统一编码').fill(unifiedCode);
  await page.getByLabel('查询码').fill(queryCode);
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByRole('button', { name: '确认办理结果' }).waitFor();
};

test('without an account it is handed in after a moment without a network; no step is wider than the phone', async () => {
  const { page, close } = await visit(browser, platform, phone);
  await page.goto(`${platform.url}/c/submit?place=${usualTroupe.village}`);
  await page.getByRole('button', { name: '不登录，直接说' }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('还需填写：情况').waitFor();
  expect(await isTooWide(page)).toBe(false);
  await page.getByLabel('请写明时间').fill('河道边垃圾成堆。');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('我要匿名').check();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('网络不通，请稍后重试').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('heading', { name: '已收到您的诉求' }).waitFor();
  await close();
});

test('by codes, what changed is read anew while what is typed stays, and what has arrived is said', async () => {
  const visitor = await visit(browser, platform, phone);
  const { page, complaints, close } = visitor;
  await follow(visitor, proposed);
  await page.getByRole('button', { name: '不认可，退回办理' }).click();
  await page.getByLabel('请说明理由').fill('路灯还是不亮。');
  const stale = { code: 'CONFLICT', messages: { zh: '内容已有变化', en: 'It has changed' } };
  await page.route(
    '**/graphql',
    (route) => route.fulfill({ json: { data: null, errors: [{ message: 'changed', extensions: stale }] } }),
    { times: 1 },
  );
  const readAnew = page.waitForRequest((request) => request.postData()?.includes('CaseByCode') === true);
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('内容已有变化').waitFor();
  await readAnew;
  expect(await page.getByLabel('请说明理由').inputValue()).toBe('路灯还是不亮。');
  const { appeal } = await platform.world.ask(cast.clerk, VersionsDocument, { id: proposed.id });
  const meanwhile = { requestId: 'meanwhile-1', text: '昨晚又看了一次。' };
  const input = { ...meanwhile, appealId: proposed.id, expectedVersion: appeal?.version ?? 0 };
  await platform.world.ask(cast.petitioner, SupplementAppealDocument, { input });
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByText('您补充的材料已收到').waitFor();
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('已收到：不认可，退回办理').waitFor();
  expect(complaints).toStrictEqual([]);
  await close();
});

test('what was answered before, published and suggested is found', async () => {
  const { page, complaints, close } = await visit(browser, platform, phone);
  await page.goto(`${platform.url}/c/knowledge`);
  await page.getByText('没有找到。可以直接提问。').waitFor();
  await page.goto(`${platform.url}/c/published`);
  await page.getByLabel('类别').selectOption('SUGGESTION');
  await page.getByLabel('月份').fill('2026-03');
  await page.getByText('这里还没有公示。').waitFor();
  await page.getByRole('heading', { name: '已答复的建议' }).waitFor();
  expect(await isTooWide(page)).toBe(false);
  expect(complaints).toStrictEqual([]);
  await close();
});
