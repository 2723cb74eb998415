import {
  AnswerAtDeskDocument,
  ConfirmDeskAnswerDocument,
  CountersignManyDocument,
  DecideDeskAnswersDocument,
  ReadDeskAnswerDocument,
  SubmitAppealDocument,
} from '@daqidi/schemas/operations';
import { demoPlace } from '../demo-people.js';
import { requestIdsOf } from './case-inputs.js';
import { cast } from './cast.js';
import type { Play } from './play-appeal.js';
import { reachIn } from './reach.js';
import type { Person, World } from './world.js';

/** The clerk of the township's desk. */
const deskClerk: Person = { sub: `${demoPlace.township}.clerk`, kind: 'OFFICER' };

export interface ConsultationPlay {
  /** Answered at the desk and closed the same day. */
  readonly closedId: string;
  /** Refused in the daily batch: an ordinary appeal. */
  readonly refusedId: string;
}

/**
 * Two questions at the desk of their place, each answered there and confirmed by the petitioner. Of the panel's batch one stands and is
 * signed by both leaders, the other is an ordinary appeal.
 */
export const playConsultation = async (
  world: World,
  { run, narrate }: Pick<Play, 'run' | 'narrate'>,
): Promise<ConsultationPlay> => {
  const requestId = requestIdsOf(run);
  const { petitioner, villageReviewer, deputy, head } = cast;
  const lookAt = async (id: string) => (await world.ask(petitioner, ReadDeskAnswerDocument, { id })).appeal;
  const reachOf = (id: string) => reachIn(world, 'the petitioner', () => lookAt(id));
  const tell = async (id: string, who: Person, en: string, zh: string): Promise<void> =>
    narrate({ who, en, zh, stage: (await lookAt(id))?.stage ?? '' });

  const ask = async (text: string): Promise<string> => {
    const input = { requestId: requestId(), channel: 'WINDOW', regionId: demoPlace.village, text, consultation: true };
    const { id } = (await world.ask(petitioner, SubmitAppealDocument, { input })).submitAppeal.appeal;
    await tell(id, petitioner, 'asks a question at the desk', '窗口咨询');
    return id;
  };
  const answer = async (appealId: string, text: string): Promise<void> => {
    const { version } = await reachOf(appealId)(({ triage }) => triage?.consultingUnit != null);
    await world.ask(deskClerk, AnswerAtDeskDocument, {
      input: {
        requestId: requestId(),
        appealId,
        expectedVersion: version,
        outcome: 'ANSWERED',
        subject: '劳动和社会保障/城镇居民社会保险',
        text,
      },
    });
    await tell(appealId, deskClerk, 'answers it', '当场答复');
    const offered = await lookAt(appealId);
    await world.ask(petitioner, ConfirmDeskAnswerDocument, {
      input: {
        requestId: requestId(),
        appealId,
        expectedVersion: offered?.version ?? 0,
        digest: offered?.deskAnswer?.digest ?? '',
        satisfaction: 'VERY_SATISFIED',
      },
    });
    await reachOf(appealId)(({ triage }) => triage?.deskAnswerDigest != null);
    await tell(appealId, petitioner, 'reads the answer and confirms it', '阅读并确认答复');
  };

  const closedId = await ask('请问城乡居民医保今年什么时候开始缴费?');
  const refusedId = await ask('请问我家的低保为什么停发了?');
  await answer(closedId, '每年 9 月 1 日至 12 月 31 日缴费,可在小程序或村便民服务站办理。');
  await answer(refusedId, '请到镇民政办询问。');

  const items = await Promise.all(
    [closedId, refusedId].map(async (appealId) => {
      const triage = (await lookAt(appealId))?.triage;
      return { appealId, expectedVersion: triage?.version ?? 0, digest: triage?.deskAnswerDigest ?? '' };
    }),
  );
  const [stands, falls] = items;
  if (stands === undefined || falls === undefined) throw new Error('two questions were asked');
  const decided = await world.ask(villageReviewer, DecideDeskAnswersDocument, {
    input: {
      requestId: requestId(),
      items: [
        { ...stands, accepts: true },
        { ...falls, accepts: false, reason: '未查明停发原因,应按诉求办理。' },
      ],
    },
  });
  if (decided.decideDeskAnswers.results.some(({ refusal }) => refusal !== null))
    throw new Error('a decision of the batch was refused');
  await tell(
    refusedId,
    villageReviewer,
    'lets one answer of the day stand; the other is an ordinary appeal',
    '集中审核:一件通过,一件转为普通诉求',
  );

  for (const [leader, en, zh] of [
    [deputy, 'signs the answers of the day as leader in charge', '分管领导集中签署'],
    [head, 'signs them as main leader; the question is closed', '主要领导集中签署,办结'],
  ] as const) {
    const { ledgerEntry } = await reachOf(closedId)((appeal) => appeal.ledgerEntry?.stage === 'SIGNING_OFF');
    const { countersignMany } = await world.ask(leader, CountersignManyDocument, {
      input: {
        requestId: requestId(),
        items: [{ appealId: closedId, expectedVersion: ledgerEntry?.version ?? 0, digest: ledgerEntry?.result?.digest ?? '' }],
      },
    });
    const refusal = countersignMany.results[0]?.refusal;
    if (refusal != null) throw new Error(refusal.messageEn);
    if (leader === head) await reachOf(closedId)(({ stage }) => stage === 'CLOSED');
    await tell(closedId, leader, en, zh);
  }
  return { closedId, refusedId };
};
