import {
  AcceptEntryDocument,
  AnswerOrderDocument,
  AskExtensionDocument,
  AssessAppealDocument,
  ConcludeOrderDocument,
  ConfirmResultDocument,
  CountersignDocument,
  DecideExtensionDocument,
  EvaluateAppealDocument,
  ListOrdersDocument,
  PassScreeningDocument,
  ProposeResultDocument,
  RecordOpinionDocument,
  RecordProgressDocument,
  RefuseResultDocument,
  ReportStepDoneDocument,
  StatePlanDocument,
  SubmitAppealDocument,
  SupplementAppealDocument,
  VersionsDocument,
} from '@daqidi/schemas/operations';
import { requestIdsOf } from './case-inputs.js';
import { type Troupe, usualTroupe } from './cast.js';
import { reachIn } from './reach.js';
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
  /** People of another district than the demonstration's. */
  readonly troupe?: Troupe;
  /** Days to jump to, where the world's clock can be moved: past the handling clock, so that supervision steps in. */
  readonly overdueAt?: string;
}

/** One appeal of category RESOLUTION from submission to evaluation, with one refusal at countersign. Answers its id. */
export const playAppeal = async (world: World, { run, narrate, troupe = usualTroupe, overdueAt }: Play): Promise<string> => {
  const requestId = requestIdsOf(run);
  const tell = (who: Person, stage: string, en: string, zh: string): void => narrate({ who, en, zh, stage });
  const { cast, village, unit } = troupe;

  const { submitAppeal } = await world.ask(cast.petitioner, SubmitAppealDocument, {
    input: {
      requestId: requestId(),
      channel: 'MINI_PROGRAM',
      regionId: village,
      text: '小区三栋二单元的水管爆裂三天了,一楼进水,请尽快修复。',
      petitioner: { name: '王小明', telephone: '13900001234', address: '北门社区三栋二单元' },
    },
  });
  const { id: appealId, version } = submitAppeal.appeal;
  tell(cast.petitioner, submitAppeal.appeal.stage, 'hands in an appeal', '提交诉求');
  const { supplementAppeal } = await world.ask(cast.petitioner, SupplementAppealDocument, {
    input: { requestId: requestId(), appealId, expectedVersion: version, text: '附:二楼也开始渗水。' },
  });
  tell(cast.petitioner, submitAppeal.appeal.stage, 'adds material', '补充材料');

  const look = async () => (await world.ask(cast.clerk, VersionsDocument, { id: appealId })).appeal;
  const reach = reachIn(world, 'the clerk', look);

  let triage = (await reach((appeal) => appeal.triage?.stage === 'SCREENING')).triage;
  const inTriage = () => ({ requestId: requestId(), appealId, expectedVersion: triage?.version ?? 0 });
  triage = (await world.ask(cast.villageReviewer, PassScreeningDocument, { input: inTriage() })).passScreening.triageCase;
  tell(cast.villageReviewer, triage.stage, 'passes the first review', '初审通过');
  for (const reviewer of [cast.lettersReviewer, cast.justiceReviewer]) {
    const input = { requestId: requestId(), appealId, reasonableness: 'REASONABLE', text: '诉求合理,应予解决。' } as const;
    triage = (await world.ask(reviewer, RecordOpinionDocument, { input })).recordOpinion.triageCase;
    tell(reviewer, triage.stage, 'gives an opinion in the second review', '提出复核意见');
  }
  await world.ask(cast.lettersReviewer, AssessAppealDocument, {
    input: {
      ...inTriage(),
      reasonableness: 'REASONABLE',
      category: 'RESOLUTION',
      subject: '城乡建设/城市建设和市政管理',
      level: 'TOWNSHIP',
      grade: 'D2',
      proposedUnitId: unit,
    },
  });
  let entry = (await reach(({ ledgerEntry }) => ledgerEntry?.stage === 'ASSIGNED')).ledgerEntry;
  tell(cast.lettersReviewer, 'ASSIGNED', 'gives the verdict; the township has the case', '作出复核结论,交办乡镇(街道)');

  const inLedger = () => ({ requestId: requestId(), appealId, expectedVersion: entry?.version ?? 0 });
  const toSign = () => ({ ...inLedger(), digest: entry?.result?.digest ?? '' });
  entry = (await world.ask(cast.handler, AcceptEntryDocument, { input: inLedger() })).acceptEntry.ledgerEntry;
  tell(cast.handler, entry.stage, 'accepts the case', '签收办理');
  const progress = { ...inLedger(), text: '已联系维修队,明日进场。' };
  entry = (await world.ask(cast.handler, RecordProgressDocument, { input: progress })).recordProgress.ledgerEntry;
  tell(cast.handler, entry.stage, 'records progress', '登记办理进展');

  if (overdueAt !== undefined && world.passTime !== undefined) {
    const steps = [{ text: '更换爆裂水管,清理积水。', dueOn: overdueAt.slice(0, 10), officerId: cast.handler.sub }];
    entry = (await world.ask(cast.handler, StatePlanDocument, { input: { ...inLedger(), steps } })).statePlan.ledgerEntry;
    tell(cast.handler, entry.stage, 'plans', '制定一人一策方案');
    const done = { ...inLedger(), step: 1, report: '水管已更换,积水已清理。' };
    entry = (await world.ask(cast.handler, ReportStepDoneDocument, { input: done })).reportStepDone.ledgerEntry;
    tell(cast.handler, entry.stage, 'has done the first step', '完成方案第一步');
    const more = { ...inLedger(), days: 3, reason: '管件须向外地采购。' };
    entry = (await world.ask(cast.handler, AskExtensionDocument, { input: more })).askExtension.ledgerEntry;
    const granted = { ...inLedger(), grants: true, reason: '情况属实,同意延期。' };
    entry = (await world.ask(cast.lettersOfficer, DecideExtensionDocument, { input: granted })).decideExtension.ledgerEntry;
    tell(cast.lettersOfficer, entry.stage, 'gives three working days more', '同意延期三个工作日');
    await world.passTime(overdueAt);
    const orders = async () => (await world.ask(cast.handler, ListOrdersDocument, { first: 10 })).supervisionOrders.edges;
    await world.until(async () => (await orders()).length > 0);
    const order = (await orders())[0]?.node;
    if (order === undefined) throw new Error('no supervision order was raised');
    tell(cast.lettersOfficer, entry.stage, 'the clock ran out: a supervision order is out', '办理超期,自动督办');
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
    tell(cast.handler, entry.stage, 'answers the order, and it is concluded', '回复督办,督办办结');
  }

  const propose = async (text: string) => {
    const input = { ...inLedger(), outcome: 'SOLVED', text } as const;
    entry = (await world.ask(cast.handler, ProposeResultDocument, { input })).proposeResult.ledgerEntry;
  };
  await propose('已更换爆裂水管并清理积水。');
  tell(cast.handler, 'SIGNING_OFF', 'states the result and signs it', '提出办理结果并签署');
  const refusal = { ...toSign(), reason: '二楼渗水还没有处理。' };
  entry = (await world.ask(cast.petitioner, RefuseResultDocument, { input: refusal })).refuseResult.ledgerEntry;
  tell(cast.petitioner, entry.stage, 'refuses to sign', '拒绝签署,退回办理');
  await propose('已更换爆裂水管,二楼渗水点已做防水处理,现场复验合格。');
  tell(cast.handler, 'SIGNING_OFF', 'states a new result and signs it', '重新提出办理结果并签署');
  const confirmation = { ...toSign(), satisfaction: 'SATISFIED' } as const;
  entry = (await world.ask(cast.petitioner, ConfirmResultDocument, { input: confirmation })).confirmResult.ledgerEntry;
  tell(cast.petitioner, entry.stage, 'confirms the result', '确认办理结果');
  entry = (await world.ask(cast.deputy, CountersignDocument, { input: toSign() })).countersign.ledgerEntry;
  tell(cast.deputy, entry.stage, 'signs as leader in charge', '分管领导签署');
  await world.ask(cast.head, CountersignDocument, { input: toSign() });
  await reach(({ stage }) => stage === 'CLOSED');
  tell(cast.head, 'CLOSED', 'signs as main leader; the case is closed', '主要领导签署,办结销号');
  await world.ask(cast.petitioner, EvaluateAppealDocument, {
    input: {
      requestId: requestId(),
      appealId,
      expectedVersion: supplementAppeal.appeal.version,
      satisfaction: 'VERY_SATISFIED',
      reason: '办得好。',
    },
  });
  tell(cast.petitioner, 'CLOSED', 'evaluates', '作出评价');
  return appealId;
};
