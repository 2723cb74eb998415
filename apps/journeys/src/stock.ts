import {
  AcceptEntryDocument,
  AssessAppealDocument,
  ConfirmResultDocument,
  PassScreeningDocument,
  ProposeResultDocument,
  RecordOpinionDocument,
  RecordProgressDocument,
  SubmitAppealDocument,
  VersionsDocument,
  type VersionsQuery,
} from '@daqidi/schemas/operations';
import { cast, type Person, usualTroupe } from '@daqidi/standalone';
import type { TrialPlatform } from './trial-platform.js';

/** How far a case has come when people sit down to work. */
export type Reached = 'SCREENING' | 'ASSESSING' | 'ASSIGNED' | 'HANDLING' | 'PROPOSED' | 'CONFIRMED';

const ways: readonly Reached[] = ['SCREENING', 'ASSESSING', 'ASSIGNED', 'HANDLING', 'PROPOSED', 'CONFIRMED'];

export interface Stocked {
  readonly id: string;
  readonly unifiedCode: string;
  readonly queryCode: string;
}

export interface Matter {
  readonly text: string;
  readonly reached: Reached;
  readonly by?: Person;
  readonly name?: string;
}

type Seen = NonNullable<VersionsQuery['appeal']>;

/** Hands in one matter and works on it up to a stage, as the people of the first township would. */
export const stockCase = async (
  platform: TrialPlatform,
  { text, reached, by = cast.petitioner, name = '王小明' }: Matter,
): Promise<Stocked> => {
  const { world } = platform;
  let requests = 0;
  const base = `stock-${text.length}-${platform.now()}-${[...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e9, 7)}`;
  const requestId = (): string => `${base}-${String(++requests)}`;
  const { submitAppeal } = await world.ask(by, SubmitAppealDocument, {
    input: {
      requestId: requestId(),
      channel: 'MINI_PROGRAM',
      regionId: usualTroupe.village,
      text,
      petitioner: { name, telephone: '13900001234', address: '北门社区三栋二单元' },
    },
  });
  const { id } = submitAppeal.appeal;
  const look = async (): Promise<Seen> => {
    await platform.settled();
    const { appeal } = await world.ask(cast.clerk, VersionsDocument, { id });
    if (appeal === null) throw new Error('the clerk cannot see the case');
    return appeal;
  };
  const inTriage = async () => ({ requestId: requestId(), appealId: id, expectedVersion: (await look()).triage?.version ?? 0 });
  const inLedger = async () => {
    const { ledgerEntry } = await look();
    return { requestId: requestId(), appealId: id, expectedVersion: ledgerEntry?.version ?? 0 };
  };
  const steps: Readonly<Record<Reached, () => Promise<unknown>>> = {
    SCREENING: look,
    ASSESSING: async () => world.ask(cast.villageReviewer, PassScreeningDocument, { input: await inTriage() }),
    ASSIGNED: async () => {
      for (const reviewer of [cast.lettersReviewer, cast.justiceReviewer]) {
        const input = {
          requestId: requestId(),
          appealId: id,
          reasonableness: 'REASONABLE',
          text: '诉求合理，应予解决。',
        } as const;
        await world.ask(reviewer, RecordOpinionDocument, { input });
      }
      await world.ask(cast.lettersReviewer, AssessAppealDocument, {
        input: {
          ...(await inTriage()),
          reasonableness: 'REASONABLE',
          category: 'RESOLUTION',
          subject: '城乡建设/城市建设和市政管理',
          level: 'TOWNSHIP',
          grade: 'D2',
          proposedUnitId: usualTroupe.unit,
        },
      });
    },
    HANDLING: async () => {
      await world.ask(cast.handler, AcceptEntryDocument, { input: await inLedger() });
      await world.ask(cast.handler, RecordProgressDocument, {
        input: { ...(await inLedger()), text: '已到现场查看，联系维修队伍。' },
      });
    },
    PROPOSED: async () =>
      world.ask(cast.handler, ProposeResultDocument, {
        input: { ...(await inLedger()), outcome: 'SOLVED', text: '已完成维修，现场复验合格。' },
      }),
    CONFIRMED: async () => {
      const digest = (await look()).ledgerEntry?.result?.digest ?? '';
      await world.ask(by, ConfirmResultDocument, { input: { ...(await inLedger()), digest, satisfaction: 'SATISFIED' } });
    },
  };
  for (const way of ways.slice(0, ways.indexOf(reached) + 1)) await steps[way]();
  await platform.settled();
  const { unifiedCode, queryCode } = submitAppeal.receipt;
  return { id, unifiedCode, queryCode: queryCode ?? '' };
};
