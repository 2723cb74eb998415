// Promise: whoever takes in, handles or answers adds pictures by the browser alone, and whoever decides sees them: the petitioner's beside those
// of the result, and the slip that he signed beside the desk's answer.
import { launchBrowser } from '@daqidi/browser';
import { choose, openTrialPlatform, stockCase, type TrialPlatform, type Visit, type VisitOptions, visit } from '@daqidi/journeys';
import { SubmitAppealDocument } from '@daqidi/schemas/operations';
import { cast, officer, type Person, usualTroupe } from '@daqidi/standalone';
import type { Browser, Locator, Page } from 'playwright-core';

let platform: TrialPlatform;
let browser: Browser;

beforeAll(async () => {
  [platform, browser] = await Promise.all([openTrialPlatform(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

const phone = { width: 390, height: 844 } as const;
const at = async (path: string, person: Person, options: VisitOptions = {}): Promise<Visit> => {
  const visitor = await visit(browser, platform, { ...options, person });
  await visitor.page.goto(`${platform.url}${path}`);
  return visitor;
};
const leave = async ({ complaints, close }: Visit): Promise<void> => {
  expect(complaints).toStrictEqual([]);
  await close();
};

/** Takes a picture: of whatever the browser shows. */
const choosePicture = async (input: Locator, name: string): Promise<void> => {
  const buffer = await input.page().screenshot({ type: 'jpeg' });
  await input.setInputFiles({ name, mimeType: 'image/jpeg', buffer });
  await input.page().getByText(name).waitFor();
};
/** Shows how far it is until all of it is there. */
const arrived = (page: Page, name: string): Promise<void> => page.getByLabel(name).waitFor({ state: 'detached' });
const addPicture = async (input: Locator, name: string): Promise<void> => {
  await choosePicture(input, name);
  await arrived(input.page(), name);
};
const heldBack = (): readonly [Promise<void>, () => void] => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return [held, () => release()];
};

const uploads = (page: Page): Locator => page.locator('input[type=file]');

test('what is taken in at the door comes with a picture, and the result is shown beside it', async () => {
  const takesIn = await at('/take-in', officer(`${usualTroupe.village}-g1.worker`), phone);
  const text = '三号井盖破损，行人易摔倒。';
  await choose(takesIn.page.getByRole('combobox', { name: '来源渠道' }), '敲门行动');
  await choose(takesIn.page.getByRole('combobox', { name: '所在村(社区)' }), '东城街道', '北门社区居民委员会');
  await takesIn.page.getByLabel('诉求内容').fill(text);
  await takesIn.page.getByLabel('姓名').first().fill('何大爷');
  await takesIn.page.getByLabel('电话号码').first().fill('13900009999');
  await addPicture(uploads(takesIn.page), '井盖.jpg');
  await takesIn.page.getByRole('button', { name: '提交诉求' }).click();
  await takesIn.page.getByText('查询码已发往诉求人所留电话。').waitFor();
  await leave(takesIn);
});

test('the petitioner’s picture and the result’s stand side by side before whoever signs; what is still on its way is waited for', async () => {
  const { id } = await stockCase(platform, { text: '四号井盖破损。', reached: 'HANDLING' });
  const adds = await at(`/c/mine/${id}`, cast.petitioner, phone);
  await adds.page.getByRole('button', { name: '补充材料' }).click();
  await adds.page.getByLabel('补充内容').fill('这是今天早上拍的。');
  await addPicture(uploads(adds.page).first(), '破损.jpg');
  await adds.page.getByRole('button', { name: '提交' }).click();
  await adds.page.getByText('这是今天早上拍的。').waitFor();
  await leave(adds);

  const handles = await at(`/cases/${id}`, cast.handler, phone);
  await handles.page.getByRole('button', { name: '提出办理结果' }).click();
  const dialog = handles.page.getByRole('dialog');
  await choose(dialog.getByLabel('办理结论'), '已解决');
  await dialog.getByLabel('办理结果').fill('井盖已更换，现场复验合格。');
  // On a slow network he is faster than his picture, without which nothing goes.
  const [held, release] = heldBack();
  await handles.page.route('**/uploads/*', async (route) => {
    await held;
    await route.continue();
  });
  await choosePicture(uploads(handles.page), '新井盖.jpg');
  await dialog.getByRole('button', { name: '提出办理结果' }).click();
  await dialog.getByText('文件尚未全部上传').waitFor();
  release();
  await arrived(handles.page, '新井盖.jpg');
  await dialog.getByRole('button', { name: '提出办理结果' }).click();
  await handles.page.locator('[aria-current=step]', { hasText: '会签中' }).waitFor();
  await leave(handles);

  const signs = await at(`/cases/${id}`, cast.deputy);
  for (const [side, name] of [
    ['办理前', '破损.jpg'],
    ['办理后', '新井盖.jpg'],
  ] as const) {
    const shownThere = signs.page.getByRole('region', { name: side });
    await shownThere.getByRole('button', { name }).click();
    const picture = shownThere.getByRole('img', { name });
    await picture.waitFor();
    expect(await picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(100);
    await shownThere.getByRole('button', { name: '旋转' }).click();
    expect(await picture.getAttribute('style')).toContain('rotate(90deg)');
  }
  await leave(signs);
});

test('what was signed on paper at a desk is looked at before the batch lets it stand', async () => {
  const question = {
    ...{ requestId: 'slip-question', channel: 'WINDOW', regionId: usualTroupe.village, consultation: true },
    ...{ text: '医保什么时候缴费？', petitioner: { name: '何大爷' } },
  };
  const { submitAppeal } = await platform.world.ask(cast.clerk, SubmitAppealDocument, { input: question });
  await platform.settled();
  const { id } = submitAppeal.appeal;
  const answers = await at(`/cases/${id}`, officer(`${usualTroupe.unit.slice(2)}.clerk`));
  await answers.page.getByRole('button', { name: '即接即答、即知即办' }).click();
  const answer = answers.page.getByRole('dialog');
  await answer.getByRole('radio', { name: '已答复' }).check();
  await choose(answer.getByRole('combobox', { name: '内容分类' }), '劳动和社会保障', '城镇居民社会保险');
  await answer.getByLabel('答复内容').fill('每年九月至十二月缴费。');
  await answer.getByRole('button', { name: '即接即答、即知即办' }).click();
  await answer.waitFor({ state: 'detached' });
  await answers.page.getByRole('button', { name: '登记签字单' }).click();
  const slip = answers.page.getByRole('dialog');
  await slip.getByRole('radio', { name: '满意', exact: true }).check();
  await addPicture(uploads(answers.page), '签字单.jpg');
  await slip.getByRole('button', { name: '登记签字单' }).click();
  await answers.page.getByText('纸质签字').waitFor();
  await leave(answers);

  const decides = await at('/review?stage=DESK', cast.villageReviewer);
  await decides.page.getByRole('button', { name: '签字单.jpg' }).click();
  await decides.page.getByRole('img', { name: '签字单.jpg' }).waitFor();
  await decides.page.getByRole('button', { name: '审定通过所选 1 件' }).click();
  await decides.page.getByText('没有可以集中办理的当场答复').waitFor();
  await leave(decides);
});
