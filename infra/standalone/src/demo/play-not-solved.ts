import { DecideReopeningDocument, FollowOwnAppealDocument, ReportNotSolvedDocument } from '@daqidi/schemas/operations';
import { ordinarySteps } from './ordinary-steps.js';
import type { Play } from './play-appeal.js';
import type { World } from './world.js';

export interface NotSolvedPlay extends Play {
  /** A moment after the time for reopening, where the world's clock can be moved. */
  readonly tooLateAt?: string;
}

/**
 * A closed matter that the petitioner says is not solved: in time it is reopened and goes through a second round, afterwards a new appeal
 * follows that is linked to it. Answers the ids, the new one last where time could be moved.
 */
export const playNotSolved = async (world: World, { tooLateAt, ...play }: NotSolvedPlay): Promise<readonly string[]> => {
  const { cast, requestId, begin } = ordinarySteps(world, play);
  const { petitioner, lettersOfficer } = cast;
  const matter = await begin({ petitioner, text: '村口三盏路灯不亮,夜里看不见路。', category: 'RESOLUTION' });
  const { appealId, reach, tell, inLedger, propose, sign } = matter;
  await propose('三盏路灯已修复。');
  await sign(petitioner);

  const own = async () => (await world.ask(petitioner, FollowOwnAppealDocument, { id: appealId })).appeal;
  const report = async (reason: string): Promise<void> => {
    const input = { requestId: requestId(), appealId, expectedVersion: (await own())?.version ?? 0, reason };
    await world.ask(petitioner, ReportNotSolvedDocument, { input });
  };
  await report('第三盏次日又灭了。');
  await tell(petitioner, 'says in time that it is not solved', '在期限内反映未解决');
  await world.until(async () => (await own())?.ledgerEntry?.reopening?.reopened === null);
  const reopening = { reopens: true, reason: '情况属实,重新办理。' };
  await world.ask(lettersOfficer, DecideReopeningDocument, { input: { ...(await inLedger()), ...reopening } });
  await reach(({ stage }) => stage === 'HANDLING');
  await tell(lettersOfficer, 'reopens it: a second round', '同意重新办理,进入第二轮');
  await propose('更换线路,三盏路灯均已恢复,连续三晚查验正常。');
  await sign(petitioner);
  if (tooLateAt === undefined || world.passTime === undefined) return [appealId];

  await world.passTime(tooLateAt);
  await report('路灯又坏了两盏。');
  await world.until(async () => (await own())?.broughtAgain != null);
  const next = (await own())?.broughtAgain?.id ?? '';
  await tell(petitioner, 'says it after that time: it goes on as a new appeal', '超过期限反映,作为新的诉求办理');
  return [appealId, next];
};
