import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launchBrowser } from '@daqidi/browser';
import { citizenPages, consolePages, type ShownPage, stockMatters } from './pages.js';
import { shown } from './shown.js';
import { openTrialPlatform } from './trial-platform.js';
import { visit } from './visit.js';

const usage = `usage: npm run screenshots -- <folder> [page …]

Writes a picture of every page, or of those that are named, in both languages and both sizes into a folder.
`;

const sizes = [
  { name: 'desk', width: 1280, height: 800 },
  { name: 'phone', width: 390, height: 844 },
];

const run = async (folder: string, named: readonly string[]): Promise<void> => {
  const platform = await openTrialPlatform();
  const browser = await launchBrowser();
  const take = async ({ name, path, person, press }: ShownPage): Promise<void> => {
    for (const { name: size, ...viewport } of sizes)
      for (const language of ['zh', 'en'] as const) {
        const who = person === undefined ? {} : { person };
        const { page, complaints, close } = await visit(browser, platform, { ...viewport, language, ...who });
        await page.goto(`${platform.url}${path}`);
        await shown(page);
        if (press !== undefined) {
          await page
            .getByRole('button', { name: press[language === 'zh' ? 0 : 1] })
            .first()
            .click();
          await page.getByRole('dialog').waitFor();
        }
        await page.screenshot({ path: join(folder, `${name}.${size}.${language}.png`), fullPage: press === undefined });
        for (const complaint of complaints) process.stderr.write(`${name}: ${complaint}\n`);
        await close();
      }
  };
  try {
    await mkdir(folder, { recursive: true });
    const cases = await stockMatters(platform);
    for (const each of [...consolePages(cases), ...citizenPages(cases)])
      if (named.length === 0 || named.includes(each.name)) await take(each);
  } finally {
    await browser.close();
    await platform.stop();
  }
};

const [folder, ...named] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else await run(resolve(folder), named);
