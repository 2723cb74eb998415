import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launchBrowser } from '@daqidi/browser';
import { cast, type Person } from '@daqidi/standalone';
import { type Matter, stockCase } from './stock.js';
import { openTrialPlatform } from './trial-platform.js';
import { visit } from './visit.js';

const matters: readonly Matter[] = [
  { text: '小区三栋二单元的水管爆裂三天了,一楼进水,请尽快修复。', reached: 'SCREENING' },
  { text: '北门市场路灯坏了半个月,晚上出行不安全。', reached: 'SCREENING', name: '李秀英' },
  { text: '建议在社区活动室增设午后开放时段,方便老人。', reached: 'SCREENING', name: '张桂兰' },
  { text: '电梯年检过期,物业没有答复。', reached: 'ASSESSING' },
  { text: '雨后道路积水严重,影响学生上学。', reached: 'ASSIGNED' },
  { text: '建筑垃圾堆放在消防通道上。', reached: 'HANDLING' },
  { text: '自来水压力不足,五楼以上白天无水。', reached: 'HANDLING' },
  { text: '化粪池外溢,气味扰民。', reached: 'PROPOSED' },
  { text: '健身器材损坏,小孩受伤。', reached: 'CONFIRMED' },
];

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly person?: Person;
  /** Opened before the picture is taken, by the name of its button in Chinese and English. */
  readonly press?: readonly [string, string];
}

const officer = (sub: string): Person => ({ sub, kind: 'OFFICER' });

const shotsOf = (cases: readonly { readonly id: string }[]): readonly Shot[] => {
  const at = (index: number): string => `/cases/${cases[index]?.id}`;
  return [
    { name: 'sign-in', path: '/' },
    { name: 'desk', path: '/', person: cast.handler },
    { name: 'ledger', path: '/cases', person: cast.clerk },
    { name: 'case-handling', path: at(5), person: cast.handler },
    { name: 'case-form', path: at(5), person: cast.handler, press: ['提出办理结果', 'Propose result'] },
    { name: 'case-signing', path: at(8), person: cast.deputy },
    { name: 'case-petitioner', path: at(7), person: cast.clerk, press: ['查看完整信息', 'See in full'] },
    { name: 'take-in', path: '/take-in', person: cast.clerk },
    { name: 'review', path: '/review', person: cast.villageReviewer },
    { name: 'review-second', path: '/review?stage=ASSESSING', person: cast.lettersReviewer },
    { name: 'countersign', path: '/countersign', person: cast.deputy },
    { name: 'orders', path: '/orders', person: cast.inspector },
    { name: 'figures', path: '/figures', person: cast.performanceOfficer },
    { name: 'directory', path: '/directory', person: officer('leading-group.admin') },
    { name: 'directory-posts', path: '/directory?tab=posts', person: officer('leading-group.admin') },
    { name: 'directory-policy', path: '/directory?tab=policy', person: officer('leading-group.admin') },
    { name: 'audit', path: '/audit', person: officer('leading-group.admin') },
  ];
};

const sizes = [
  { name: 'desk', width: 1280, height: 800 },
  { name: 'phone', width: 390, height: 844 },
];

const run = async (folder: string): Promise<void> => {
  const platform = await openTrialPlatform();
  const browser = await launchBrowser();
  try {
    const cases = [];
    for (const matter of matters) cases.push(await stockCase(platform, matter));
    await mkdir(folder, { recursive: true });
    for (const { name, path, person, press } of shotsOf(cases))
      for (const size of sizes)
        for (const language of ['zh', 'en'] as const) {
          const { page, complaints, close } = await visit(browser, platform, {
            ...size,
            language,
            ...(person === undefined ? {} : { person }),
          });
          await page.goto(`${platform.url}${path}`, { waitUntil: 'networkidle' });
          if (press !== undefined)
            await page
              .getByRole('button', { name: press[language === 'zh' ? 0 : 1] })
              .first()
              .click();
          await page.waitForLoadState('networkidle');
          await page.screenshot({ path: join(folder, `${name}.${size.name}.${language}.png`), fullPage: press === undefined });
          for (const complaint of complaints) process.stderr.write(`${name}: ${complaint}\n`);
          await close();
        }
  } finally {
    await browser.close();
    await platform.stop();
  }
};

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: npm run screenshots -- <folder>\n');
  process.exitCode = 2;
} else await run(resolve(folder));
