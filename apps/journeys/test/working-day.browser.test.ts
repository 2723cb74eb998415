// Promise: people work in the platform with a browser alone - a reviewer with the keyboard, a handler, a citizen on a phone; what was
// typed is never lost, nothing is done twice, and the accused see the same pages with and without the complaint.
import { readFile } from 'node:fs/promises';
import { launchBrowser } from '@daqidi/browser';
import {
  handInWithoutAccount,
  openTrialPlatform,
  type Stocked,
  shown,
  stockCase,
  type TrialPlatform,
  visit,
} from '@daqidi/journeys';
import {
  CaseByCodeDocument,
  ReadCaseDocument,
  RecordProgressDocument,
  SubmitAppealDocument,
  VersionsDocument,
} from '@daqidi/schemas/operations';
import { cast, usualTroupe } from '@daqidi/standalone';
import type { Browser } from 'playwright-core';

let platform: TrialPlatform;
let browser: Browser;
let handling: Stocked;

beforeAll(async () => {
  [platform, browser] = await Promise.all([openTrialPlatform(), launchBrowser()]);
  await stockCase(platform, { text: '水管爆裂，一楼进水。', reached: 'SCREENING' });
  await stockCase(platform, { text: '路灯坏了半个月。', reached: 'SCREENING' });
  handling = await stockCase(platform, { text: '建筑垃圾堵住消防通道。', reached: 'HANDLING' });
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

const entryOf = async () => (await platform.world.ask(cast.clerk, VersionsDocument, { id: handling.id })).appeal?.ledgerEntry;

test('somebody signs in by being chosen, and finds the desk', async () => {
  const { page, complaints, close } = await visit(browser, platform);
  await page.goto(platform.url);
  await page.getByText('仅供试用').waitFor();
  await page.getByLabel('姓名、单位').fill('district-centre.clerk');
  await page.getByRole('button', { name: /district-centre\.clerk/ }).click();
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  await page.getByRole('link', { name: /全部可见\s*3/ }).click();
  await page.getByRole('link', { name: handling.unifiedCode }).waitFor();
  expect(complaints).toStrictEqual([]);
  await close();
});

test('a reviewer works through the queue by keyboard alone', async () => {
  const { page, complaints, close } = await visit(browser, platform, { person: cast.villageReviewer });
  await page.goto(`${platform.url}/review`);
  await page.getByText('还有 2 件').waitFor();
  await page.getByRole('button', { name: '初审通过' }).waitFor();
  const before = await page.locator('[aria-current=true]').textContent();
  await page.keyboard.press('Alt+ArrowDown');
  await page.locator('[aria-current=true]', { hasNotText: before ?? '' }).waitFor();
  await page.keyboard.press('Alt+ArrowUp');
  await page.locator('[aria-current=true]', { hasText: before ?? '' }).waitFor();
  await page.locator('.ant-form :focus').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('还有 1 件').waitFor();
  await page.keyboard.press('F1');
  await page.getByRole('dialog').waitFor();
  expect(complaints).toStrictEqual([]);
  await close();
});

test('what a colleague does is seen without reloading', async () => {
  const { page, complaints, close } = await visit(browser, platform, { person: cast.clerk });
  await page.goto(`${platform.url}/cases/${handling.id}`);
  await shown(page);
  const progress = async (requestId: string, text: string) => {
    const input = { requestId, appealId: handling.id, expectedVersion: (await entryOf())?.version ?? 0, text };
    await platform.world.ask(cast.handler, RecordProgressDocument, { input });
  };
  await progress('seen-live-1', '已到现场查看。');
  await page.getByText('已到现场查看。').waitFor();
  expect(complaints).toStrictEqual([]);
  await close();
});

test('what was typed outlives the tab, a conflict says what changed, and a double click does it once', async () => {
  const { page, complaints, close } = await visit(browser, platform, { person: cast.handler });
  const open = async () => {
    await page.goto(`${platform.url}/cases/${handling.id}`);
    await page.getByRole('button', { name: '办理进展' }).click();
    return page.getByRole('dialog').getByLabel('办理进展');
  };
  await (await open()).fill('清运车辆明日进场。');
  const typed = await open();
  await page.getByText('已恢复上次没有提交的内容').waitFor();
  expect(await typed.inputValue()).toBe('清运车辆明日进场。');
  // Whoever looks at the form without having touched it is not disturbed either.
  await page.evaluate('document.activeElement.blur()');
  const entry = await entryOf();
  const input = { requestId: 'somebody-else-1', appealId: handling.id, expectedVersion: entry?.version ?? 0, text: '电话催办。' };
  await platform.world.ask(cast.handler, RecordProgressDocument, { input });
  await page.getByText('您填写期间有新变化').waitFor();
  const send = page.getByRole('dialog').getByRole('button', { name: '办理进展' });
  await send.click();
  await page.getByText('您填写的内容仍在').waitFor();
  await page.getByText('办理进展: 2 → 3').waitFor();
  expect(await typed.inputValue()).toBe('清运车辆明日进场。');
  await send.dblclick();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('办理进展：清运车辆明日进场。').waitFor();
  expect((await entryOf())?.version).toBe((entry?.version ?? 0) + 2);
  expect(complaints).toStrictEqual([]);
  await close();
});

test('a handler states the result, and the case waits for signatures', async () => {
  const { page, complaints, close } = await visit(browser, platform, { person: cast.handler, width: 390, height: 844 });
  await page.goto(`${platform.url}/cases/${handling.id}`);
  await page.getByRole('button', { name: '提出办理结果' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('办理结论').click();
  await page.getByTitle('已解决', { exact: true }).click();
  await dialog.getByLabel('办理结果').fill('已全部清运，通道畅通。');
  await dialog.getByRole('button', { name: '提出办理结果' }).click();
  await page.locator('[aria-current=step]', { hasText: '会签中' }).waitFor();
  expect((await entryOf())?.stage).toBe('SIGNING_OFF');
  expect(complaints).toStrictEqual([]);
  await close();
});

test('a citizen without an account hands in an appeal on a phone, follows it by its codes and adds to it', async () => {
  const { page, complaints, close } = await visit(browser, platform, { width: 390, height: 844 });
  const { unifiedCode, queryCode } = await handInWithoutAccount(page, platform.url);
  await page.goto(`${platform.url}/c/progress`);
  await page.getByLabel('统一编码').fill(unifiedCode);
  await page.getByLabel('查询码').fill(queryCode.toLowerCase());
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByText('您的诉求已收到').waitFor();
  await page.getByRole('button', { name: '补充材料' }).click();
  await page.getByLabel('补充内容').fill('垃圾已堆到路边。');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('您补充的材料已收到').waitFor();
  expect(complaints).toStrictEqual([]);
  await close();
});

test('three neighbours without an account bring one matter together', async () => {
  const { page, complaints, close } = await visit(browser, platform, { width: 390, height: 844 });
  const { unifiedCode, queryCode } = await handInWithoutAccount(page, platform.url, [
    { name: '李四光', telephone: '13900005671' },
    { name: '钱学文', telephone: '13900005672' },
  ]);
  const { caseByCode } = await platform.world.ask({ sub: 'anybody', kind: 'ANONYMOUS' }, CaseByCodeDocument, {
    unifiedCode,
    queryCode,
  });
  const { appeal } = await platform.world.ask(cast.clerk, ReadCaseDocument, { id: caseByCode?.id ?? '' });
  expect(appeal?.petitioner?.group).toMatchObject({ size: 3, members: Array(3).fill({ representative: true }) });
  expect(complaints).toStrictEqual([]);
  await close();
});

test('the accused see the same pages with and without the complaint', async () => {
  const seen = async () => {
    const { page, close } = await visit(browser, platform, { person: cast.head });
    const texts: string[] = [];
    for (const path of ['/', '/cases', '/orders', '/countersign']) {
      await page.goto(`${platform.url}${path}`);
      await shown(page);
      texts.push(await page.locator('main').innerText());
    }
    await close();
    return texts;
  };
  await platform.settled();
  const before = await seen();
  const { submitAppeal } = await platform.world.ask({ sub: 'petitioner-3', kind: 'PETITIONER' }, SubmitAppealDocument, {
    input: {
      requestId: 'a-complaint-1',
      channel: 'MINI_PROGRAM',
      regionId: usualTroupe.village,
      text: '街道办事处工作人员收费不开票据。',
      petitioner: { name: '张桂兰' },
      accusedUnitIds: [usualTroupe.unit],
    },
  });
  await platform.settled();
  expect(await seen()).toStrictEqual(before);
  const { page, close } = await visit(browser, platform, { person: cast.head });
  await page.goto(`${platform.url}/cases/${submitAppeal.appeal.id}`);
  await page.getByText('没有这件诉求，或您无权查看').waitFor();
  await close();
});

test('what the ledger shows is exported, and fetched as a file', async () => {
  const { page, complaints, close } = await visit(browser, platform, { person: cast.clerk });
  await page.goto(`${platform.url}/cases?channel=MINI_PROGRAM`);
  await page.getByRole('button', { name: '申请导出' }).click();
  const form = page.getByRole('dialog');
  await form.getByText('CSV 文本').click();
  await form.getByLabel('用途').fill('季度核对');
  await form.getByRole('button', { name: '申请导出' }).click();
  await page.getByText('已完成:申请导出').waitFor();
  await page.getByRole('link', { name: '我的导出' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载' }).click({ timeout: 20_000 }),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain(handling.unifiedCode);
  expect(download.suggestedFilename()).toMatch(/^cases-.*\.csv$/);
  expect(complaints).toStrictEqual([]);
  await close();
});
