import { DecideWithdrawalDocument, FollowOwnAppealDocument, WithdrawAppealDocument } from '@daqidi/schemas/operations';
import { ordinarySteps } from './ordinary-steps.js';
import type { Play } from './play-appeal.js';
import type { World } from './world.js';

/** An ordinary matter whose petitioner withdraws while it is handled, of his own accord; the unit's leader decides. Answers its id. */
export const playWithdrawal = async (world: World, play: Play): Promise<string> => {
  const { cast, requestId, begin } = ordinarySteps(world, play);
  const { petitioner, deputy } = cast;
  const { appealId, reach, tell, inLedger } = await begin({
    petitioner,
    text: '邻里因楼道堆物争吵,请居委会调解。',
    category: 'RESOLUTION',
  });
  const own = async () => (await world.ask(petitioner, FollowOwnAppealDocument, { id: appealId })).appeal;
  const wish = { reason: '双方已自行和解。', setting: 'OWN_ACCORD' } as const;
  const input = { requestId: requestId(), appealId, expectedVersion: (await own())?.version ?? 0, ...wish };
  await world.ask(petitioner, WithdrawAppealDocument, { input });
  await tell(petitioner, 'asks to withdraw of his own accord', '自愿申请撤回');
  await world.until(async () => (await own())?.ledgerEntry?.withdrawal?.status === 'ASKED');
  const decision = { accepts: true, reason: '双方和解,同意撤回。' };
  await world.ask(deputy, DecideWithdrawalDocument, { input: { ...(await inLedger()), ...decision } });
  await reach(({ stage }) => stage === 'WITHDRAWN');
  await tell(deputy, 'accepts it: the case is over', '同意撤回,办理终止');
  return appealId;
};
