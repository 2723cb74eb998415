import { demoPlace } from '../demo-people.js';
import { cast } from './cast.js';
import {
  AcceptEntryDocument,
  AnswerOrderDocument,
  AssessAppealDocument,
  ConcludeOrderDocument,
  ConfirmResultDocument,
  CountersignDocument,
  EvaluateAppealDocument,
  ListOrdersDocument,
  PassScreeningDocument,
  ProposeResultDocument,
  RecordOpinionDocument,
  RecordProgressDocument,
  RefuseResultDocument,
  SubmitAppealDocument,
  SupplementAppealDocument,
  VersionsDocument,
} from './generated/operations.js';
import type { Person, World } from './world.js';

export interface Step {
  readonly who: Person;
  readonly en: string;
  readonly zh: string;
  /** Where the appeal stands after it. */
  readonly stage: string;
}

export interface Play {
  /** Distinguishes the requests of one play from those of another: 1 to 40 letters, digits or dashes. */
  readonly run: string;
  narrate(step: Step): void;
  /** Days to jump to, where the world's clock can be moved: past the handling clock, so that supervision steps in. */
  readonly overdueAt?: string;
}

/** One appeal of category RESOLUTION from submission to evaluation, with one refusal at countersign. Answers its id. */
export const playAppeal = async (world: World, { run, narrate, overdueAt }: Play): Promise<string> => {
  let requests = 0;
  const requestId = (): string => `${run}-${String(++requests).padStart(4, '0')}`;
  const { township, village } = demoPlace;

  const { submitAppeal } = await world.ask(cast.petitioner, SubmitAppealDocument, {
    input: {
      requestId: requestId(),
      channel: 'MINI_PROGRAM',
      regionId: village,
      text: '小区三栋二单元的水管爆裂三天了,一楼进水,请尽快修复。',
      petitioner: { name: '王小明', telephone: '13900001234', address: '北门社区三栋二单元' },
    },
  });
  const appealId = submitAppeal.appeal.id;

  const look = async () => {
    const { appeal } = await world.ask(cast.clerk, VersionsDocument, { id: appealId });
    if (appeal === null) throw new Error('the clerk cannot see the appeal');
    return appeal;
  };
  const reach = (holds: (appeal: Awaited<ReturnType<typeof look>>) => boolean) => world.until(async () => holds(await look()));
  const tell = async (who: Person, en: string, zh: string) => narrate({ who, en, zh, stage: (await look()).stage });
  const inTriage = async () => ({ requestId: requestId(), appealId, expectedVersion: (await look()).triage?.version ?? 0 });
  const inLedger = async () => ({ requestId: requestId(), appealId, expectedVersion: (await look()).ledgerEntry?.version ?? 0 });
  const digest = async () => (await look()).ledgerEntry?.result?.digest ?? '';

  await reach(({ triage }) => triage?.stage === 'SCREENING');
  await tell(cast.petitioner, 'hands in an appeal', '提交诉求');
  const { version } = await look();
  await world.ask(cast.petitioner, SupplementAppealDocument, {
    input: { requestId: requestId(), appealId, expectedVersion: version, text: '附:二楼也开始渗水。' },
  });
  await tell(cast.petitioner, 'adds material', '补充材料');

  await world.ask(cast.villageReviewer, PassScreeningDocument, { input: await inTriage() });
  await tell(cast.villageReviewer, 'passes the first review', '初审通过');
  for (const reviewer of [cast.lettersReviewer, cast.justiceReviewer]) {
    await world.ask(reviewer, RecordOpinionDocument, {
      input: { ...(await inTriage()), reasonableness: 'REASONABLE', text: '诉求合理,应予解决。' },
    });
    await tell(reviewer, 'gives an opinion in the second review', '提出复核意见');
  }
  await world.ask(cast.lettersReviewer, AssessAppealDocument, {
    input: {
      ...(await inTriage()),
      reasonableness: 'REASONABLE',
      category: 'RESOLUTION',
      subject: '城乡建设/城市建设和市政管理',
      level: 'TOWNSHIP',
      grade: 'D2',
      proposedUnitId: `u-${township}`,
    },
  });
  await reach(({ ledgerEntry }) => ledgerEntry?.stage === 'ASSIGNED');
  await tell(cast.lettersReviewer, 'gives the verdict; the township has the case', '作出复核结论,交办乡镇(街道)');

  await world.ask(cast.handler, AcceptEntryDocument, { input: await inLedger() });
  await tell(cast.handler, 'accepts the case', '签收办理');
  await world.ask(cast.handler, RecordProgressDocument, { input: { ...(await inLedger()), text: '已联系维修队,明日进场。' } });
  await tell(cast.handler, 'records progress', '登记办理进展');

  if (overdueAt !== undefined && world.passTime !== undefined) {
    await world.passTime(overdueAt);
    const orders = async () => (await world.ask(cast.handler, ListOrdersDocument, { first: 10 })).supervisionOrders.edges;
    await world.until(async () => (await orders()).length > 0);
    const order = (await orders())[0]?.node;
    if (order === undefined) throw new Error('no supervision order was raised');
    await tell(cast.lettersOfficer, 'the clock ran out: a supervision order is out', '办理超期,自动督办');
    await world.ask(cast.handler, AnswerOrderDocument, {
      input: {
        requestId: requestId(),
        orderId: order.id,
        expectedVersion: order.version,
        text: '因材料采购延误,三日内完成维修。',
      },
    });
    await world.ask(cast.lettersOfficer, ConcludeOrderDocument, {
      input: { requestId: requestId(), orderId: order.id, expectedVersion: order.version + 1 },
    });
    await tell(cast.handler, 'answers the order, and it is concluded', '回复督办,督办办结');
  }

  await world.ask(cast.handler, ProposeResultDocument, {
    input: { ...(await inLedger()), outcome: 'SOLVED', text: '已更换爆裂水管并清理积水。' },
  });
  await tell(cast.handler, 'states the result and signs it', '提出办理结果并签署');
  await world.ask(cast.petitioner, RefuseResultDocument, {
    input: { ...(await inLedger()), digest: await digest(), reason: '二楼渗水还没有处理。' },
  });
  await tell(cast.petitioner, 'refuses to sign', '拒绝签署,退回办理');
  await world.ask(cast.handler, ProposeResultDocument, {
    input: { ...(await inLedger()), outcome: 'SOLVED', text: '已更换爆裂水管,二楼渗水点已做防水处理,现场复验合格。' },
  });
  await tell(cast.handler, 'states a new result and signs it', '重新提出办理结果并签署');
  await world.ask(cast.petitioner, ConfirmResultDocument, {
    input: { ...(await inLedger()), digest: await digest(), satisfaction: 'SATISFIED' },
  });
  await tell(cast.petitioner, 'confirms the result', '确认办理结果');
  await world.ask(cast.deputy, CountersignDocument, { input: { ...(await inLedger()), digest: await digest() } });
  await tell(cast.deputy, 'signs as leader in charge', '分管领导签署');
  await world.ask(cast.head, CountersignDocument, { input: { ...(await inLedger()), digest: await digest() } });
  await reach(({ stage, ledgerEntry }) => stage === 'CLOSED' && ledgerEntry?.stage === 'CLOSED');
  await tell(cast.head, 'signs as main leader; the case is closed', '主要领导签署,办结销号');

  await world.ask(cast.petitioner, EvaluateAppealDocument, {
    input: {
      requestId: requestId(),
      appealId,
      expectedVersion: (await look()).version,
      satisfaction: 'VERY_SATISFIED',
      reason: '办得好。',
    },
  });
  await tell(cast.petitioner, 'evaluates', '作出评价');
  return appealId;
};
