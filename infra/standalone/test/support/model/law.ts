// What the platform has to answer to a command, from the domain page and the rules of the procedure.

import { addDays } from './calendar.js';
import { type Case, type Entry, type Model, type Order, type Review, type SlotName, turnOf } from './cases.js';
import { holdersOf, lineOf, pathOf, type Somebody, unitNamed } from './people.js';
import { type Document, sees } from './sight.js';

export interface Command {
  readonly who: Somebody;
  /** The mutation. */
  readonly field: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The case it names, where there is one. */
  readonly about: Case | null;
  readonly order?: Order;
}

/** Accepted, or refused with this code; RULE_VIOLATION names one of the rules that are broken. */
export type Verdict = { readonly code: null } | { readonly code: string; readonly rules: readonly string[] };

interface Law {
  readonly document: Document;
  may(who: Somebody, about: Case, order: Order | undefined): boolean;
  /** Every rule that forbids it now. */
  broken(command: Command & { readonly about: Case }, model: Model): readonly (string | false)[];
}

const inRegion =
  (...roles: readonly string[]) =>
  (who: Somebody, about: Case): boolean =>
    who.role !== null && roles.includes(who.role) && about.path.includes(who.region);
const own = (who: Somebody, about: Case): boolean => who.kind === 'PETITIONER' && who.sub === about.petitioner;
const anyOf =
  (...grants: readonly Law['may'][]): Law['may'] =>
  (who, about, order) =>
    grants.some((grant) => grant(who, about, order));
/** The work is the holder's own: whoever stands above may look on. */
const ofHolder = (who: Somebody, about: Case): boolean => who.role === 'HANDLER' && about.entry?.line[0] === who.unit;
const leader = (who: Somebody, about: Case): boolean =>
  (who.role === 'LEADER_IN_CHARGE' || who.role === 'MAIN_LEADER') && (about.entry?.line ?? []).includes(who.unit);

const text = (input: Command['input'], name: string): string => String(input[name] ?? '');

/** Who signs for the office now: in the unit that has the case or, where nobody is free there, in the nearest one above. */
export const signersOf = ({ line, slots }: Entry, slot: SlotName): readonly Somebody[] => {
  const signed = slots.filter((each) => each.slot !== 'PETITIONER').map(({ by }) => by);
  for (const unit of line) {
    const free = holdersOf(unit, slot).filter(({ sub }) => !signed.includes(sub));
    if (free.length > 0) return free;
  }
  return [];
};

export const panelRoles = ({ panel, stage, late }: Review): readonly string[] => {
  if (panel === 'LETTERS') return ['LETTERS_OFFICER'];
  if (panel === 'TOWNSHIP') return ['TOWNSHIP_REVIEWER'];
  return late && stage === 'SCREENING' ? ['VILLAGE_REVIEWER', 'TOWNSHIP_REVIEWER'] : ['VILLAGE_REVIEWER'];
};

/** Those of the district who stand in for one another: the rules let them all try, and say whose turn it is. */
const districtDesks = ['LETTERS_OFFICER', 'SECRETARIAT', 'DISCIPLINE_INSPECTOR'];

const screening: Pick<Law, 'document' | 'may'> = {
  document: 'review',
  may: inRegion('VILLAGE_REVIEWER', 'TOWNSHIP_REVIEWER', ...districtDesks),
};
const assessing: Pick<Law, 'document' | 'may'> = { document: 'review', may: inRegion('TOWNSHIP_REVIEWER', ...districtDesks) };

const panel = (review: Review, stage: Review['stage'], who: Somebody): readonly (string | false)[] => [
  review.stage !== stage && 'triage.stage',
  review.stage === stage && !panelRoles(review).includes(who.role ?? '') && 'triage.panel',
  stage === 'ASSESSING' && review.screener === who.sub && 'triage.same-reviewer',
];

const verdictProblems = ({ input, about }: Command & { readonly about: Case }): readonly (string | false)[] => {
  const unit = unitNamed(text(input, 'proposedUnitId'));
  const fits = unit !== null && unit.level === input.level && about.path.includes(unit.region);
  return [
    about.review.opinions.length < 2 && 'triage.opinions',
    about.restricted && input.reasonableness === 'UNREASONABLE' && 'triage.oversight',
    (input.reasonableness === 'PARTLY_REASONABLE') !== (input.reasonablePart !== undefined) && 'triage.reasonable-part',
    (input.category === 'COMPLAINT' || input.category === 'CONSULTATION') && 'triage.category',
    about.barred.includes(text(input, 'proposedUnitId')) && 'triage.accused',
    !fits && 'triage.unit',
  ];
};

const handling = (entry: Entry, who: Somebody): readonly (string | false)[] => [
  entry.stage !== 'HANDLING' && 'entry.stage',
  entry.stage === 'HANDLING' && entry.handler !== who.sub && 'entry.handler',
];

const upForSigning = (entry: Entry, slot: SlotName | null, input: Command['input']): readonly (string | false)[] => [
  entry.stage !== 'SIGNING_OFF' && 'entry.stage',
  entry.stage === 'SIGNING_OFF' && input.digest !== entry.digest && 'countersign.digest',
  entry.stage === 'SIGNING_OFF' && turnOf(entry) !== slot && 'countersign.turn',
];

const outcomes: Readonly<Record<string, readonly string[]>> = {
  SUGGESTION: ['ADOPTED', 'PARTLY_ADOPTED', 'NOT_ADOPTED'],
  RESOLUTION: ['SOLVED', 'PARTLY_SOLVED', 'PLANNED', 'EXPLAINED'],
};

/** What the centre must have to fill the petitioner's slot in a form. */
const formProblems = (who: Somebody, about: Case, entry: Entry, input: Command['input']): readonly (string | false)[] => {
  const { petitionerKind: kind } = about;
  const unsaid = input.satisfaction === undefined && 'countersign.satisfaction';
  const above = entry.book === 'DISTRICT' || who.region === about.path[0];
  switch (input.form) {
    case 'BY_CODE':
      return [input.queryCode !== about.queryCode && 'countersign.code', unsaid];
    case 'PROXY':
      return [input.evidence === undefined && 'countersign.evidence', unsaid];
    case 'UNREACHABLE':
      return [kind !== 'NAMED' && 'countersign.form', new Set(entry.attempts).size < 3 && 'countersign.attempts'];
    case 'ANONYMOUS_NOTICE':
      return [kind !== 'ANONYMOUS' && 'countersign.form'];
    case 'NO_PETITIONER':
      return [kind !== 'NONE' && 'countersign.form'];
    case 'REFUSED':
      return [(entry.refusals < 2 || !above) && 'countersign.hearing'];
    default:
      return ['countersign.form'];
  }
};

const mayRefuse = (who: Somebody, about: Case, entry: Entry): boolean => {
  const slot = turnOf(entry);
  if (slot === null || slot === 'HANDLER') return false;
  if (slot === 'PETITIONER') return own(who, about) || who.role === 'CENTRE_CLERK';
  return signersOf(entry, slot).some(({ sub }) => sub === who.sub);
};

/** A law about the entry; where there is none, nobody sees it, so nothing is asked of it. */
const onEntry = (
  may: Law['may'],
  broken: (entry: Entry, command: Command & { readonly about: Case }) => readonly (string | false)[],
): Law => ({
  document: 'entry',
  may,
  broken: (command) => (command.about.entry === null ? [] : broken(command.about.entry, command)),
});

const leaderProblems = (entry: Entry, { who, input }: Command): readonly (string | false)[] => {
  const turn = turnOf(entry);
  const leaders = turn === 'LEADER_IN_CHARGE' || turn === 'MAIN_LEADER';
  return [
    ...upForSigning(entry, leaders ? turn : null, input),
    leaders && !signersOf(entry, turn).some(({ sub }) => sub === who.sub) && 'countersign.person',
  ];
};

const orderProblem = (command: Command, status: Order['status']): readonly (string | false)[] => [
  command.order?.status !== status && 'order.status',
];

const laws: Readonly<Record<string, Law>> = {
  supplementAppeal: {
    document: 'appeal',
    may: anyOf(own, inRegion('CENTRE_CLERK')),
    broken: ({ about }) => [(about.review.stage === 'DISMISSED' || about.entry?.stage === 'CLOSED') && 'intake.open'],
  },
  evaluateAppeal: {
    document: 'appeal',
    may: own,
    broken: ({ about, input }, { day }) => {
      const closedOn = about.entry?.closedOn ?? null;
      return [
        closedOn === null && 'intake.closed',
        about.evaluated !== null && 'intake.evaluated',
        closedOn !== null && day > addDays(closedOn, 30) && 'intake.evaluation-window',
        input.satisfaction === 'DISSATISFIED' && input.reason === undefined && 'intake.evaluation-reason',
      ];
    },
  },
  viewPetitioner: {
    document: 'appeal',
    may: anyOf(
      inRegion('CENTRE_CLERK', 'DISCIPLINE_INSPECTOR', 'LETTERS_OFFICER'),
      (who, about) => who.role === 'HANDLER' && (about.entry?.units ?? []).includes(who.unit),
    ),
    broken: () => [],
  },
  passScreening: { ...screening, broken: ({ who, about: { review } }) => panel(review, 'SCREENING', who) },
  dismissAppeal: {
    ...screening,
    broken: ({ who, about, input }) => [
      ...panel(about.review, 'SCREENING', who),
      about.restricted && 'triage.oversight',
      ((input.ground === 'DUPLICATE_OF') !== (input.duplicateOfId !== undefined) || input.duplicateOfId === about.id) &&
        'triage.duplicate',
    ],
  },
  recordOpinion: {
    ...assessing,
    broken: ({ who, about: { review } }) => [
      ...panel(review, 'ASSESSING', who),
      review.opinions.includes(who.sub) && 'triage.opinion-once',
    ],
  },
  assessAppeal: {
    ...assessing,
    broken: (command) => [...panel(command.about.review, 'ASSESSING', command.who), ...verdictProblems(command)],
  },
  assignEntry: onEntry(inRegion('LETTERS_OFFICER'), (entry, { input, about }) => {
    const unit = text(input, 'unitId');
    return [
      entry.stage !== 'ASSIGNING' && 'entry.stage',
      (lineOf(unit).length === 0 || about.barred.includes(unit)) && 'entry.unit',
    ];
  }),
  acceptEntry: onEntry(ofHolder, (entry) => [entry.stage !== 'ASSIGNED' && 'entry.stage']),
  recordProgress: onEntry(ofHolder, (entry, { who }) => handling(entry, who)),
  proposeResult: onEntry(ofHolder, (entry, { who, input }) => [
    ...handling(entry, who),
    !(outcomes[entry.category] ?? []).includes(text(input, 'outcome')) && 'entry.outcome',
    input.outcome === 'PLANNED' && 'entry.planned',
  ]),
  recordContactAttempt: onEntry(inRegion('CENTRE_CLERK'), (entry) => [entry.stage !== 'SIGNING_OFF' && 'entry.stage']),
  confirmResult: onEntry(own, (entry, { input }) => upForSigning(entry, 'PETITIONER', input)),
  fillPetitionerSlot: onEntry(inRegion('CENTRE_CLERK'), (entry, { who, about, input }) => [
    ...upForSigning(entry, 'PETITIONER', input),
    ...formProblems(who, about, entry, input),
  ]),
  countersign: onEntry(leader, leaderProblems),
  refuseResult: onEntry(anyOf(own, leader, inRegion('CENTRE_CLERK')), (entry, { who, about, input }) => [
    ...upForSigning(entry, turnOf(entry), input),
    !mayRefuse(who, about, entry) && 'countersign.person',
  ]),
  answerOrder: {
    document: 'order',
    may: anyOf(
      inRegion('TOWNSHIP_REVIEWER', 'VILLAGE_REVIEWER'),
      (who, _, order) => order?.unit === who.unit && ['HANDLER', 'LEADER_IN_CHARGE', 'MAIN_LEADER'].includes(who.role ?? ''),
    ),
    broken: (command) => orderProblem(command, 'ISSUED'),
  },
  concludeOrder: {
    document: 'order',
    may: inRegion('LETTERS_OFFICER', 'DISCIPLINE_INSPECTOR'),
    broken: (command) => orderProblem(command, 'ANSWERED'),
  },
};

export const fields: readonly string[] = Object.keys(laws);

export const documentOf = (field: string): Document => laws[field]?.document ?? 'appeal';

export const versionOf = (about: Case, document: Document, order?: Order): number => {
  if (document === 'order') return order?.version ?? 1;
  if (document === 'appeal') return about.version;
  return document === 'review' ? about.review.version : (about.entry?.version ?? 1);
};

const channels = new Set(['WINDOW', 'MINI_PROGRAM', 'HOTLINE', 'SENSOR']);
const submission = ({ who, input }: Command): Verdict => {
  const brings = who.kind === 'PETITIONER' || who.role === 'CENTRE_CLERK' || who.role === 'GRID_WORKER';
  if (!brings) return { code: 'FORBIDDEN', rules: [] };
  const accused = (input.accusedUnitIds ?? []) as readonly string[];
  const rules = [
    !channels.has(text(input, 'channel')) && 'intake.channel',
    pathOf(text(input, 'regionId')) === null && 'intake.region',
    accused.some((unit) => unitNamed(unit) === null) && 'accused.unknown',
  ].filter((rule) => rule !== false);
  return rules.length > 0 ? { code: 'RULE_VIOLATION', rules } : { code: null };
};

/** Visibility before rights, rights before versions, versions before rules; a request that was accepted before gets its first answer. */
export const judge = (model: Model, command: Command, repeated: 'THE_SAME' | 'ALTERED' | null): Verdict => {
  const { who, field, input, about, order } = command;
  if (who.kind === 'ANONYMOUS') return { code: 'UNAUTHENTICATED', rules: [] };
  const again: Verdict | null =
    repeated === null ? null : repeated === 'THE_SAME' ? { code: null } : { code: 'CONFLICT', rules: [] };
  if (field === 'submitAppeal') return again ?? submission(command);
  const law = laws[field];
  if (law === undefined) throw new Error(`the model has no law for ${field}`);
  if (about === null || (law.document === 'order' && order === undefined)) return { code: 'NOT_FOUND', rules: [] };
  if (!sees(who, about, law.document, order?.unit ?? null)) return { code: 'NOT_FOUND', rules: [] };
  if (again !== null) return again;
  if (!law.may(who, about, order)) return { code: 'FORBIDDEN', rules: [] };
  const stale = input.expectedVersion !== undefined && input.expectedVersion !== versionOf(about, law.document, order);
  if (stale) return { code: 'CONFLICT', rules: [] };
  const rules = law.broken({ ...command, about }, model).filter((rule) => rule !== false);
  return rules.length > 0 ? { code: 'RULE_VIOLATION', rules } : { code: null };
};
