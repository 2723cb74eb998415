import {
  AcceptEntryDocument,
  AssessAppealDocument,
  AssignEntryDocument,
  ConcludeTrackDocument,
  ConfirmResultDocument,
  CountersignDocument,
  DecideDisagreementDocument,
  DismissAppealDocument,
  NoteTrackDocument,
  PassScreeningDocument,
  ProposeResultDocument,
  ReadComplaintDocument,
  RecordOpinionDocument,
  StateConsentDocument,
  SubmitAppealDocument,
  TakeTrackDocument,
} from '@daqidi/schemas/operations';
import { demoPlace } from '../demo-people.js';
import { cast } from './cast.js';
import type { Play } from './play-appeal.js';
import { reachIn } from './reach.js';
import type { Person, World } from './world.js';

const officer = (sub: string): Person => ({ sub, kind: 'OFFICER' });

/** Who plays in it besides: neither the accused street office nor whoever stands under it. */
export const complaintCast = {
  lettersInspector: officer('letters.officer-3'),
  secondReviewers: [officer('letters.officer-2'), officer('letters.officer-3')],
  districtLeader: officer('leading-group.leader'),
  handler: officer('urban-management.handler'),
  deputy: officer('urban-management.deputy'),
  head: officer('urban-management.head'),
} as const;

/**
 * A complaint about the street office, which never learns of it: a panel wants to refuse it, one track agrees and the other does not, the
 * joint conference lets it go on; another department investigates, both tracks conclude, and it closes. Answers its id.
 */
export const playComplaint = async (world: World, { run, narrate }: Pick<Play, 'run' | 'narrate'>): Promise<string> => {
  let requests = 0;
  const requestId = (): string => `${run}-${String(++requests).padStart(4, '0')}`;
  const { inspector, lettersOfficer, petitioner } = cast;
  const { lettersInspector, secondReviewers, districtLeader, handler, deputy, head } = complaintCast;
  const { township, village } = demoPlace;

  const { submitAppeal } = await world.ask(petitioner, SubmitAppealDocument, {
    input: {
      requestId: requestId(),
      channel: 'MINI_PROGRAM',
      regionId: village,
      text: '街道办事处工作人员收取群众费用不开票据。',
      petitioner: { name: '王小明', telephone: '13900001234' },
      accusedUnitIds: [`u-${township}`],
    },
  });
  const appealId = submitAppeal.appeal.id;

  const look = async () => (await world.ask(inspector, ReadComplaintDocument, { id: appealId })).appeal;
  const reach = reachIn(world, 'the inspector', look);
  const dual = async () => (await look())?.supervision?.dual ?? null;
  const tell = async (who: Person, en: string, zh: string): Promise<void> =>
    narrate({ who, en, zh, stage: (await look())?.stage ?? '' });
  const inTriage = async () => ({ requestId: requestId(), appealId, expectedVersion: (await look())?.triage?.version ?? 0 });
  const inLedger = async () => ({ requestId: requestId(), appealId, expectedVersion: (await look())?.ledgerEntry?.version ?? 0 });
  const inDual = async () => ({ requestId: requestId(), appealId, expectedVersion: (await dual())?.version ?? 0 });
  const tracks = [
    { who: inspector, track: 'DISCIPLINE' },
    { who: lettersInspector, track: 'LETTERS' },
  ] as const;

  await reach(({ triage, supervision }) => triage?.stage === 'SCREENING' && supervision?.dual?.tracks.length === 2);
  await tell(petitioner, 'complains about the street office, which does not learn of it', '检举街道办事处(被反映单位不知情)');
  for (const { who, track } of tracks) {
    await world.ask(who, TakeTrackDocument, { input: { ...(await inDual()), track } });
    await tell(who, `takes the ${track} track`, track === 'LETTERS' ? '领取信访督办' : '领取纪检督办');
  }

  const refusal = { ground: 'FALSE', explanation: '初步了解未发现收费情况,拟不予受理。' } as const;
  await world.ask(lettersOfficer, DismissAppealDocument, { input: { ...(await inTriage()), ...refusal } });
  const { digest } = (await reach(({ supervision }) => supervision?.dual?.asked != null)).supervision?.dual?.asked ?? {
    digest: '',
  };
  await tell(lettersOfficer, 'wants to refuse it: both tracks are asked', '拟不予受理,提请双方会商');
  for (const { who, track } of tracks) {
    const agrees = track === 'LETTERS';
    const reason = agrees ? null : '尚未调取票据存根,不宜认定不属实。';
    await world.ask(who, StateConsentDocument, { input: { requestId: requestId(), appealId, track, digest, agrees, reason } });
    await tell(who, agrees ? 'agrees' : 'does not agree', agrees ? '同意不予受理' : '不同意不予受理');
  }
  await world.ask(districtLeader, DecideDisagreementDocument, {
    input: { ...(await inDual()), about: 'DECISION', agreed: false, reason: '应当受理并查清收费情况。' },
  });
  await reach(({ triage }) => triage?.jointDecision === null);
  await tell(districtLeader, 'decides for the joint conference: the review goes on', '联席会议定夺:继续受理');

  await world.ask(lettersOfficer, PassScreeningDocument, { input: await inTriage() });
  for (const who of secondReviewers) {
    const input = { requestId: requestId(), appealId, reasonableness: 'REASONABLE', text: '反映具体,应予核查。' } as const;
    await world.ask(who, RecordOpinionDocument, { input });
  }
  await world.ask(secondReviewers[0], AssessAppealDocument, {
    input: {
      ...(await inTriage()),
      reasonableness: 'REASONABLE',
      category: 'COMPLAINT',
      subject: '城乡建设/城市建设和市政管理',
      level: 'DISTRICT',
      grade: 'D3',
      proposedUnitId: 'u-urban-management',
    },
  });
  await reach(({ ledgerEntry }) => ledgerEntry?.stage === 'ASSIGNING');
  await tell(secondReviewers[0], 'judges it a reasonable complaint', '复核认定为合理投诉');
  await world.ask(lettersOfficer, AssignEntryDocument, { input: { ...(await inLedger()), unitId: 'u-urban-management' } });
  await world.ask(handler, AcceptEntryDocument, { input: await inLedger() });
  await tell(handler, 'investigates, in a department that is not accused', '由非被反映单位签收核查');
  await world.ask(handler, ProposeResultDocument, {
    input: {
      ...(await inLedger()),
      outcome: 'PARTLY_SUBSTANTIATED',
      text: '经核查,两笔收费未开具票据,已责令退还。',
      substantiatedPart: '两笔收费未开具票据',
    },
  });
  await tell(handler, 'states what was found and signs it', '提出核查结果并签署');
  await world.ask(inspector, NoteTrackDocument, {
    input: { requestId: requestId(), appealId, track: 'DISCIPLINE', text: '已核对票据存根,与核查结果一致。' },
  });
  for (const { who, track } of tracks) {
    await world.ask(who, ConcludeTrackDocument, {
      input: { ...(await inDual()), track, finding: 'PARTLY_SUBSTANTIATED', text: '核查程序和结论适当。' },
    });
    await tell(who, `concludes the ${track} track`, track === 'LETTERS' ? '信访督办结论' : '纪检督办结论');
  }
  const toSign = async () => ({ ...(await inLedger()), digest: (await look())?.ledgerEntry?.result?.digest ?? '' });
  await world.ask(petitioner, ConfirmResultDocument, { input: { ...(await toSign()), satisfaction: 'SATISFIED' } });
  await tell(petitioner, 'confirms the result', '确认办理结果');
  await world.ask(deputy, CountersignDocument, { input: await toSign() });
  await world.ask(head, CountersignDocument, { input: await toSign() });
  await reach(({ stage }) => stage === 'CLOSED');
  await tell(head, 'signs as main leader; the complaint is closed', '主要领导签署,办结销号');
  return appealId;
};
