// Promise: every page can be used by people who see, hear or move differently, as far as a program can tell, at a desk and on a phone;
// it asks no other host for anything, and the browser has nothing to complain of.
import { launchBrowser, seriousViolations } from '@daqidi/browser';
import {
  citizenPages,
  consolePages,
  openTrialPlatform,
  type ShownPage,
  type Stocked,
  shown,
  stockMatters,
  type TrialPlatform,
  visit,
  visits,
} from '@daqidi/journeys';
import type { Browser } from 'playwright-core';

let platform: TrialPlatform;
let browser: Browser;
let cases: readonly Stocked[] = [];

beforeAll(async () => {
  [platform, browser] = await Promise.all([openTrialPlatform(), launchBrowser()]);
  cases = await stockMatters(platform);
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

const problemsOf = async (pages: readonly ShownPage[], width: number): Promise<readonly string[]> => {
  const problems: string[] = [];
  const people = visits(browser, platform, { width });
  for (const each of pages) {
    const { page } = await people.of(each.person);
    // Whoever looks at one page after the other takes his time: what he may ask in a second fills up again.
    await platform.passTime(new Date(platform.now() + 5_000).toISOString());
    await page.goto(`${platform.url}${each.path}`);
    await shown(page);
    if (each.press !== undefined) {
      await page.getByRole('button', { name: each.press[0] }).first().click();
      await page.getByRole('dialog').waitFor();
    }
    problems.push(...(await seriousViolations(page)).map((violation) => `${each.name} at ${width}: ${violation}`));
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    if (overflow > 0) problems.push(`${each.name} at ${width} is ${overflow} pixels too wide`);
  }
  problems.push(...(await people.close()).map((problem) => `at ${width}: ${problem}`));
  return problems;
};

test('a page that keeps people out is noticed', async () => {
  const { page, close } = await visit(browser, platform);
  await page.setContent('<main><h1>诉求</h1><img src="data:,"><button></button></main>');
  expect((await seriousViolations(page)).map((each) => each.split(':')[0]).sort()).toStrictEqual(
    expect.arrayContaining(['button-name', 'image-alt']),
  );
  await close();
});

test('pages of the console at a desk', async () => {
  expect(await problemsOf(consolePages(cases), 1280)).toStrictEqual([]);
});

test('pages of the console on a phone', async () => {
  const worked = new Set(['desk', 'case', 'case-form', 'review', 'countersign']);
  const pages = consolePages(cases).filter(({ name }) => worked.has(name));
  expect(await problemsOf(pages, 390)).toStrictEqual([]);
});

test('pages for citizens on a phone', async () => {
  expect(await problemsOf(citizenPages(cases), 390)).toStrictEqual([]);
});
