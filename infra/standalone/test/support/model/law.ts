// What the platform has to answer to a command, from the domain page and the rules of the procedure.

import { addDays } from './calendar.js';
import { type Case, type Entry, type Model, type Order, type Review, type SlotName, turnOf } from './cases.js';
import { holdersOf, pathOf, type Somebody, unitNamed } from './people.js';
import { type Document, sees } from './sight.js';
import { trackLaws } from './track-law.js';
import { tracksOpen } from './tracks.js';

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

export interface Law {
  readonly document: Document;
  may(who: Somebody, about: Case, order: Order | undefined, input: Command['input']): boolean;
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
  (who, about, order, input) =>
    grants.some((grant) => grant(who, about, order, input));
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
  review.stage === stage && review.joint !== null && 'joint.open',
];

/** Whether no other verdict has more of the opinions. Nobody in these stories says why his differs. */
const follows = ({ votes }: Review, verdict: unknown): boolean => {
  const count = (each: unknown): number => votes.filter((vote) => vote === each).length;
  return votes.every((vote) => count(vote) <= count(verdict));
};

const verdictProblems = ({ who, input, about }: Command & { readonly about: Case }): readonly (string | false)[] => {
  const unit = unitNamed(text(input, 'proposedUnitId'));
  const fits = unit !== null && unit.level === input.level && about.path.includes(unit.region);
  return [
    about.review.opinions.length < 2 && 'triage.opinions',
    !about.review.opinions.includes(who.sub) && 'triage.own-opinion',
    !follows(about.review, input.reasonableness) && 'triage.differing',
    (input.reasonableness === 'PARTLY_REASONABLE') !== (input.reasonablePart !== undefined) && 'triage.reasonable-part',
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
  CONSULTATION: ['ANSWERED'],
  SUGGESTION: ['ADOPTED', 'PARTLY_ADOPTED', 'NOT_ADOPTED'],
  RESOLUTION: ['SOLVED', 'PARTLY_SOLVED', 'PLANNED', 'EXPLAINED'],
  COMPLAINT: ['SUBSTANTIATED', 'PARTLY_SUBSTANTIATED', 'UNSUBSTANTIATED'],
};

/** Whoever took an appeal in is not told its code: there it is nobody's to show. */
const showsCode = ({ queryCode }: Case, input: Command['input']): boolean => queryCode !== '' && input.queryCode === queryCode;

/** Whoever took it in, or handled it. */
const isInvolved = (who: Somebody, { sent, entry }: Case): boolean =>
  who.kind === 'OFFICER' && (sent[0]?.who.sub === who.sub || entry?.handler === who.sub);

/** What the centre must have to fill the petitioner's slot in a form. */
const formProblems = (who: Somebody, about: Case, entry: Entry, input: Command['input']): readonly (string | false)[] => {
  const { petitionerKind: kind } = about;
  const unsaid = input.satisfaction === undefined && 'countersign.satisfaction';
  const above = entry.book === 'DISTRICT' || who.region === about.path[0];
  switch (input.form) {
    case 'BY_CODE':
      return [isInvolved(who, about) && 'countersign.involved', !showsCode(about, input) && 'countersign.code', unsaid];
    case 'PROXY':
      return [input.proxy === undefined && 'countersign.evidence', unsaid];
    case 'UNREACHABLE':
      return [
        kind !== 'NAMED' && 'countersign.form',
        new Set(entry.attempts.map(({ day }) => day)).size < 3 && 'countersign.attempts',
        entry.attempts.some(({ by }) => by === who.sub) && 'countersign.recorder',
      ];
    case 'ANONYMOUS_NOTICE':
      return [kind !== 'ANONYMOUS' && 'countersign.form'];
    case 'NO_PETITIONER':
      return [kind !== 'NONE' && 'countersign.form'];
    case 'REFUSED':
      return [
        (entry.refusals.length < 2 || !above) && 'countersign.hearing',
        entry.refusals.includes(who.sub) && 'countersign.recorder',
      ];
    default:
      return ['countersign.form'];
  }
};

/** Another leader of the slot goes before him, or he has signed; for everybody else it is not his turn. */
const notSigner = (entry: Entry, slot: SlotName, who: Somebody): string | false => {
  if (signersOf(entry, slot).some(({ sub }) => sub === who.sub)) return false;
  const hasPart = entry.line.some((unit) => holdersOf(unit, slot).some(({ sub }) => sub === who.sub));
  return hasPart ? 'countersign.person' : 'countersign.turn';
};

const refusing = (entry: Entry, { who, about, input }: Command & { readonly about: Case }): readonly (string | false)[] => {
  const slot = turnOf(entry);
  if (slot === null || slot === 'HANDLER') return [];
  if (slot !== 'PETITIONER') return [notSigner(entry, slot, who)];
  // The centre types it for whoever shows his code.
  if (who.role === 'CENTRE_CLERK')
    return [isInvolved(who, about) && 'countersign.involved', !showsCode(about, input) && 'countersign.code'];
  return [!own(who, about) && 'countersign.turn'];
};

/** A law about the entry; where there is none, nobody sees it, so nothing is asked of it. */
const onEntry = (
  may: Law['may'],
  broken: (entry: Entry, command: Command & { readonly about: Case }, model: Model) => readonly (string | false)[],
): Law => ({
  document: 'entry',
  may,
  broken: (command, model) => (command.about.entry === null ? [] : broken(command.about.entry, command, model)),
});

const leaderProblems = (entry: Entry, { who, input, about }: Command): readonly (string | false)[] => {
  const turn = turnOf(entry);
  const leaders = turn === 'LEADER_IN_CHARGE' || turn === 'MAIN_LEADER';
  return [
    ...upForSigning(entry, leaders ? turn : null, input),
    leaders && notSigner(entry, turn, who),
    // The last signature waits for the orders about the handling.
    turn === 'MAIN_LEADER' &&
      (about?.orders ?? []).some(({ clock, status }) => clock === 'HANDLING' && status !== 'CONCLUDED') &&
      'entry.orders-open',
    // Nor does it come before both supervision tracks.
    turn === 'MAIN_LEADER' && about !== null && tracksOpen(about) && 'entry.tracks-open',
  ];
};

const orderProblem = (command: Command, status: Order['status']): readonly (string | false)[] => [
  command.order?.status !== status && 'order.status',
];

const isAddressee = ({ who, order }: Command): boolean => {
  if (order === undefined) return false;
  if (order.unit !== null) return order.unit === who.unit;
  return who.role === order.panel?.role && who.region === order.panel.region;
};

const levels = ['VILLAGE', 'TOWNSHIP', 'DISTRICT'];

/** Whether the unit is of the book's level or above it, and of the case's place. */
const takes = (id: string, book: string, about: Case): boolean => {
  const unit = unitNamed(id);
  return unit !== null && levels.indexOf(unit.level) >= levels.indexOf(book) && about.path.includes(unit.region);
};

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
    // Nothing that these people name is an earlier appeal.
    broken: ({ who, about, input }) => [
      ...panel(about.review, 'SCREENING', who),
      (input.ground === 'DUPLICATE_OF' || input.duplicateOfId !== undefined) && 'triage.duplicate',
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
  withdrawJointDecision: { ...screening, broken: ({ about: { review } }) => [review.joint === null && 'joint.none'] },
  ...trackLaws,
  assignEntry: onEntry(inRegion('LETTERS_OFFICER'), (entry, { input, about }) => {
    const unit = text(input, 'unitId');
    return [
      entry.stage !== 'ASSIGNING' && 'entry.stage',
      (!takes(unit, entry.book, about) || about.barred.includes(unit)) && 'entry.unit',
    ];
  }),
  acceptEntry: onEntry(ofHolder, (entry) => [entry.stage !== 'ASSIGNED' && 'entry.stage']),
  statePlan: onEntry(ofHolder, (entry, { who, input }) => [
    ...handling(entry, who),
    entry.category !== 'RESOLUTION' && 'plan.category',
    entry.planned && input.reason === undefined && 'plan.reason',
  ]),
  recordProgress: onEntry(ofHolder, (entry, { who }) => handling(entry, who)),
  proposeResult: onEntry(ofHolder, (entry, { who, input }, { day }) => [
    ...handling(entry, who),
    !(outcomes[entry.category] ?? []).includes(text(input, 'outcome')) && 'entry.outcome',
    input.outcome === 'PARTLY_SUBSTANTIATED' && 'entry.substantiated-part',
    input.outcome === 'PLANNED' && 'entry.planned',
    !entry.planned && entry.planBy !== null && day > entry.planBy && 'plan.missing',
  ]),
  recordContactAttempt: onEntry(inRegion('CENTRE_CLERK'), (entry) => [entry.stage !== 'SIGNING_OFF' && 'entry.stage']),
  confirmResult: onEntry(own, (entry, { input }) => upForSigning(entry, 'PETITIONER', input)),
  fillPetitionerSlot: onEntry(inRegion('CENTRE_CLERK'), (entry, { who, about, input }) => [
    ...upForSigning(entry, 'PETITIONER', input),
    ...formProblems(who, about, entry, input),
  ]),
  countersign: onEntry(leader, leaderProblems),
  refuseResult: onEntry(anyOf(own, leader, inRegion('CENTRE_CLERK')), (entry, command) => [
    ...upForSigning(entry, turnOf(entry), command.input),
    ...refusing(entry, command),
  ]),
  answerOrder: {
    document: 'order',
    may: anyOf(
      inRegion('TOWNSHIP_REVIEWER', 'VILLAGE_REVIEWER', ...districtDesks),
      (who, _, order) => order?.unit === who.unit && ['HANDLER', 'LEADER_IN_CHARGE', 'MAIN_LEADER'].includes(who.role ?? ''),
    ),
    broken: (command) => [...orderProblem(command, 'ISSUED'), !isAddressee(command) && 'order.addressee'],
  },
  concludeOrder: {
    document: 'order',
    may: inRegion('LETTERS_OFFICER', 'DISCIPLINE_INSPECTOR'),
    broken: (command) => [
      ...orderProblem(command, 'ANSWERED'),
      (isAddressee(command) || command.order?.answeredBy === command.who.sub) && 'order.own',
    ],
  },
};

export const fields: readonly string[] = Object.keys(laws);

export const documentOf = (field: string): Document => laws[field]?.document ?? 'appeal';

export const versionOf = (about: Case, document: Document, order?: Order): number => {
  if (document === 'order') return order?.version ?? 1;
  if (document === 'appeal') return about.version;
  if (document === 'dual') return about.dual?.version ?? 1;
  return document === 'review' ? about.review.version : (about.entry?.version ?? 1);
};

/** Who hands in through what; a sensor's readings are a machine's to bring. */
const channels: Readonly<Record<string, readonly string[]>> = {
  WINDOW: ['PETITIONER', 'CENTRE_CLERK', 'GRID_WORKER'],
  MINI_PROGRAM: ['PETITIONER'],
  HOTLINE: ['CENTRE_CLERK'],
  SENSOR: [],
};
const submission = ({ who, input }: Command): Verdict => {
  const brings = who.kind === 'PETITIONER' || who.role === 'CENTRE_CLERK' || who.role === 'GRID_WORKER';
  if (!brings) return { code: 'FORBIDDEN', rules: [] };
  const accused = (input.accusedUnitIds ?? []) as readonly string[];
  const channel = channels[text(input, 'channel')];
  const rules = [
    channel === undefined && 'intake.channel',
    channel !== undefined && !channel.includes(who.role ?? who.kind) && 'intake.channel-user',
    pathOf(text(input, 'regionId')) === null && 'intake.region',
    accused.some((unit) => unitNamed(unit) === null) && 'accused.unknown',
  ].filter((rule) => rule !== false);
  if (rules.length > 0) return { code: 'RULE_VIOLATION', rules };
  // Whoever hands in for another says whose it is, or that he is anonymous.
  const said = who.kind === 'PETITIONER' || input.petitioner !== undefined || input.anonymous === true;
  return said ? { code: null } : { code: 'BAD_USER_INPUT', rules: [] };
};

/** Whoever is not signed in and brings the code of the case acts as its petitioner, where a command may be given by code. */
export const actor = ({ who, field, about, input }: Command): Somebody => {
  if (who.kind !== 'ANONYMOUS' || field !== 'refuseResult' || about === null || !showsCode(about, input)) return who;
  return { ...who, sub: about.petitioner ?? who.sub, kind: 'PETITIONER' };
};

/** Visibility before rights, rights before versions, versions before rules; a request that was accepted before gets its first answer. */
export const judge = (model: Model, given: Command, repeated: 'THE_SAME' | 'ALTERED' | null): Verdict => {
  const command = { ...given, who: actor(given) };
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
  if (!law.may(who, about, order, input)) return { code: 'FORBIDDEN', rules: [] };
  const stale = input.expectedVersion !== undefined && input.expectedVersion !== versionOf(about, law.document, order);
  if (stale) return { code: 'CONFLICT', rules: [] };
  const rules = law.broken({ ...command, about }, model).filter((rule) => rule !== false);
  return rules.length > 0 ? { code: 'RULE_VIOLATION', rules } : { code: null };
};
