// Promise: each does a day's work in the console alone, on a month of cases: who goes from door to door, who screens for a village, who
// assesses for a township, leaders, inspectors, the office that answers for all, its administrator; and whoever loses the network in
// the middle of a sentence.
import { launchBrowser } from '@daqidi/browser';
import { choose, openTrialPlatform, stockCase, type TrialPlatform, type Visit, type VisitOptions, visit } from '@daqidi/journeys';
import { SubmitAppealDocument } from '@daqidi/schemas/operations';
import { cast, officer, type Person, usualTroupe } from '@daqidi/standalone';
import type { Browser, Locator } from 'playwright-core';

let platform: TrialPlatform;
let browser: Browser;

beforeAll(async () => {
  [platform, browser] = await Promise.all([openTrialPlatform({ month: { cases: 30, restricted: 3 } }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

const phone = { width: 390, height: 844 } as const;
/** Somebody before the desk that he begins with. */
const atDesk = async (person: Person, options: VisitOptions = {}): Promise<Visit> => {
  const visitor = await visit(browser, platform, { ...options, person });
  await visitor.page.goto(platform.url);
  await visitor.page.getByRole('heading', { name: '工作台' }).waitFor();
  return visitor;
};

const leave = async ({ complaints, close }: Visit): Promise<void> => {
  expect(complaints).toStrictEqual([]);
  await close();
};

test('a grid worker takes in at the door what an old man tells', async () => {
  const visitor = await atDesk(officer(`${usualTroupe.village}-g1.worker`), phone);
  const { page } = visitor;
  await page.getByRole('button', { name: '菜单' }).click();
  await page.getByRole('dialog').getByRole('link', { name: '录入诉求' }).click();
  await choose(page.getByRole('combobox', { name: '来源渠道' }), '敲门行动');
  await choose(page.getByRole('combobox', { name: '所在村(社区)' }), '东城街道', '北门社区居民委员会');
  await page.getByLabel('诉求内容').fill('家中灯泡坏了，行动不便，请帮忙更换。');
  await page.getByLabel('姓名').first().fill('何大爷');
  await page.getByLabel('电话号码').first().fill('13900009999');
  await page.getByRole('button', { name: '提交诉求' }).click();
  await page.getByText('查询码已发往诉求人所留电话。').waitFor();
  await leave(visitor);
});

test('a village lets pass what is for its township to assess', async () => {
  const text = '小区门口积水，出行不便。';
  await stockCase(platform, { text, reached: 'SCREENING' });
  const visitor = await atDesk(cast.villageReviewer, phone);
  const { page } = visitor;
  await page.getByRole('link', { name: /^待初审\s*[1-9]/ }).click();
  await page.getByRole('button', { name: text }).click();
  await page.getByRole('region', { name: '处理' }).getByRole('button', { name: '初审通过' }).click();
  await page.getByText('✓ 已办').waitFor();
  await leave(visitor);
});

test('two reviewers of a township give their opinions, and one of them concludes', async () => {
  const text = '河堤护栏断裂，行人危险。';
  await stockCase(platform, { text, reached: 'ASSESSING' });
  const opens = async (person: Person): Promise<Visit> => {
    const visitor = await atDesk(person);
    await visitor.page.getByRole('link', { name: /^待复核\s*[1-9]/ }).click();
    await visitor.page.getByRole('button', { name: text }).click();
    return visitor;
  };
  const thinks = async ({ page }: Visit): Promise<Locator> => {
    const decision = page.getByRole('region', { name: '处理' });
    await decision.getByRole('radio', { name: '合理', exact: true }).check();
    await decision.getByRole('textbox', { name: '复核意见' }).fill('情况属实，应予办理。');
    await decision.getByRole('button', { name: '复核意见' }).click();
    await page.getByText('已记录，待结论').waitFor();
    return decision;
  };
  const first = await opens(cast.justiceReviewer);
  await thinks(first);
  await leave(first);
  const second = await opens(cast.lettersReviewer);
  const { page } = second;
  const decision = await thinks(second);
  await page.getByRole('button', { name: text }).click();
  for (const name of ['合理', '求决', '乡镇(街道)级', '二级：单个单位'])
    await decision.getByRole('radio', { name, exact: true }).check();
  await choose(decision.getByRole('combobox', { name: '内容分类' }), '城乡建设', '城市建设和市政管理');
  await choose(decision.getByRole('combobox', { name: '建议承办单位' }), '东城街道办事处');
  await decision.getByRole('button', { name: '复核结论' }).click();
  await page.getByText('✓ 已办').waitFor();
  await leave(second);
});

test('the letters office screens what is kept from those whom it accuses', async () => {
  const text = '村干部虚报冒领补助款。';
  const input = {
    requestId: 'days-secret',
    channel: 'MINI_PROGRAM',
    regionId: usualTroupe.village,
    text,
    accusedUnitIds: [`u-${usualTroupe.village}`],
  };
  await platform.world.ask(cast.petitioner, SubmitAppealDocument, { input });
  await platform.settled();
  const visitor = await atDesk(cast.lettersOfficer);
  const { page } = visitor;
  await page.getByRole('link', { name: /^待初审\s*[1-9]/ }).click();
  await page.getByRole('button', { name: text }).click();
  await page.getByText('限制知悉').waitFor();
  await page.getByRole('region', { name: '处理' }).getByRole('button', { name: '初审通过' }).click();
  await page.getByText('✓ 已办').waitFor();
  await leave(visitor);
});

test('a leader signs between two meetings', async () => {
  const text = '健身器材损坏，小孩受伤。';
  await stockCase(platform, { text, reached: 'CONFIRMED' });
  const visitor = await atDesk(cast.deputy, phone);
  const { page } = visitor;
  await page.getByRole('link', { name: /^待签署\s*[1-9]/ }).click();
  await page.getByRole('button', { name: text }).click();
  await page.getByRole('region', { name: '处理' }).getByRole('button', { name: '领导签署' }).click();
  await page.getByText('✓ 已办').waitFor();
  await leave(visitor);
});

test('an inspector writes down what was done on a track', async () => {
  const visitor = await atDesk(cast.inspector);
  const { page } = visitor;
  await page.getByRole('link', { name: /^我的督办\s*[1-9]/ }).click();
  await page.getByRole('region', { name: '我的督办' }).getByRole('link').first().click();
  await page.getByRole('button', { name: '督办记录' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('督办记录').fill('已约谈承办单位，要求三日内补充材料。');
  await dialog.getByRole('button', { name: '督办记录' }).click();
  await page.getByText('要求三日内补充材料').waitFor();
  await leave(visitor);
});

test('the office that answers for all opens what is overdue: as many as the number said', async () => {
  const visitor = await atDesk(officer('leading-group.secretariat'));
  const { page } = visitor;
  const card = page.getByRole('link', { name: /^已超期\s*[1-9]/ });
  const [, count] = /(\d+)/.exec(await card.innerText()) ?? [];
  await card.click();
  await page.getByText(`共 ${count} 条`).waitFor();
  expect(await page.getByRole('row').count()).toBe(Number(count) + 1);
  await leave(visitor);
});

test('an administrator appoints somebody, and the auditor reads by whom and why', async () => {
  const visitor = await atDesk(officer('leading-group.admin'));
  const { page } = visitor;
  await page.getByRole('link', { name: '机构与政策' }).click();
  await page.getByRole('tab', { name: '岗位' }).click();
  await page.getByRole('button', { name: '任命岗位' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '任职人员' }).fill('罗丽华');
  await page
    .locator('.ant-select-dropdown:visible')
    .getByText(/^罗丽华/)
    .first()
    .click();
  await choose(dialog.getByRole('combobox', { name: '岗位' }), '经办人');
  await choose(dialog.getByRole('combobox', { name: '单位' }), '东城街道办事处');
  await choose(dialog.getByRole('combobox', { name: '区划' }), '东城街道');
  // A list with levels lies over what comes next until he clicks beside it.
  await dialog.getByText('任命岗位').first().click();
  await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'detached' });
  await dialog.getByRole('radio', { name: '否' }).check();
  await dialog.getByLabel('起始日期').fill('2026-03-02');
  await dialog.getByLabel('理由').fill('街道人手不足，借调办理。');
  await dialog.getByRole('button', { name: '任命岗位' }).click();
  await dialog.waitFor({ state: 'detached' });
  await leave(visitor);
  const audits = await atDesk(officer('leading-group.auditor'));
  await audits.page.getByRole('link', { name: '审计' }).click();
  await audits.page.getByRole('tab', { name: '名录变更' }).click();
  await audits.page.getByText('街道人手不足，借调办理。').waitFor();
  await leave(audits);
});

test('what was written without a network is sent once it is back, and once only', async () => {
  const { id } = await stockCase(platform, { text: '下水井盖缺失。', reached: 'HANDLING' });
  const { page, close } = await atDesk(cast.handler, phone);
  await page.goto(`${platform.url}/cases/${id}`);
  await page.getByRole('button', { name: '办理进展' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('办理进展').fill('已派人查看井盖。');
  await page.context().setOffline(true);
  await page.getByText('没有网络：可继续查看').waitFor();
  const send = dialog.getByRole('button', { name: '办理进展' });
  await send.click();
  await dialog.getByText('网络不通').waitFor();
  await page.context().setOffline(false);
  await page.getByText('没有网络：可继续查看').waitFor({ state: 'detached' });
  await send.click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('已派人查看井盖。').waitFor();
  expect(await page.getByText('已派人查看井盖。').count()).toBe(1);
  await close();
});

test('a page that was never opened waits for the network, and the one before is still there', async () => {
  const { page, close } = await atDesk(cast.handler);
  await page.context().setOffline(true);
  await page.getByRole('link', { name: '知识库' }).click();
  await page.getByText('没有网络，这一页还没有打开过').waitFor();
  await page.getByRole('button', { name: '返回' }).click();
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  await close();
});

test('a citizen without a network reads that what he types is kept', async () => {
  const { page, close } = await visit(browser, platform, phone);
  await page.goto(`${platform.url}/c`);
  await page.getByRole('link', { name: '我要说' }).waitFor();
  await page.context().setOffline(true);
  await page.getByText('没有网络').waitFor();
  await page.context().setOffline(false);
  await page.getByText('没有网络').waitFor({ state: 'detached' });
  await close();
});
