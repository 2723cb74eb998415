// Promise: every page can be used by people who see, hear or move differently, as far as a program can tell, at a desk and on a phone;
// it asks no other host for anything, and the browser has nothing to complain of.
import { launchBrowser, seriousViolations } from '@daqidi/browser';
import {
  citizenPages,
  consolePages,
  matters,
  openTrialPlatform,
  type Stocked,
  shown,
  stockCase,
  type TrialPlatform,
  visit,
} from '@daqidi/journeys';
import type { Browser } from 'playwright-core';

let platform: TrialPlatform;
let browser: Browser;
const cases: Stocked[] = [];

beforeAll(async () => {
  [platform, browser] = await Promise.all([openTrialPlatform(), launchBrowser()]);
  for (const matter of matters) cases.push(await stockCase(platform, matter));
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

const problemsOf = async (pages: ReturnType<typeof consolePages>, width: number): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const { name, path, person, press } of pages) {
    const { page, complaints, close } = await visit(browser, platform, { width, ...(person === undefined ? {} : { person }) });
    page.on('request', (request) => {
      if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(platform.url))
        problems.push(`${name} asks ${request.url()}`);
    });
    await page.goto(`${platform.url}${path}`);
    await shown(page);
    if (press !== undefined) {
      await page.getByRole('button', { name: press[0] }).first().click();
      await page.getByRole('dialog').waitFor();
    }
    problems.push(...(await seriousViolations(page)).map((violation) => `${name} at ${width}: ${violation}`));
    problems.push(...complaints.map((complaint) => `${name} at ${width} says: ${complaint}`));
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    if (overflow > 0) problems.push(`${name} at ${width} is ${overflow} pixels too wide`);
    await close();
  }
  return problems;
};

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
