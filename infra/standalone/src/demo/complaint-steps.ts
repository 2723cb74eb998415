import {
  AcceptEntryDocument,
  AssessAppealDocument,
  type AssessAppealMutationVariables,
  AssignEntryDocument,
  ConcludeTrackDocument,
  CountersignDocument,
  PassScreeningDocument,
  type Pressure,
  ProposeResultDocument,
  ReadComplaintDocument,
  RecordOpinionDocument,
  SubmitAppealDocument,
  TakeTrackDocument,
} from '@daqidi/schemas/operations';
import { demoPlace } from '../demo-people.js';
import { caseInputs, requestIdsOf } from './case-inputs.js';
import { cast } from './cast.js';
import type { Play } from './play-appeal.js';
import { reachIn } from './reach.js';
import { Declined, type Person, type World } from './world.js';

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

export type ComplaintPlay = Pick<Play, 'run' | 'narrate'>;

/** A complaint about the street office, handed in, with what its stories have in common. */
export const beginComplaint = async (world: World, { run, narrate }: ComplaintPlay, text: string) => {
  const requestId = requestIdsOf(run);
  const { inspector, lettersOfficer, petitioner } = cast;
  const { lettersInspector, secondReviewers, handler, deputy, head } = complaintCast;
  const { township, village } = demoPlace;
  const { submitAppeal } = await world.ask(petitioner, SubmitAppealDocument, {
    input: {
      requestId: requestId(),
      channel: 'MINI_PROGRAM',
      regionId: village,
      text,
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
  const { inTriage, inLedger, toSign } = caseInputs(appealId, requestId, look);
  const inDual = async () => ({ requestId: requestId(), appealId, expectedVersion: (await dual())?.version ?? 0 });
  const tracks = [
    { who: inspector, track: 'DISCIPLINE' },
    { who: lettersInspector, track: 'LETTERS' },
  ] as const;

  await reach(({ triage, supervision }) => triage?.stage === 'SCREENING' && supervision?.dual?.tracks.length === 2);
  await tell(petitioner, 'complains about the street office, which does not learn of it', '检举街道办事处(被反映单位不知情)');

  const takeTracks = async (): Promise<void> => {
    for (const { who, track } of tracks) {
      await world.ask(who, TakeTrackDocument, { input: { ...(await inDual()), track } });
      await tell(who, `takes the ${track} track`, track === 'LETTERS' ? '领取信访督办' : '领取纪检督办');
    }
  };

  /**
   * Both reviews and assignment to a department that is not accused; `agree` is what both tracks do where the second review finds that it is
   * no complaint.
   */
  const assign = async (
    category: AssessAppealMutationVariables['input']['category'] = 'COMPLAINT',
    agree: () => Promise<void> = async () => undefined,
  ): Promise<void> => {
    await world.ask(lettersOfficer, PassScreeningDocument, { input: await inTriage() });
    for (const who of secondReviewers) {
      const input = { requestId: requestId(), appealId, reasonableness: 'REASONABLE', text: '反映具体,应予核查。' } as const;
      await world.ask(who, RecordOpinionDocument, { input });
    }
    await world.ask(secondReviewers[0], AssessAppealDocument, {
      input: {
        ...(await inTriage()),
        reasonableness: 'REASONABLE',
        category,
        subject: '城乡建设/城市建设和市政管理',
        level: 'DISTRICT',
        grade: 'D3',
        proposedUnitId: 'u-urban-management',
      },
    });
    await agree();
    await reach(({ ledgerEntry }) => ledgerEntry?.stage === 'ASSIGNING');
    await tell(secondReviewers[0], 'judges it a reasonable complaint', '复核认定为合理投诉');
    await world.ask(lettersOfficer, AssignEntryDocument, { input: { ...(await inLedger()), unitId: 'u-urban-management' } });
    await world.ask(handler, AcceptEntryDocument, { input: await inLedger() });
    await tell(handler, 'investigates, in a department that is not accused', '由非被反映单位签收核查');
  };

  /** The same, and what the department found. */
  const investigate = async (): Promise<void> => {
    await assign();
    await world.ask(handler, ProposeResultDocument, {
      input: {
        ...(await inLedger()),
        outcome: 'PARTLY_SUBSTANTIATED',
        text: '经核查,两笔收费未开具票据,已责令退还。',
        substantiatedPart: '两笔收费未开具票据',
      },
    });
    await tell(handler, 'states what was found and signs it', '提出核查结果并签署');
  };

  const conclude = async (pressure: Pressure | null): Promise<void> => {
    for (const { who, track } of tracks) {
      await world.ask(who, ConcludeTrackDocument, {
        input: { ...(await inDual()), track, finding: 'PARTLY_SUBSTANTIATED', text: '核查程序和结论适当。', pressure },
      });
      await tell(who, `concludes the ${track} track`, track === 'LETTERS' ? '信访督办结论' : '纪检督办结论');
    }
  };

  const leadersSign = async (): Promise<void> => {
    await world.ask(deputy, CountersignDocument, { input: await toSign() });
    // What the tracks concluded takes a moment to reach the unit; until then the last signature is refused.
    const signed = async (): Promise<boolean> => {
      try {
        await world.ask(head, CountersignDocument, { input: await toSign() });
        return true;
      } catch (error) {
        if (error instanceof Declined && error.rule === 'entry.tracks-open') return false;
        throw error;
      }
    };
    await world.until(signed);
    await reach(({ stage }) => stage === 'CLOSED');
    await tell(head, 'signs as main leader; the complaint is closed', '主要领导签署,办结销号');
  };

  return {
    appealId,
    requestId,
    look,
    reach,
    tell,
    inTriage,
    inDual,
    inLedger,
    toSign,
    tracks,
    takeTracks,
    assign,
    investigate,
    conclude,
    leadersSign,
  };
};
