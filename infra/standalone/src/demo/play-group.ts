import {
  ConfirmResultDocument,
  FillPetitionerSlotDocument,
  FollowOwnAppealDocument,
  RecordContactAttemptDocument,
  RefuseResultDocument,
} from '@daqidi/schemas/operations';
import { demoPlace } from '../demo-people.js';
import { ordinarySteps } from './ordinary-steps.js';
import type { Play } from './play-appeal.js';
import type { Person, World } from './world.js';

export interface GroupPlay extends Play {
  /** The query code of an appeal that went to this telephone last; null where it has not come yet. */
  codeTo(sent: { readonly telephone: string; readonly unifiedCode: string }): Promise<string | null>;
}

const anybody: Person = { sub: 'anybody', kind: 'ANONYMOUS' };
const representatives = [
  { name: '李四光', telephone: '13900002001' },
  { name: '王小五', telephone: '13900002002' },
  { name: '赵六一', telephone: '13900002003' },
  { name: '孙七七', telephone: '13900002004' },
];
const members = [{ name: '周八' }, { name: '吴九' }];

/** Who records attempts does not judge what they come to. */
const visitor: Person = { sub: `${demoPlace.township}.clerk`, kind: 'OFFICER' };

/** Three moments on three days, in ISO 8601, from the Tuesday after the play began on. */
const attemptDays = ['2026-03-03', '2026-03-04', '2026-03-05'].map((day) => `${day}T02:00:00.000Z`);

/**
 * Two matters of a group: in one its five representatives split 3 : 2 and have signed; in the other four tie, and the centre has to reach
 * them before it is closed without. Answers both ids. Where time cannot be moved the second waits for that.
 */
export const playGroup = async (world: World, { codeTo, ...play }: GroupPlay): Promise<readonly string[]> => {
  const { cast, begin } = ordinarySteps(world, play);
  const { petitioner, clerk } = cast;

  const bring = async (text: string, others: number) => {
    const group = { representatives: representatives.slice(0, others), members };
    const matter = await begin({ petitioner, text, category: 'RESOLUTION', group });
    const unifiedCode = (await world.ask(petitioner, FollowOwnAppealDocument, { id: matter.appealId })).appeal?.unifiedCode ?? '';
    /** Of whoever has no account: it comes to his telephone, in its own time. */
    const codeOf = async (number: number): Promise<string | null> => {
      const telephone = representatives[number - 2]?.telephone;
      if (telephone === undefined) return null;
      await world.until(async () => (await codeTo({ telephone, unifiedCode })) !== null);
      return codeTo({ telephone, unifiedCode });
    };
    const answer = async (number: number, agrees: boolean): Promise<void> => {
      const queryCode = await codeOf(number);
      const who = number === 1 ? petitioner : anybody;
      const input = { ...(await matter.toSign()), ...(queryCode === null ? {} : { queryCode }) };
      if (agrees) await world.ask(who, ConfirmResultDocument, { input: { ...input, satisfaction: 'SATISFIED' } });
      else await world.ask(who, RefuseResultDocument, { input: { ...input, reason: '只解决了一半住户的问题。' } });
      await matter.tell(
        who,
        `representative ${number} ${agrees ? 'agrees' : 'does not agree'}`,
        `第 ${number} 名代表${agrees ? '同意' : '不同意'}`,
      );
    };
    return { ...matter, answer };
  };

  const split = await bring('全楼七户反映楼顶漏水,请统一修缮。', 4);
  await split.propose('楼顶防水层已全部重做。');
  for (const [number, agrees] of [
    [1, true],
    [2, false],
    [3, true],
    [4, false],
    [5, true],
  ] as const)
    await split.answer(number, agrees);
  await split.tell(petitioner, 'three of five agree: the group has signed', '五名代表三名同意,群体签署完成');
  await split.close();

  const tied = await bring('全楼六户反映电梯停运,请尽快恢复。', 3);
  await tied.propose('电梯已检修并恢复运行。');
  for (const [number, agrees] of [
    [1, true],
    [2, true],
    [3, false],
    [4, false],
  ] as const)
    await tied.answer(number, agrees);
  await tied.tell(visitor, 'two against two: the centre has to reach them', '代表意见持平,由中心联系');
  for (const moment of world.passTime === undefined ? [undefined] : attemptDays) {
    if (moment !== undefined) await world.passTime?.(moment);
    await world.ask(visitor, RecordContactAttemptDocument, {
      input: { ...(await tied.inLedger()), means: 'VISIT', representative: 2 },
    });
  }
  if (world.passTime === undefined) return [split.appealId, tied.appealId];
  await world.ask(clerk, FillPetitionerSlotDocument, { input: { ...(await tied.toSign()), form: 'UNREACHABLE' } });
  await tied.tell(clerk, 'after three attempts on three days it goes on without them', '三日三次联系未果,按联系不上处理');
  await tied.close();
  return [split.appealId, tied.appealId];
};
