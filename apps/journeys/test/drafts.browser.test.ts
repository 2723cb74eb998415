// Promise: what a handler begins to write at his desk he goes on with on his phone, and what is written on both is lost on neither.
import { launchBrowser } from '@daqidi/browser';
import { openTrialPlatform, stockCase, type TrialPlatform, type Visit, visit } from '@daqidi/journeys';
import { ReadDraftsDocument } from '@daqidi/schemas/operations';
import { cast } from '@daqidi/standalone';
import type { Browser, Locator } from 'playwright-core';

let platform: TrialPlatform;
let browser: Browser;
beforeAll(async () => {
  [platform, browser] = await Promise.all([openTrialPlatform(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

/** The form of a result, on a device of the handler's own. */
const writing = async (id: string, width: number): Promise<{ readonly device: Visit; readonly dialog: Locator }> => {
  const device = await visit(browser, platform, { person: cast.handler, width, height: 844 });
  await device.page.goto(`${platform.url}/cases/${id}`);
  await device.page.getByRole('button', { name: '提出办理结果' }).click();
  return { device, dialog: device.page.getByRole('dialog') };
};
const answer = (dialog: Locator) => dialog.getByRole('textbox', { name: '办理结果' });
const drafts = async (id: string) => (await platform.world.ask(cast.handler, ReadDraftsDocument, { id })).ledgerEntry?.drafts;

test('what was begun at the desk is there on the phone, and gone once it was handed in', async () => {
  const { id } = await stockCase(platform, { text: '楼道灯不亮。', reached: 'HANDLING' });
  const desk = await writing(id, 1280);
  await answer(desk.dialog).fill('已更换灯泡，');
  await desk.dialog.getByText('草稿已保存在服务器').waitFor();
  const phone = await writing(id, 390);
  await phone.dialog.getByText('草稿已保存在服务器').waitFor();
  expect(await answer(phone.dialog).inputValue()).toBe('已更换灯泡，');
  await answer(phone.dialog).fill('已更换灯泡，并复查。');
  await desk.device.close();
  await phone.dialog.getByRole('combobox', { name: '办理结论' }).click();
  await phone.device.page.locator('.ant-select-dropdown:visible').getByText('已解决', { exact: true }).click();
  await phone.dialog.getByRole('button', { name: '提出办理结果' }).click();
  await phone.dialog.waitFor({ state: 'detached' });
  await platform.settled();
  expect(await drafts(id)).toEqual([]);
  expect(phone.device.complaints).toEqual([]);
  await phone.device.close();
});

test('what was written on both is shown, and neither writes over the other unasked', async () => {
  const { id } = await stockCase(platform, { text: '楼道扶手松动。', reached: 'HANDLING' });
  const desk = await writing(id, 1280);
  const phone = await writing(id, 390);
  await answer(desk.dialog).fill('已加固扶手。');
  await desk.dialog.getByText('草稿已保存在服务器').waitFor();
  await answer(phone.dialog).fill('正在加固。');
  await phone.dialog.getByText('您在另一台设备上写有草稿').waitFor();
  expect(await drafts(id)).toMatchObject([{ text: '已加固扶手。' }]);
  await phone.dialog.getByRole('button', { name: '改用这份草稿' }).click();
  expect(await answer(phone.dialog).inputValue()).toBe('已加固扶手。');
  expect(phone.device.complaints).toEqual([]);
  await desk.device.close();
  await phone.device.close();
});

test('a draft of one text leaves the form of another alone', async () => {
  const { id } = await stockCase(platform, { text: '门禁坏了。', reached: 'HANDLING' });
  const desk = await writing(id, 1280);
  await answer(desk.dialog).fill('已更换门禁。');
  await desk.dialog.getByText('草稿已保存在服务器').waitFor();
  await desk.device.close();
  const device = await visit(browser, platform, { person: cast.handler, width: 1280, height: 844 });
  await device.page.goto(`${platform.url}/cases/${id}`);
  await device.page.getByRole('button', { name: '办理进展' }).click();
  const progress = device.page.getByRole('dialog').getByRole('textbox', { name: '办理进展' });
  await progress.fill('已联系厂家。');
  await device.page.getByRole('dialog').getByText('草稿已保存在服务器').waitFor();
  expect((await drafts(id))?.map(({ text }) => text).sort()).toEqual(['已更换门禁。', '已联系厂家。']);
  expect(device.complaints).toEqual([]);
  await device.close();
});
