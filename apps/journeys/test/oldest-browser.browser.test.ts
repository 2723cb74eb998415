// Promise: who has an old computer and the last browser that it gets (Windows 7: Chromium 109) works in the console and on the page
// for citizens as everybody does: pages show themselves, and the browser has nothing to complain of.
import { launchBrowser } from '@daqidi/browser';
import {
  citizenPages,
  consolePages,
  handInWithoutAccount,
  openTrialPlatform,
  type Stocked,
  shown,
  stockMatters,
  type TrialPlatform,
  visit,
  visits,
} from '@daqidi/journeys';
import { cast } from '@daqidi/standalone';
import type { Browser } from 'playwright-core';

let platform: TrialPlatform;
let browser: Browser;
let cases: readonly Stocked[] = [];

beforeAll(async () => {
  [platform, browser] = await Promise.all([openTrialPlatform(), launchBrowser({ version: 109 })]);
  cases = await stockMatters(platform);
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

test('it is the old one', () => {
  expect(browser.version()).toMatch(/^109\./);
});

/** Between them they use every part of which pages are made. */
const usual = [
  'sign-in',
  'desk',
  'ledger',
  'case',
  'take-in',
  'review',
  'countersign',
  'orders',
  'figures',
  'directory',
  'audit',
];

test('the usual pages and those for citizens show themselves', async () => {
  const people = visits(browser, platform);
  const pages = [...consolePages(cases).filter(({ name }) => usual.includes(name)), ...citizenPages(cases)];
  expect(pages.length).toBeGreaterThan(usual.length);
  for (const { path, person } of pages) {
    const { page } = await people.of(person);
    await page.goto(`${platform.url}${path}`);
    await shown(page);
  }
  expect(await people.close()).toStrictEqual([]);
});

test('a handler writes down a step, and a citizen hands in an appeal', async () => {
  const desk = await visit(browser, platform, { person: cast.handler });
  await desk.page.goto(`${platform.url}/cases/${cases[3]?.id}`);
  await desk.page.getByRole('button', { name: '办理进展' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('办理进展').fill('已约清运车辆。');
  await dialog.getByRole('button', { name: '办理进展' }).click();
  await desk.page.getByText('已约清运车辆。').waitFor();
  const phone = await visit(browser, platform, { width: 390, height: 844 });
  expect((await handInWithoutAccount(phone.page, platform.url)).unifiedCode).not.toBe('');
  expect([...desk.complaints, ...phone.complaints]).toStrictEqual([]);
  await desk.close();
  await phone.close();
});
