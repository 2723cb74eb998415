import type { MutationForm, SlotName, Stage } from '@daqidi/schemas/operations';
import * as operations from '@daqidi/schemas/operations';
import type { InputOperation } from '../form/input-operation.js';
import { type Case, versionOf } from './case.js';

/** An action that a case's page offers. */
export interface Offer {
  readonly form: MutationForm;
  readonly operation: InputOperation<unknown>;
  /** What the page knows of its input. */
  readonly known: Readonly<Record<string, unknown>>;
  readonly isFirst: boolean;
  /** The field of the input whose items it is one of, where the mutation is for many. */
  readonly among?: string | undefined;
}

interface Hint {
  readonly at: readonly Stage[];
  /** Where the mutation is for many: the field that holds them, and the type whose version each names. */
  readonly among?: { readonly field: string; readonly changes: string };
  /** What has to be there for it to make sense. */
  when?(it: Case): boolean;
  /** What the input names of what the page shows. */
  known?(it: Case): Readonly<Record<string, unknown>>;
}

const open: readonly Stage[] = [
  'SUBMITTED',
  'SCREENING',
  'ASSESSING',
  'CONTESTED',
  'ASSIGNING',
  'ASSIGNED',
  'HANDLING',
  'SIGNING_OFF',
];
const digestOf = (it: Case) => ({ digest: it.ledgerEntry?.result?.digest });

/** Whose turn it is: the first slot that is empty, in the order that the case states. */
const turnOf = (it: Case): SlotName | undefined => it.ledgerEntry?.slots.find(({ form }) => form === null)?.name;
const isTurn =
  (...names: readonly SlotName[]) =>
  (it: Case): boolean => {
    const turn = turnOf(it);
    return turn !== undefined && names.includes(turn);
  };

const leaders = isTurn('LEADER_IN_CHARGE', 'MAIN_LEADER');
const asksToWithdraw = ({ withdrawal }: Case): boolean => withdrawal !== null && withdrawal.takenBackAt === null;
const hasDual = ({ supervision }: Case): boolean => supervision?.dual != null;

/**
 * When an action is worth showing. The graph does not answer yet which actions are possible for a reader: these are hints about what a page
 * shows, not rules. Whether something may be done is decided by the platform alone, which says why not.
 */
const hints: Readonly<Record<string, Hint>> = {
  DecideDeskAnswers: {
    at: ['SCREENING'],
    among: { field: 'items', changes: 'TriageCase' },
    when: ({ deskAnswer }) => deskAnswer?.status === 'CONFIRMED',
    known: ({ deskAnswer }) => ({ digest: deskAnswer?.digest }),
  },
  PassScreening: { at: ['SCREENING'], when: ({ triage }) => triage?.consultingUnit == null },
  DismissAppeal: { at: ['SCREENING'] },
  RecordOpinion: { at: ['ASSESSING'] },
  AssessAppeal: { at: ['ASSESSING'], when: ({ triage }) => (triage?.opinions.length ?? 0) > 0 && triage?.proposal === null },
  ApproveVerdict: { at: ['ASSESSING'], when: ({ triage }) => triage?.proposal != null },
  RefuseVerdict: { at: ['ASSESSING'], when: ({ triage }) => triage?.proposal != null },
  DecideContest: { at: ['CONTESTED'] },
  DecideWithdrawalInReview: { at: ['SCREENING', 'ASSESSING', 'CONTESTED'], when: asksToWithdraw },
  AnswerAtDesk: { at: ['SUBMITTED', 'SCREENING'], when: ({ deskAnswer }) => deskAnswer === null },
  ReturnConsultation: { at: ['SCREENING'], when: ({ triage }) => triage?.consultingUnit != null },
  SplitAppeal: { at: ['SCREENING', 'ASSESSING'], when: ({ restricted }) => restricted },
  AssignEntry: { at: ['ASSIGNING'] },
  AcceptEntry: { at: ['ASSIGNED', 'HANDLING'], when: ({ ledgerEntry }) => ledgerEntry?.handler === null },
  NameHandler: { at: ['HANDLING'] },
  ProposeResult: { at: ['HANDLING'] },
  StatePlan: { at: ['HANDLING'], when: ({ ledgerEntry }) => ledgerEntry?.category === 'RESOLUTION' },
  ReportStepDone: {
    at: ['HANDLING'],
    when: ({ ledgerEntry }) => ledgerEntry?.plan?.steps.some(({ doneAt }) => doneAt === null) === true,
  },
  RecordProgress: { at: ['HANDLING'] },
  Countersign: { at: ['SIGNING_OFF'], when: leaders, known: digestOf },
  FillPetitionerSlot: { at: ['SIGNING_OFF'], when: isTurn('PETITIONER'), known: digestOf },
  RefuseResult: { at: ['SIGNING_OFF'], known: digestOf },
  RecordContactAttempt: { at: ['SIGNING_OFF'], when: isTurn('PETITIONER') },
  DecideWithdrawal: { at: ['ASSIGNING', 'ASSIGNED', 'HANDLING', 'SIGNING_OFF'], when: asksToWithdraw },
  CallBackWithdrawal: { at: open, when: asksToWithdraw },
  DecideReopening: {
    at: ['CLOSED'],
    when: ({ ledgerEntry }) => ledgerEntry?.reopening != null && ledgerEntry.reopening.reopened === null,
  },
  JudgeReuse: { at: ['CLOSED'], when: ({ ledgerEntry }) => ledgerEntry?.worthReusing === null },
  ReportNotSolved: { at: ['CLOSED'] },
  ProposePublication: { at: ['CLOSED'] },
  CheckPublication: { at: ['CLOSED'], when: ({ ledgerEntry }) => ledgerEntry?.publication?.draft != null },
  TakeDownPublication: { at: ['CLOSED'], when: ({ ledgerEntry }) => ledgerEntry?.publication?.published != null },
  TakeTrack: { at: [...open, 'CLOSED'], when: hasDual },
  NoteTrack: { at: [...open, 'CLOSED'], when: hasDual },
  RequestMaterial: { at: open, when: hasDual },
  ConcludeTrack: { at: [...open, 'CLOSED'], when: hasDual },
  StateConsent: {
    at: open,
    when: ({ supervision }) => supervision?.dual?.asked != null,
    known: ({ supervision }) => ({ digest: supervision?.dual?.asked?.digest }),
  },
  DecideDisagreement: {
    at: open,
    when: ({ supervision }) => supervision?.dual?.disagreement != null,
    known: ({ supervision }) => ({ about: supervision?.dual?.disagreement?.about }),
  },
  AddAccused: { at: open, when: ({ supervision }) => supervision?.oversight != null },
  ProposeJointDecision: { at: open, when: ({ supervision }) => supervision?.oversight != null },
  SupplementAppeal: { at: open },
  ReplaceQueryCode: { at: [...open, 'CLOSED'] },
  WithdrawAppeal: { at: open },
  TakeBack: { at: [...open, 'CLOSED'], when: asksToWithdraw },
  DeclareConflict: { at: open },
};

/** What a page puts first: the step that the stage waits for. */
const firstAt: ReadonlySet<string> = new Set([
  'DecideDeskAnswers',
  'PassScreening',
  'RecordOpinion',
  'AssessAppeal',
  'AssignEntry',
  'AcceptEntry',
  'ProposeResult',
  'Countersign',
  'FillPetitionerSlot',
  'DecideContest',
  'DecideReopening',
]);

const all = operations as unknown as Readonly<Record<string, unknown>>;
const operationOf = (name: string) => all[`${name}Document`] as InputOperation<unknown>;
const formOf = (name: string) => all[`${name}Form`] as MutationForm;

/** The form for one where a mutation is for many. */
const ofOne = (form: MutationForm, among: Hint['among']): MutationForm =>
  among === undefined
    ? form
    : { ...form, changes: among.changes, fields: form.fields.find(({ name }) => name === among.field)?.fields ?? [] };

/** Null where the case lacks what the action would change. */
const knownOf = (it: Case, form: MutationForm, hint: Hint): Readonly<Record<string, unknown>> | null => {
  const needsVersion = form.fields.some(({ name }) => name === 'expectedVersion');
  const expectedVersion = versionOf(it, form.changes);
  if (needsVersion && expectedVersion === null) return null;
  return { appealId: it.id, ...(needsVersion && { expectedVersion }), ...hint.known?.(it) };
};

/** What somebody with these roles is offered on this case, the step that it waits for first. */
export const offersOn = (it: Case, roles: ReadonlySet<string>): readonly Offer[] =>
  Object.entries(hints).flatMap(([name, hint]) => {
    const form = ofOne(formOf(name), hint.among);
    const isOffered = hint.at.includes(it.stage) && form.roles.some((role) => roles.has(role)) && (hint.when?.(it) ?? true);
    const known = isOffered ? knownOf(it, form, hint) : null;
    return known === null
      ? []
      : [{ form, operation: operationOf(name), known, isFirst: firstAt.has(name), among: hint.among?.field }];
  });

/** The two of an order, which a case has several of. */
export const orderOffers = (
  order: { readonly id: string; readonly version: number },
  roles: ReadonlySet<string>,
): readonly Offer[] =>
  ['AnswerOrder', 'ConcludeOrder'].flatMap((name) => {
    const form = formOf(name);
    if (!form.roles.some((role) => roles.has(role))) return [];
    return [{ form, operation: operationOf(name), known: { orderId: order.id, expectedVersion: order.version }, isFirst: false }];
  });
