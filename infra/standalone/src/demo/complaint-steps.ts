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
import { Declined, officer, type Person, type World } from './world.js';

/** Who plays in it besides: neither the accused street office nor whoever stands under it. */
export const complaintCast = {
  lettersInspector: officer('letters.officer-3'),
  secondReviewers: [officer('letters.officer-2'), officer('letters.officer-3')],
  districtLeader: officer('leading-group.leader'),
  handler: officer('urban-management.handler'),
  deputy: officer('urban-management.deputy'),
  head: officer('urban-management.head'),
} as const;

/** Whose part each step of a complaint is: who is not accused, or who stands in for whoever is. */
export interface ComplaintParts {
  readonly accusedUnitId: string;
  /** The first review's, and whoever names the unit. */
  readonly desk: Person;
  /** The second review's; the first of them gives the verdict. */
  readonly reviewers: readonly [Person, ...Person[]];
  readonly discipline: Person;
  readonly letters: Person;
  readonly unitId: string;
  readonly handler: Person;
  readonly deputy: Person;
  readonly head: Person;
}

export const usualParts: ComplaintParts = {
  accusedUnitId: `u-${demoPlace.township}`,
  desk: cast.lettersOfficer,
  reviewers: complaintCast.secondReviewers,
  discipline: cast.inspector,
  letters: complaintCast.lettersInspector,
  unitId: 'u-urban-management',
  handler: complaintCast.handler,
  deputy: complaintCast.deputy,
  head: complaintCast.head,
};

export type ComplaintPlay = Pick<Play, 'run' | 'narrate'>;

/** What is handed in, and who plays. */
export interface Complaint {
  readonly text: string;
  /** Whom it accuses, in the words of the narration. */
  readonly about: { readonly en: string; readonly zh: string };
  readonly parts: ComplaintParts;
}

/** About the street office, whose people learn nothing of it. */
export const streetOffice = (text: string): Complaint => ({
  text,
  about: { en: 'street office', zh: '街道办事处' },
  parts: usualParts,
});

/** A complaint that is handed in, with what its stories have in common. */
export const beginComplaint = async (world: World, { run, narrate }: ComplaintPlay, { text, about, parts }: Complaint) => {
  const requestId = requestIdsOf(run);
  const { petitioner } = cast;
  const { accusedUnitId, desk, reviewers, discipline, letters, unitId, handler, deputy, head } = parts;
  const { submitAppeal } = await world.ask(petitioner, SubmitAppealDocument, {
    input: {
      requestId: requestId(),
      channel: 'MINI_PROGRAM',
      regionId: demoPlace.village,
      text,
      petitioner: { name: '王小明', telephone: '13900001234' },
      accusedUnitIds: [accusedUnitId],
    },
  });
  const appealId = submitAppeal.appeal.id;

  const look = async () => (await world.ask(discipline, ReadComplaintDocument, { id: appealId })).appeal;
  const reach = reachIn(world, 'the inspector', look);
  const dual = async () => (await look())?.supervision?.dual ?? null;
  const tell = async (who: Person, en: string, zh: string): Promise<void> =>
    narrate({ who, en, zh, stage: (await look())?.stage ?? '' });
  const { inTriage, inLedger, toSign } = caseInputs(appealId, requestId, look);
  const inDual = async () => ({ requestId: requestId(), appealId, expectedVersion: (await dual())?.version ?? 0 });
  const tracks = [
    { who: discipline, track: 'DISCIPLINE' },
    { who: letters, track: 'LETTERS' },
  ] as const;

  await reach(({ triage, supervision }) => triage?.stage === 'SCREENING' && supervision?.dual?.tracks.length === 2);
  await tell(petitioner, `complains about the ${about.en}, which does not learn of it`, `检举${about.zh}(被反映单位不知情)`);

  const takeTracks = async (): Promise<void> => {
    for (const { who, track } of tracks) {
      await world.ask(who, TakeTrackDocument, { input: { ...(await inDual()), track } });
      await tell(who, `takes the ${track} track`, track === 'LETTERS' ? '领取信访督办' : '领取纪检督办');
    }
  };

  /** Both reviews; `agree` is what both tracks do where the second one finds that it is no complaint. */
  const review = async (
    category: AssessAppealMutationVariables['input']['category'] = 'COMPLAINT',
    agree: () => Promise<void> = async () => undefined,
  ): Promise<void> => {
    await world.ask(desk, PassScreeningDocument, { input: await inTriage() });
    for (const who of reviewers) {
      const input = { requestId: requestId(), appealId, reasonableness: 'REASONABLE', text: '反映具体,应予核查。' } as const;
      await world.ask(who, RecordOpinionDocument, { input });
    }
    await world.ask(reviewers[0], AssessAppealDocument, {
      input: {
        ...(await inTriage()),
        reasonableness: 'REASONABLE',
        category,
        subject: '城乡建设/城市建设和市政管理',
        level: 'DISTRICT',
        grade: 'D3',
        proposedUnitId: unitId,
      },
    });
    await agree();
    await reach(({ ledgerEntry }) => ledgerEntry?.stage === 'ASSIGNING');
    await tell(reviewers[0], 'judges it a reasonable complaint', '复核认定为合理投诉');
  };

  /** Assignment to a unit that is not accused. */
  const assign = async (): Promise<void> => {
    await world.ask(desk, AssignEntryDocument, { input: { ...(await inLedger()), unitId } });
    await world.ask(handler, AcceptEntryDocument, { input: await inLedger() });
    await tell(handler, 'investigates, in a unit that is not accused', '由非被反映单位签收核查');
  };

  /** The same, and what the unit found. */
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
    review,
    assign,
    investigate,
    conclude,
    leadersSign,
  };
};
