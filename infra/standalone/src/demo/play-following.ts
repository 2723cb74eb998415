import {
  DecideWithdrawalDocument,
  FollowOwnAppealDocument,
  ReadTriageCaseDocument,
  WithdrawAppealDocument,
} from '@daqidi/schemas/operations';
import { ordinarySteps } from './ordinary-steps.js';
import type { Play } from './play-appeal.js';
import type { Person, World } from './world.js';

const neighbour = (number: number): Person => ({ sub: `petitioner-${number}`, kind: 'PETITIONER' });

/**
 * Three neighbours bring one matter; two follow the first. The first withdraws: the second goes before the third, which is told when that is
 * answered and gets an answer of its own. Answers the three ids.
 */
export const playFollowing = async (world: World, play: Play): Promise<readonly string[]> => {
  const { cast, requestId, begin } = ordinarySteps(world, play);
  const { petitioner, deputy, clerk } = cast;
  const category = 'RESOLUTION';
  const first = await begin({ petitioner, text: '北门社区二次供水水压低,五楼以上晚间停水。', category });
  const second = await begin({
    petitioner: neighbour(2),
    known: { name: '陈百川', telephone: '13900002345' },
    text: '我家在六楼,每天晚上都没有水。',
    category,
    follows: first.appealId,
  });
  const third = await begin({
    petitioner: neighbour(3),
    known: { name: '郑千里', telephone: '13900003456' },
    text: '七楼水压不够,热水器打不着火。',
    category,
    follows: second.appealId,
  });
  const followedBy = async (id: string): Promise<string | null> =>
    (await world.ask(clerk, ReadTriageCaseDocument, { id })).triageCase?.follows?.id ?? null;
  await world.until(async () => (await followedBy(third.appealId)) === first.appealId);
  await third.tell(clerk, 'both others follow the first; no petitioner learns of another', '后两件跟随首件,诉求人互不知晓');

  const own = async (person: Person, id: string) => (await world.ask(person, FollowOwnAppealDocument, { id })).appeal;
  const wish = { reason: '家里已自行安装增压泵。', setting: 'OWN_ACCORD' } as const;
  const expectedVersion = (await own(petitioner, first.appealId))?.version ?? 0;
  const input = { requestId: requestId(), appealId: first.appealId, expectedVersion, ...wish };
  await world.ask(petitioner, WithdrawAppealDocument, { input });
  await world.until(async () => (await own(petitioner, first.appealId))?.ledgerEntry?.withdrawal?.status === 'ASKED');
  const decision = { accepts: true, reason: '已自行解决,同意撤回。' };
  await world.ask(deputy, DecideWithdrawalDocument, { input: { ...(await first.inLedger()), ...decision } });
  await first.reach(({ stage }) => stage === 'WITHDRAWN');
  await world.until(async () => (await followedBy(third.appealId)) === second.appealId);
  await second.tell(deputy, 'the first is withdrawn: the second goes before the third', '首件撤回,次件成为首件');

  await second.propose('已更换加压泵,六楼晚间供水正常。');
  await second.sign(neighbour(2));
  await world.until(
    async () =>
      (await own(neighbour(3), third.appealId))?.timeline.some(({ textEn }) => textEn.includes('your own answer')) ?? false,
  );
  await third.tell(neighbour(3), 'is told that there is a result', '获知已有办理结果');
  await third.propose('已更换加压泵,七楼水压恢复,已入户查验。');
  await third.sign(neighbour(3));
  return [first.appealId, second.appealId, third.appealId];
};
