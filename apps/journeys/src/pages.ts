import { KeepDraftDocument, RequestExportDocument, ViewPetitionerDocument } from '@daqidi/schemas/operations';
import { cast, officer, type Person } from '@daqidi/standalone';
import { type Matter, type Stocked, stockCase } from './stock.js';
import type { TrialPlatform } from './trial-platform.js';

/** Enough for every page to have something on it. */
const matters: readonly Matter[] = [
  { text: '小区三栋二单元的水管爆裂三天了，一楼进水，请尽快修复。', reached: 'SCREENING' },
  { text: '北门市场路灯坏了半个月，晚上出行不安全。', reached: 'SCREENING', name: '李秀英' },
  { text: '电梯年检过期，物业没有答复。', reached: 'ASSESSING' },
  { text: '建筑垃圾堆放在消防通道上。', reached: 'HANDLING' },
  { text: '化粪池外溢，气味扰民。', reached: 'PROPOSED' },
  { text: '健身器材损坏，小孩受伤。', reached: 'CONFIRMED' },
];

/** What is overseen: who saw a petitioner in full, and who took what along; an answer that is being written. */
const leaveTraces = async ({ world, settled }: TrialPlatform, cases: readonly Stocked[]): Promise<void> => {
  for (const [index, { id: appealId }] of cases.slice(3).entries()) {
    const input = { requestId: `traces-view-${index}`, appealId, purpose: '电话回访核实情况' };
    await world.ask(cast.clerk, ViewPetitionerDocument, { input });
  }
  await world.ask(cast.clerk, RequestExportDocument, {
    input: {
      requestId: 'traces-export',
      filter: { channel: 'MINI_PROGRAM' },
      columns: ['CODE', 'STAGE', 'PETITIONER'],
      format: 'CSV',
      language: 'ZH',
      purpose: '季度核对',
    },
  });
  const draft = { appealId: cases[3]?.id ?? '', kind: 'RESULT', draftNumber: 0, text: '已清运建筑垃圾，正在' } as const;
  await world.ask(cast.handler, KeepDraftDocument, { input: { requestId: 'traces-draft', ...draft } });
  await settled();
};

/** Hands all of them in. */
export const stockMatters = async (platform: TrialPlatform): Promise<readonly Stocked[]> => {
  const cases: Stocked[] = [];
  for (const matter of matters) cases.push(await stockCase(platform, matter));
  await leaveTraces(platform, cases);
  return cases;
};

export interface ShownPage {
  readonly name: string;
  readonly path: string;
  readonly person?: Person;
  /** Opened by a button of this name, in Chinese and English. */
  readonly press?: readonly [string, string];
}

/** Every page of the console, as somebody who works on it sees it; the cases are those of `matters`. */
export const consolePages = (cases: readonly Stocked[]): readonly ShownPage[] => {
  const at = (index: number): string => `/cases/${cases[index]?.id}`;
  const admin = officer('leading-group.admin');
  const auditor = officer('leading-group.auditor');
  return [
    { name: 'sign-in', path: '/' },
    { name: 'desk', path: '/', person: cast.handler },
    { name: 'ledger', path: '/cases', person: cast.clerk },
    { name: 'ledger-export', path: '/cases?stage=HANDLING', person: cast.clerk, press: ['申请导出', 'Request export'] },
    { name: 'exports', path: '/exports', person: cast.clerk },
    { name: 'case', path: at(3), person: cast.handler },
    { name: 'case-form', path: at(3), person: cast.handler, press: ['提出办理结果', 'Propose result'] },
    { name: 'case-signing', path: at(5), person: cast.deputy },
    { name: 'case-petitioner', path: at(4), person: cast.clerk, press: ['查看完整信息', 'See in full'] },
    { name: 'take-in', path: '/take-in', person: cast.clerk },
    { name: 'books', path: '/books?book=TOWNSHIP', person: cast.clerk },
    { name: 'review', path: '/review', person: cast.villageReviewer },
    { name: 'review-second', path: '/review?stage=ASSESSING', person: cast.lettersReviewer },
    { name: 'countersign', path: '/countersign', person: cast.deputy },
    { name: 'orders', path: '/orders', person: cast.inspector },
    { name: 'desk-letters', path: '/', person: cast.lettersOfficer },
    { name: 'desk-leader', path: '/', person: cast.deputy },
    { name: 'desk-district', path: '/', person: officer('leading-group.secretariat') },
    { name: 'ledger-find', path: '/cases', person: cast.clerk, press: ['按诉求人查询', 'Find by petitioner'] },
    { name: 'review-desk', path: '/review?stage=DESK', person: cast.villageReviewer },
    { name: 'countersign-together', path: '/countersign?view=together', person: cast.deputy },
    { name: 'orders-handler', path: '/orders', person: cast.handler },
    { name: 'publications', path: '/publications', person: cast.handler },
    { name: 'suggestions', path: '/suggestions', person: cast.handler },
    { name: 'suggestions-waiting', path: '/suggestions?view=waiting', person: cast.handler },
    { name: 'figures', path: '/figures', person: cast.performanceOfficer },
    { name: 'knowledge', path: '/knowledge', person: cast.clerk },
    { name: 'directory', path: '/directory', person: admin },
    { name: 'directory-regions', path: '/directory?tab=regions', person: admin },
    { name: 'directory-posts', path: '/directory?tab=posts', person: admin },
    { name: 'desk-admin', path: '/', person: admin },
    { name: 'directory-vacancies', path: '/directory?tab=vacancies', person: admin },
    { name: 'directory-policy', path: '/directory?tab=policy', person: admin },
    { name: 'directory-appoint', path: '/directory?tab=posts', person: admin, press: ['任命岗位', 'Append post'] },
    { name: 'audit', path: '/audit', person: admin },
    { name: 'audit-views', path: '/audit', person: auditor },
    { name: 'audit-exports', path: '/audit?tab=exports', person: auditor },
    { name: 'audit-notices', path: '/audit?tab=notices', person: auditor },
    { name: 'desk-auditor', path: '/', person: auditor },
  ];
};

/** Every page for citizens; who is signed in stays so. */
export const citizenPages = (cases: readonly Stocked[]): readonly ShownPage[] => [
  { name: 'citizen-home', path: '/c' },
  { name: 'citizen-who', path: '/c/submit' },
  { name: 'citizen-submit', path: '/c/submit', person: cast.petitioner },
  { name: 'citizen-progress', path: '/c/progress' },
  { name: 'citizen-mine', path: '/c/mine', person: cast.petitioner },
  { name: 'citizen-case', path: `/c/mine/${cases[4]?.id}`, person: cast.petitioner },
  { name: 'citizen-published', path: '/c/published' },
  { name: 'citizen-knowledge', path: '/c/knowledge' },
];
