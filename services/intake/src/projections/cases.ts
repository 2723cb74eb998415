import type { Directory } from '@daqidi/directory';
import { deskRole, dueOrder, isDesk, latestScope, visibilityOf, withScope } from '@daqidi/kernel';
import type { Desk } from '@daqidi/schemas';
import { type Fold, folding, foldsInto, type Listener } from '@daqidi/service';
import type { Visibility } from '@daqidi/store';
import {
  accessOfRow,
  type CaseParts,
  caughtUpAt,
  currentStep,
  rememberEnded,
  runningDueAt,
  type Stage,
  type Step,
  turnOf,
  wasDueAt,
} from '../domain/case-row.js';
import { nextChange } from '../domain/changes.js';
import { taggedKey } from '../domain/tag.js';
import { turnKey } from '../domain/turn.js';
import { type CaseRowFields, noCaseRow } from '../model.js';
import { barViews } from '../shared/bar-views.js';
import type { Tools } from '../tools.js';

interface Timed {
  readonly time: string;
}

const step = ({ time: at }: Timed, stage: Stage, dueAt: string | null): Step => ({ stage, at, dueAt });
/** The clock goes on. */
const moved = (before: Step | null, event: Timed, stage: Stage): Step => step(event, stage, before?.dueAt ?? null);
const due = (before: Step | null, dueAt: string | null): Step | null => before && { ...before, dueAt };
/** Heard so that a reader who waits for it is told when it was: it changes nothing that a row shows. */
const unchanged = (parts: CaseParts): CaseParts => parts;

/** What was at a desk waits for the panel. */
const toPanel = (
  parts: CaseParts,
  event: Timed & { readonly data: { readonly clock: { readonly dueAt: string } } },
): CaseParts => ({
  ...parts,
  triage: step(event, 'SCREENING', event.data.clock.dueAt),
  consulting: false,
});

/** Whoever sent the case decides what its unit asks; meanwhile it waits for nobody else. */
const asksSender = (parts: CaseParts, { data: { desk } }: { readonly data: { readonly desk: Desk } }): CaseParts => ({
  ...parts,
  decidingDesk: desk,
});
const senderAnswered = (parts: CaseParts): CaseParts => ({ ...parts, decidingDesk: null });

const on = foldsInto<CaseParts>();

/** What the petitioner asked for waits no more. */
const answered = (parts: CaseParts): CaseParts => ({ ...parts, asksFor: null });
/** Clocks whose due date a row shows; what somebody asks has its own beside them. */
const ofTheWork: ReadonlySet<string> = new Set(['ASSIGNING', 'HANDLING', 'SIGNING']);

/** How each event changes its own service's part of the row: every event of a case's streams is among them. */
export const caseFolds: readonly Fold<CaseParts>[] = [
  on('intake', 'AppealSubmitted', (parts, { data }) => ({ ...parts, submitted: data })),
  on('intake', 'AppealSupplemented', unchanged),
  on('intake', 'PetitionerViewed', unchanged),
  on('intake', 'AttachmentOpened', unchanged),
  on('intake', 'QueryCodeReplaced', unchanged),
  on('intake', 'ContactCorrected', unchanged),
  on('intake', 'ContactPreferenceStated', unchanged),
  on('intake', 'AppealTagged', (parts, { data: { tags } }) => ({ ...parts, tags })),
  on('intake', 'StreamsStated', unchanged),
  on('intake', 'AppealEvaluated', (parts, { data }) => ({ ...parts, evaluated: data.satisfaction })),
  on('intake', 'WithdrawalRequested', unchanged),
  on('intake', 'WithdrawalBacked', unchanged),
  on('intake', 'WithdrawalCalledBack', unchanged),
  on('intake', 'WithdrawalTakenBack', unchanged),
  on('intake', 'CodeActTakenBack', unchanged),
  on('intake', 'NotSolvedReported', unchanged),
  on('intake', 'AppealBroughtAgain', unchanged),
  on('intake', 'RepeatLinked', unchanged),
  on('intake', 'RepeatDenied', unchanged),
  on('intake', 'ConsultationClaimed', unchanged),
  on('intake', 'DeskAnswered', unchanged),
  on('intake', 'DeskAnswerSigned', unchanged),
  on('intake', 'SplitProposed', unchanged),
  on('intake', 'SplitApproved', unchanged),
  on('intake', 'SplitRefused', unchanged),
  on('intake', 'SplitLapsed', unchanged),
  on('supervision', 'ScopeStated', (parts, { data }) => withScope(parts, data)),
  on('supervision', 'JointDecisionProposed', unchanged),
  on('supervision', 'JointDecisionSettled', unchanged),
  on('supervision', 'StreamsStated', unchanged),
  on('supervision', 'CloseDenied', unchanged),
  on('supervision', 'DenialLifted', unchanged),
  on('triage', 'AppealAccepted', (parts, event) => ({
    ...parts,
    triage: step(event, 'SCREENING', event.data.clock.dueAt),
    desk: event.data.desk,
  })),
  on('triage', 'ConsultationPlaced', (parts, event) => ({
    ...parts,
    triage: step(event, 'SCREENING', event.data.clock.dueAt),
    consulting: true,
  })),
  on('triage', 'ConsultationReturned', toPanel),
  on('triage', 'DeskAnswerReceived', toPanel),
  on('triage', 'DeskAnswerRefused', toPanel),
  on('triage', 'DeskAnswerAccepted', unchanged),
  on('triage', 'ScreeningPassed', (parts, event) => ({
    ...parts,
    triage: step(event, 'ASSESSING', event.data.clock.dueAt),
    desk: event.data.desk,
  })),
  on('triage', 'ReviewMovedUp', (parts, { data }) => ({ ...parts, desk: data.desk })),
  on('triage', 'LeaderNamed', unchanged),
  on('triage', 'FollowingEnded', unchanged),
  on('triage', 'OpinionRecorded', unchanged),
  on('triage', 'OpinionsAwaited', unchanged),
  on('triage', 'VerdictProposed', (parts, { data: { unitId } }) => ({
    ...parts,
    askedUnitId: unitId,
    asked: [...new Set([...parts.asked, unitId])],
  })),
  on('triage', 'VerdictApproved', (parts) => ({ ...parts, askedUnitId: null })),
  on('triage', 'VerdictRefused', (parts) => ({ ...parts, askedUnitId: null })),
  on('triage', 'AppealAssessed', (parts, { data: { category, subject } }) => ({
    ...parts,
    triage: due(parts.triage, null),
    desk: null,
    assessed: { category, subject },
  })),
  on('triage', 'AppealDismissed', (parts, event) => ({ ...parts, triage: step(event, 'DISMISSED', null), desk: null })),
  on('triage', 'DismissalContested', (parts, event) => ({
    ...parts,
    triage: step(event, 'CONTESTED', event.data.clock.dueAt),
    desk: event.data.desk,
  })),
  on('triage', 'ContestAccepted', (parts, event) => ({ ...parts, triage: step(event, 'SCREENING', event.data.clock.dueAt) })),
  on('triage', 'ContestRefused', (parts, event) => ({ ...parts, triage: step(event, 'DISMISSED', null), desk: null })),
  on('triage', 'WithdrawalAsked', unchanged),
  on('triage', 'WithdrawalRefused', unchanged),
  on('triage', 'WithdrawalLapsed', unchanged),
  on('triage', 'WithdrawalAccepted', (parts, event) =>
    event.data.goesOn ? parts : { ...parts, triage: step(event, 'WITHDRAWN', null), desk: null, askedUnitId: null },
  ),
  on('triage', 'JointDecisionProposed', unchanged),
  on('triage', 'JointDecisionSettled', unchanged),
  on('triage', 'JointDecisionWithdrawn', unchanged),
  on('triage', 'StreamsStated', unchanged),
  on('supervision', 'ConflictDeclared', unchanged),
  on('triage', 'ClockDueSoon', unchanged),
  on('triage', 'ClockOverdue', unchanged),
  on('triage', 'ClockRederived', (parts, { data: { clock, deadline } }) =>
    clock === 'WITHDRAWAL' ? parts : { ...parts, triage: due(parts.triage, deadline.dueAt) },
  ),
  on('assignment', 'EntryOpened', (parts, event) => ({
    ...parts,
    assignment: step(event, 'ASSIGNING', event.data.clock?.dueAt ?? null),
  })),
  on('assignment', 'EntryAssigned', (parts, event) => {
    const { unitId, unitPath, clock } = event.data;
    const { units, assignment } = parts;
    // Only the first assignment starts the clock.
    const assigned = units.length === 0 ? step(event, 'ASSIGNED', clock.dueAt) : moved(assignment, event, 'ASSIGNED');
    return { ...parts, assignment: assigned, unitId, units: [...new Set([...units, ...unitPath])], handlerId: null };
  }),
  on('assignment', 'EntryAccepted', (parts, event) => ({
    ...parts,
    assignment: moved(parts.assignment, event, 'HANDLING'),
    handlerId: event.data.handlerId,
  })),
  on('assignment', 'ObjectionMade', asksSender),
  on('assignment', 'ObjectionDecided', senderAnswered),
  on('assignment', 'ExtensionAsked', asksSender),
  on('assignment', 'ExtensionDecided', senderAnswered),
  on('assignment', 'HandlingExtended', (parts, { data }) => ({
    ...parts,
    assignment: due(parts.assignment, data.deadline.dueAt),
  })),
  on('assignment', 'PauseAsked', asksSender),
  on('assignment', 'PauseDecided', senderAnswered),
  on('assignment', 'HandlingPaused', (parts) => ({ ...parts, assignment: due(parts.assignment, null) })),
  on('assignment', 'HandlingResumed', (parts, { data }) => ({ ...parts, assignment: due(parts.assignment, data.clock.dueAt) })),
  on('assignment', 'HandlerNamed', (parts, { data }) => ({ ...parts, handlerId: data.handlerId })),
  on('assignment', 'ProgressRecorded', unchanged),
  on('assignment', 'PlanStated', unchanged),
  on('assignment', 'PlanStepDone', unchanged),
  on('assignment', 'ReuseJudged', unchanged),
  on('assignment', 'RepresentativeAnswered', unchanged),
  on('assignment', 'ContactAttempted', unchanged),
  on('assignment', 'LeaderAnswered', unchanged),
  on('assignment', 'ResultProposed', (parts, event) => ({
    ...parts,
    assignment: moved(parts.assignment, event, 'SIGNING_OFF'),
    signing: { since: event.time, signed: [], dueAt: null },
    round: event.data.round,
  })),
  on('assignment', 'DeskAnswerEntered', (parts, event) => ({
    ...parts,
    assignment: moved(parts.assignment, event, 'SIGNING_OFF'),
    signing: {
      since: event.time,
      signed: event.data.signatures.map(({ slot }) => slot),
      dueAt: event.data.clock.dueAt,
    },
  })),
  on('assignment', 'SlotFilled', (parts, { data: { slot, clock } }) => ({
    ...parts,
    signing: parts.signing && {
      ...parts.signing,
      signed: [...parts.signing.signed, slot],
      dueAt: clock?.dueAt ?? null,
    },
  })),
  on('assignment', 'CodeActVoided', (parts, event) => {
    const { act, clock } = event.data;
    return {
      ...parts,
      assignment: act === 'SIGNATURE' ? moved(parts.assignment, event, 'SIGNING_OFF') : parts.assignment,
      signing:
        act === 'SIGNATURE' && parts.signing
          ? {
              ...parts.signing,
              signed: parts.signing.signed.slice(0, parts.signing.signed.indexOf('PETITIONER')),
              dueAt: clock?.dueAt ?? null,
            }
          : parts.signing,
    };
  }),
  on('assignment', 'ResultRefused', (parts, event) => ({
    ...parts,
    // What a desk answered was nobody's to handle so far.
    assignment: step(event, parts.handlerId === null ? 'ASSIGNED' : 'HANDLING', event.data.clock.dueAt),
    signing: null,
  })),
  on('assignment', 'HolderSucceeded', (parts, { data: { unitId, unitPath } }) => ({
    ...parts,
    unitId,
    units: [...new Set([...parts.units, ...unitPath])],
  })),
  on('assignment', 'EntryRecalled', (parts, event) => ({
    ...parts,
    assignment: step(event, 'ASSIGNING', event.data.clock.dueAt),
    unitId: null,
    handlerId: null,
    signing: null,
    decidingDesk: null,
  })),
  on('assignment', 'CloseRequested', (parts, event) => ({ ...parts, assignment: step(event, 'SEALING', null) })),
  on('assignment', 'ClosingHeldUp', (parts, event) => ({ ...parts, assignment: step(event, 'SIGNING_OFF', null) })),
  on('assignment', 'AppealClosed', (parts, { data }) => ({
    ...parts,
    confirmed: data.satisfaction,
    assignment: { stage: 'CLOSED', at: data.signedAt, dueAt: null },
    signing: null,
    round: data.round,
  })),
  on('assignment', 'ReopeningAsked', (parts) => ({ ...parts, asksFor: 'REOPENING' })),
  on('assignment', 'ReopeningRefused', answered),
  on('assignment', 'AppealReopened', (parts, event) => ({
    ...parts,
    assignment: step(event, 'HANDLING', event.data.clock.dueAt),
    signing: null,
    asksFor: null,
    round: event.data.round,
  })),
  on('assignment', 'WithdrawalAsked', (parts) => ({ ...parts, asksFor: 'WITHDRAWAL' })),
  on('assignment', 'WithdrawalRefused', answered),
  on('assignment', 'WithdrawalLapsed', answered),
  on('assignment', 'WithdrawalAccepted', (parts, event) =>
    event.data.goesOn ? answered(parts) : { ...answered(parts), assignment: step(event, 'WITHDRAWN', null), signing: null },
  ),
  on('assignment', 'ClockDueSoon', unchanged),
  on('assignment', 'ClockOverdue', unchanged),
  on('assignment', 'ClockRederived', (parts, { data: { clock, deadline } }) => {
    if (!ofTheWork.has(clock)) return parts;
    return clock === 'SIGNING'
      ? { ...parts, signing: parts.signing && { ...parts.signing, dueAt: deadline.dueAt } }
      : { ...parts, assignment: due(parts.assignment, deadline.dueAt) };
  }),
];

/** Whose turn it is, as a key. */
const waitsFor = (directory: Directory, parts: CaseParts): string | null => {
  const { submitted, scope, unitId } = parts;
  if (submitted === null) return null;
  const { regionPath, restricted, offices } = latestScope(scope, submitted);
  return turnKey(turnOf(parts), {
    regionPath,
    letters: restricted ? (offices.find(isDesk) ?? 'LETTERS') : null,
    unitId,
    seatOf: (desk) =>
      desk === 'VILLAGE' || desk === 'TOWNSHIP' ? regionPath.find((id) => directory.region(id)?.level === desk) : regionPath[0],
    roleOf: (desk) => deskRole[desk],
    orderAt: (moment) => directory.policy(Date.parse(moment)).countersignOrder,
  });
};

/** Seen as before and, by whoever asks for a tag of its, under that. */
const tagged = ({ seenBy, barred }: Visibility, tags: readonly string[]): Visibility => ({
  seenBy: [...seenBy, ...tags.flatMap((code) => seenBy.map((key) => taggedKey(key, code)))],
  barred,
});

const momentOf = (moment: string | null): Date | null => (moment === null ? null : new Date(moment));

/** The indexed fields, from the parts and the jurisdiction tree. */
export const caseRow = (
  directory: Directory,
  parts: CaseParts,
  { asOf, changed, ...before }: Pick<CaseRowFields, 'asOf' | 'changed' | 'waitsFor' | 'turnOrder'>,
): CaseRowFields & Visibility => {
  const { submitted, assessed } = parts;
  if (submitted === null) return { ...noCaseRow, parts, asOf, changed };
  const { appealId, receivedAt, regionPath, channel } = submitted;
  const at = (level: string): string | null => regionPath.find((id) => directory.region(id)?.level === level) ?? null;
  const dueAt = runningDueAt(parts);
  const turn = waitsFor(directory, parts);
  return {
    parts,
    stage: currentStep(parts)?.stage ?? null,
    order: `${receivedAt}|${appealId}`,
    submittedAt: new Date(receivedAt),
    dueOrder: dueOrder(dueAt, appealId),
    dueAt: momentOf(dueAt),
    wasDueAt: momentOf(wasDueAt(parts)),
    caughtUpAt: momentOf(caughtUpAt(parts)),
    waitsFor: turn,
    turn: turn && `${latestScope(parts.scope, submitted).restricted ? '~' : ''}${turn}`,
    turnOrder: turn === before.waitsFor ? before.turnOrder : turn && `${asOf?.toISOString() ?? receivedAt}|${appealId}`,
    townshipId: at('TOWNSHIP'),
    villageId: at('VILLAGE'),
    gridId: at('GRID'),
    unitId: parts.unitId,
    handlerId: parts.handlerId,
    channel,
    category: assessed?.category ?? null,
    subject: assessed?.subject ?? null,
    satisfaction: parts.evaluated ?? parts.confirmed,
    closedAt: parts.assignment?.stage === 'CLOSED' ? new Date(parts.assignment.at) : null,
    round: parts.round,
    asOf,
    changed,
    ...tagged(visibilityOf(accessOfRow(parts)), parts.tags),
  };
};

/** Nothing of these is on a page that most readers of the case have: that they happened is not to be noticed either. */
const quiet: ReadonlySet<string> = new Set(['PetitionerViewed', 'AttachmentOpened', 'ConflictDeclared', 'StreamsStated']);

/** One row a case; who looked at whose it is, is hidden from the same people. */
export const projectCases = ({ model, directory, clock }: Tools): readonly Listener[] =>
  folding(caseFolds, async (event, fold) => {
    await model.cases.apply(event.key, event, (row) => {
      const asOf = new Date(Math.max(row.asOf?.getTime() ?? 0, Date.parse(event.time)));
      const changed = quiet.has(event.type) ? row.changed : nextChange(row.changed, event.key, clock.now());
      return caseRow(directory, rememberEnded(row.parts, fold(row.parts), event), { ...row, asOf, changed });
    });
    if (event.type === 'ScopeStated') await barViews(model, event.key);
  });
