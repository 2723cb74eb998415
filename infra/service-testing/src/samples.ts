import type { Deadline, EventsOf, TextReference } from '@daqidi/schemas';
import { places } from './district.js';

const text: TextReference = { vaultId: 'elsewhere', commitment: 'sm3:elsewhere' };

/** Twenty working days from the Monday on which every world begins. */
export const deadline: Deadline = {
  startedOn: '2026-03-02',
  workingDays: 20,
  dueSoonAt: '2026-03-25T15:59:59.999Z',
  dueAt: '2026-03-30T15:59:59.999Z',
  provisional: false,
  policyVersion: 1,
};

const scope = {
  number: 0,
  regionPath: [places.district, places.north, places.northVillage],
  barred: [] as string[],
  recused: [] as string[],
  restricted: false,
  offices: [] as ('LETTERS' | 'DISCIPLINE')[],
};

/** The panel of the northern village. */
const panel = { role: 'VILLAGE_REVIEWER', regionId: places.northVillage };

/** How accused units narrow the scope of a case whose matter arose in 2024. */
export const accusing = (...units: readonly string[]) => {
  const keys = units.map((unit) => `unit:${unit}@2024`);
  return { barred: keys, recused: keys, restricted: true, offices: ['LETTERS', 'DISCIPLINE'] };
};

/** What the northern township's desk answers. */
const deskAnswer = (appealId: string) =>
  ({
    appealId,
    resultId: 'result',
    category: 'CONSULTATION',
    outcome: 'ANSWERED',
    subject: '城乡建设/城市建设和市政管理',
    level: 'TOWNSHIP',
    unitId: 'u-north',
    text,
    digest: 'sm3:digest',
  }) as const;

/** Ten working days more. */
const later: Deadline = {
  ...deadline,
  workingDays: 30,
  dueSoonAt: '2026-04-09T15:59:59.999Z',
  dueAt: '2026-04-14T15:59:59.999Z',
};
const pause = { ground: 'APPRAISAL', until: '2026-03-16' };
const ofUnit = (appealId: string) => ({ appealId, unitId: 'u-north', round: 1 });

/** What the northern township asks of the letters office. */
const unitRequest = (appealId: string) => ({
  ...{ appealId, unitId: 'u-north', round: 1, reason: text, clock: deadline },
  desk: 'LETTERS' as const,
});

const requestDecision = (appealId: string) => ({
  ...{ appealId, unitId: 'u-north', round: 1, reason: text, answer: text },
  ...{ askedBy: 'north-handler', askedAt: '2026-03-02T02:00:00.000Z' },
});

type Samples = { readonly [Service in keyof EventsOf]: Partial<EventsOf[Service]> };

/** What the events of other services say about an appeal in the northern village, handed in by `zhang`; `now`: of what is signed at this moment. */
export const samplesOf = (appealId: string, now = '2026-03-20T02:00:00.000Z') =>
  ({
    intake: {
      AppealSubmitted: {
        appealId,
        unifiedCode: '511902-20260302-4820917-K',
        channel: 'WINDOW',
        regionId: places.northVillage,
        ...scope,
        petitioner: { personId: 'zhang', kind: 'NAMED', protected: false },
        accused: { units: [], persons: [], since: 2026 },
        content: text,
        personal: null,
        queryCode: 'salt:hash',
        receivedAt: '2026-03-02T02:00:00.000Z',
      },
      AppealSupplemented: { appealId, supplementId: 'supplement', content: text },
      AppealEvaluated: { appealId, round: 1, satisfaction: 'SATISFIED', reason: null },
      StreamsStated: { appealId, round: 1, number: 1, streams: [] },
      WithdrawalRequested: { appealId, number: 1, reason: text, setting: 'OWN_ACCORD', takeBackUntil: null },
      QueryCodeReplaced: { appealId, generation: 2, against: 'TELEPHONE', queryCode: 'salt:again' },
      AppealTagged: { appealId, tags: ['SAFETY'] },
      ContactCorrected: { appealId, personId: 'zhang', telephone: text, address: null },
      WithdrawalCalledBack: { appealId, number: 1, stands: true },
      WithdrawalTakenBack: { appealId, number: 1 },
      RepeatLinked: { appealId, linkId: 'link', earlierId: 'earlier', basis: 'CONFIRMED' },
      NotSolvedReported: { appealId, round: 1, reason: text },
      CodeActTakenBack: { appealId, act: 'SIGNATURE', digest: 'sm3:digest' },
      ConsultationClaimed: { appealId },
      DeskAnswerSigned: {
        ...deskAnswer(appealId),
        form: 'SIGNED',
        satisfaction: 'SATISFIED',
        answeredBy: { person: 'north-clerk', post: 'post.north-clerk' },
        answeredAt: '2026-03-02T02:00:00.000Z',
        confirmedBy: { person: 'zhang', post: null },
        confirmedAt: '2026-03-02T02:00:00.000Z',
      },
    },
    triage: {
      AppealAccepted: { appealId, desk: 'VILLAGE', regionId: places.northVillage, ...scope, clock: deadline },
      ConsultationPlaced: { appealId, unitId: 'u-north', clock: { ...deadline, dueAt: '2026-03-02T15:59:59.999Z' } },
      ConsultationReturned: { appealId, reason: text, clock: deadline },
      DeskAnswerReceived: { appealId, digest: 'sm3:digest', clock: deadline },
      DeskAnswerAccepted: { appealId, digest: 'sm3:digest' },
      DeskAnswerRefused: { appealId, digest: 'sm3:digest', reason: text, clock: deadline },
      ScreeningPassed: { appealId, desk: 'TOWNSHIP', clock: deadline },
      AppealDismissed: { appealId, ground: 'FALSE', duplicateOfId: null, explanation: text },
      AppealAssessed: {
        appealId,
        regionId: places.northVillage,
        ...scope,
        reasonableness: 'REASONABLE',
        reasonablePart: null,
        category: 'RESOLUTION',
        subject: 's',
        level: 'TOWNSHIP',
        grade: 'D1',
        proposedUnitId: 'u-north',
        helperUnitIds: [],
        commonProblem: false,
        complex: false,
      },
      JointDecisionProposed: {
        appealId,
        decision: 'DISMISSAL',
        digest: 'sm3:digest',
        dismissal: { ground: 'FALSE', duplicateOfId: null, explanation: text },
        verdict: null,
        reason: null,
      },
      JointDecisionWithdrawn: { appealId, digest: 'sm3:digest' },
      ReviewMovedUp: { appealId, review: 'SCREENING', from: 'VILLAGE', desk: 'TOWNSHIP' },
      LeaderNamed: { appealId, leaderId: 'leader', before: null },
      FollowingEnded: { appealId, leaderId: 'leader', ground: 'LEADS', reason: null },
      OpinionsAwaited: { appealId, personIds: ['north-2', 'north-3'], day: '2026-03-02' },
      OpinionRecorded: { appealId, office: 'LETTERS', reasonableness: 'REASONABLE', text },
      VerdictProposed: {
        appealId,
        reasonableness: 'UNREASONABLE',
        reasonablePart: null,
        category: 'RESOLUTION',
        subject: 's',
        level: 'TOWNSHIP',
        grade: 'D1',
        proposedUnitId: 'u-north',
        helperUnitIds: [],
        commonProblem: false,
        complex: false,
        unitId: 'u-north',
        reason: text,
      },
      VerdictRefused: { appealId, reason: text },
      StreamsStated: { appealId, round: 1, number: 1, streams: [] },
      WithdrawalAsked: { appealId, number: 1, clock: deadline },
      WithdrawalAccepted: { appealId, number: 1, reason: text, goesOn: false },
      WithdrawalRefused: { appealId, number: 1, reason: text },
      WithdrawalLapsed: { appealId, number: 1 },
      ClockDueSoon: { appealId, clock: 'SCREENING', dueAt: deadline.dueAt, unitId: null, panel, panelUnitId: 'u-north-village' },
      ClockOverdue: { appealId, clock: 'SCREENING', dueAt: deadline.dueAt, unitId: null, panel, panelUnitId: 'u-north-village' },
      ClockRederived: { appealId, clock: 'SCREENING', before: deadline.dueAt, deadline, withdraws: false, lists: [] },
    },
    assignment: {
      EntryOpened: {
        appealId,
        category: 'RESOLUTION',
        subject: 's',
        book: 'TOWNSHIP',
        regionId: places.northVillage,
        ...scope,
        petitionerId: 'zhang',
        petitionerKind: 'NAMED',
        queryCode: 'salt:hash',
        holderUnitId: 'u-north',
        reasonableness: 'REASONABLE',
        clock: null,
      },
      EntryAssigned: { appealId, unitId: 'u-north', unitPath: ['u-north', 'u-group'], clock: deadline },
      EntryAccepted: { appealId, handlerId: 'north-handler', unitId: 'u-north' },
      ObjectionMade: { ...unitRequest(appealId), number: 1 },
      ObjectionDecided: {
        ...requestDecision(appealId),
        ...{ number: 1, upheld: false, final: false, bounces: 0, returnedTo: null, accepting: deadline },
      },
      ExtensionAsked: { ...unitRequest(appealId), days: 10 },
      ExtensionDecided: { ...requestDecision(appealId), days: 10, granted: true },
      HandlingExtended: { ...ofUnit(appealId), days: 10, before: deadline.dueAt, deadline: later, withdraws: false },
      PauseAsked: { ...unitRequest(appealId), ...pause },
      PauseDecided: { ...requestDecision(appealId), ...pause, granted: true },
      HandlingPaused: { ...ofUnit(appealId), ...pause, from: '2026-03-04' },
      HandlingResumed: {
        ...{ ...ofUnit(appealId), ground: pause.ground, from: '2026-03-04', to: '2026-03-16' },
        ...{ lapsed: false, clock: { ...later, startedOn: '2026-03-16', workingDays: 18 }, ownDaysLeft: 18 },
      },
      HandlerNamed: { appealId, handlerId: 'north-deputy', unitId: 'u-north' },
      ProgressRecorded: { appealId, text },
      ResultProposed: {
        appealId,
        resultId: 'result',
        round: 1,
        outcome: 'SOLVED',
        text,
        part: null,
        record: null,
        digest: 'sm3:digest',
      },
      DeskAnswerEntered: {
        ...deskAnswer(appealId),
        round: 1,
        signatures: [
          {
            slot: 'HANDLER',
            form: 'SIGNED',
            by: { person: 'north-clerk', post: 'post.north-clerk' },
            at: '2026-03-02T02:00:00.000Z',
            satisfaction: null,
          },
          {
            slot: 'PETITIONER',
            form: 'BY_CODE',
            by: { person: 'zhang', post: null },
            at: '2026-03-02T02:00:00.000Z',
            satisfaction: 'SATISFIED',
          },
        ],
        clock: deadline,
      },
      SlotFilled: {
        appealId,
        slot: 'HANDLER',
        form: 'SIGNED',
        digest: 'sm3:digest',
        satisfaction: null,
        evidence: null,
        clock: { ...deadline, dueAt: '2026-04-03T15:59:59.999Z' },
      },
      HolderSucceeded: { appealId, endedUnitId: 'u-north', unitId: 'u-south', unitPath: ['u-south', 'u-group'] },
      EntryRecalled: { appealId, unitId: 'u-north', holderUnitId: 'u-letters', clock: deadline, ownDaysLeft: null },
      ResultRefused: { appealId, slot: 'PETITIONER', digest: 'sm3:digest', reason: text, clock: deadline, ownDaysLeft: 10 },
      AppealClosed: {
        appealId,
        unitId: 'u-north',
        round: 1,
        outcome: 'SOLVED',
        digest: 'sm3:digest',
        satisfaction: 'SATISFIED',
        handlingEndedAt: '2026-03-20T02:00:00.000Z',
        dueAt: deadline.dueAt,
        onTime: true,
        restricted: false,
        signedAt: now,
        streams: 3,
        streamsDigest: 'sm3:streams',
      },
      CloseRequested: {
        appealId,
        unitId: 'u-north',
        round: 1,
        number: 1,
        category: 'RESOLUTION',
        outcome: 'SOLVED',
        digest: 'sm3:digest',
        satisfaction: 'SATISFIED',
        handlingEndedAt: '2026-03-20T02:00:00.000Z',
        dueAt: deadline.dueAt,
        onTime: true,
        restricted: false,
      },
      ClosingHeldUp: { appealId, round: 1, number: 1, service: 'supervision', reason: 'ORDERS' },
      WithdrawalAccepted: { appealId, number: 1, reason: text, goesOn: false },
      WithdrawalRefused: { appealId, number: 1, reason: null },
      AppealReopened: {
        appealId,
        unitId: 'u-north',
        round: 2,
        reason: text,
        clock: deadline,
        before: {
          round: 1,
          resultId: 'result',
          outcome: 'SOLVED',
          text,
          part: null,
          record: null,
          digest: 'sm3:digest',
          closedAt: '2026-03-20T02:00:00.000Z',
          slots: [],
        },
      },
      ClockOverdue: { appealId, clock: 'HANDLING', dueAt: deadline.dueAt, unitId: 'u-north' },
      ClockRederived: { appealId, clock: 'HANDLING', before: deadline.dueAt, deadline, withdraws: false, lists: [] },
    },
    supervision: {
      ScopeStated: { appealId, accused: { units: [], persons: [], since: 2026 }, ...scope, number: 1 },
      TrackOpened: { appealId, track: 'LETTERS', clock: deadline },
      TrackConcluded: { appealId, track: 'LETTERS', finding: 'SUBSTANTIATED', text, transfer: null, pressure: null },
      DisagreementRaised: { appealId, about: 'CONCLUSIONS', desk: 'CONFERENCE', clock: deadline },
      DisagreementDecided: { appealId, about: 'CONCLUSIONS', agreed: null, finding: 'SUBSTANTIATED', reason: text },
      JointDecisionDecided: { appealId, decision: 'VERDICT', digest: 'sm3:digest', agreed: true },
      OrderIssued: {
        appealId,
        orderId: 'order',
        ground: 'CLOCK_OVERDUE',
        clock: 'HANDLING',
        missedAt: deadline.dueAt,
        unitId: 'u-north',
        panel: null,
        deadline,
      },
      StreamsStated: {
        appealId,
        round: 1,
        number: 1,
        streams: [{ stream: 'supervision:dual:elsewhere', seq: 4, hash: 'sm3:head' }],
      },
      CloseDenied: { appealId, round: 1, number: 1, reason: 'ORDERS', isComplaint: false },
      DenialLifted: { appealId, round: 1, number: 1 },
      OrderConcluded: { appealId, orderId: 'order', clock: 'HANDLING', finding: null },
    },
  }) as const satisfies Samples;

export type SamplesOf = ReturnType<typeof samplesOf>;
