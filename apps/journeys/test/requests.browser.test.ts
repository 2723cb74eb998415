// Promise: what a unit asks of whoever sent it a case is asked, decided and read with a browser alone, at the desk and on a phone: an objection,
// more time, a pause; the petitioner reads of what came of it, and not of what was said between offices.
import { launchBrowser } from '@daqidi/browser';
import { openTrialPlatform, type Stocked, stockCase, type TrialPlatform, visit } from '@daqidi/journeys';
import { VersionsDocument } from '@daqidi/schemas/operations';
import { cast, type Person } from '@daqidi/standalone';
import type { Browser, Page } from 'playwright-core';

let platform: TrialPlatform;
let browser: Browser;
let handling: Stocked;

beforeAll(async () => {
  [platform, browser] = await Promise.all([openTrialPlatform(), launchBrowser()]);
  handling = await stockCase(platform, { text: '外墙面砖脱落，担心砸到行人。', reached: 'HANDLING' });
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

const phone = { width: 390, height: 844 } as const;
const entryOf = async () => (await platform.world.ask(cast.clerk, VersionsDocument, { id: handling.id })).appeal?.ledgerEntry;

/** Opens a form of the case's page, fills it in, and sends it. */
const acts = async (
  who: Person,
  action: string,
  fill: (dialog: ReturnType<Page['getByRole']>, page: Page) => Promise<void>,
  size: Partial<typeof phone> = {},
): Promise<void> => {
  const { page, complaints, close } = await visit(browser, platform, { person: who, ...size });
  const before = (await entryOf())?.version ?? 0;
  await page.goto(`${platform.url}/cases/${handling.id}`);
  await page.getByRole('button', { name: action }).click();
  const dialog = page.getByRole('dialog');
  await fill(dialog, page);
  await dialog.getByRole('button', { name: action }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await entryOf())?.version).toBeGreaterThan(before);
  expect(complaints).toStrictEqual([]);
  await close();
};

const says =
  (label: RegExp, reason: string, yes?: '是' | '否') =>
  async (dialog: ReturnType<Page['getByRole']>): Promise<void> => {
    if (yes !== undefined) await dialog.getByRole('radio', { name: yes, exact: true }).check();
    await dialog.getByLabel(label).fill(reason);
  };

test('a unit objects on a phone, and the letters office leaves the case with it', async () => {
  await acts(cast.handler, '对交办提出异议', says(/异议理由/, '该小区房屋安全不属本单位职责。'), phone);
  const { page, close } = await visit(browser, platform, { person: cast.lettersOfficer });
  await page.goto(`${platform.url}/cases/${handling.id}`);
  await page.getByText('交办异议：待决定').waitFor();
  await page.getByText('该小区房屋安全不属本单位职责。').waitFor();
  await close();
  await acts(cast.lettersOfficer, '决定交办异议', says(/决定理由/, '属地负责日常管理，异议不成立。', '否'));
});

test('more time and a pause are asked for and given', async () => {
  const asksTime = async (dialog: ReturnType<Page['getByRole']>): Promise<void> => {
    await dialog.getByLabel('延期工作日').fill('5');
    await dialog.getByLabel(/延期理由/).fill('须公开选定施工单位。');
  };
  await acts(cast.handler, '申请延期', asksTime, phone);
  await acts(cast.lettersOfficer, '决定延期申请', says(/决定理由/, '情况属实，同意延期。', '是'), phone);
  const asksPause = async (dialog: ReturnType<Page['getByRole']>, page: Page): Promise<void> => {
    await dialog.getByLabel('暂停事由').click();
    await page.getByTitle(/^鉴定、评估、检测/).click();
    await dialog.getByLabel('暂停至').fill(new Date(platform.now() + 7 * 86_400_000).toISOString().slice(0, 10));
    await dialog.getByLabel(/暂停理由/).fill('须先作外墙安全鉴定。');
  };
  await acts(cast.handler, '申请暂停办理', asksPause);
  await acts(cast.lettersOfficer, '决定暂停申请', says(/决定理由/, '鉴定期间同意暂停。', '是'));
  const { page, close } = await visit(browser, platform, { person: cast.handler, ...phone });
  await page.goto(`${platform.url}/cases/${handling.id}`);
  await page.getByText('5 个工作日', { exact: true }).waitFor();
  await page
    .getByText(/^鉴定、评估、检测 .* 至 /)
    .first()
    .waitFor();
  await close();
});

test('the petitioner reads what came of it, not what was said about it', async () => {
  const { page, close } = await visit(browser, platform, { ...phone });
  await page.goto(`${platform.url}/c/progress`);
  await page.getByLabel('统一编码').fill(handling.unifiedCode);
  await page.getByLabel('查询码').fill(handling.queryCode);
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByText('办理期限已经批准延长').waitFor();
  await page.getByText('因法定或约定事由暂停办理').waitFor();
  expect(await page.getByText('异议').count()).toBe(0);
  await close();
});
