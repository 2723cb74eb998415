// What an accepted command and the passing of time change in the model.
import { addDays, dueDay } from './calendar.js';
import { type Case, type Entry, type Level, type Model, type Order, type Review, turnOf } from './cases.js';
import type { Command } from './law.js';
import { lineOf, pathOf, under } from './people.js';
import { forgetAsked, trackEffects } from './track-effects.js';
import { newDual } from './tracks.js';

/** What only the platform can know: ids, codes, digests. */
export interface Told {
  readonly id?: string;
  readonly queryCode?: string;
  readonly digest?: string;
  readonly jointDigest?: string;
}

const signingDays: Readonly<Record<string, number>> = { PETITIONER: 5, LEADER_IN_CHARGE: 2, MAIN_LEADER: 2 };
const workingDays = { screening: 2, assessing: 3, assigning: 1, accepting: 2, order: 5, afterRefusal: 3, plan: 5 };
const handlingDays: Readonly<Record<string, number>> = { SUGGESTION: 15, RESOLUTION: 20, COMPLAINT: 30 };

/** The panel of the place; about a unit, the letters office. */
const panelOf = (path: readonly string[], restricted: boolean): Review['panel'] => {
  if (restricted || path.length === 1) return 'LETTERS';
  return path.length === 2 ? 'TOWNSHIP' : 'VILLAGE';
};

const submit = (model: Model, { who, field, input }: Command, { id = '', queryCode = '' }: Told): void => {
  // One alone stands for a list of one.
  const accused = [(input.accusedUnitIds ?? []) as string | readonly string[]].flat();
  const path = pathOf(String(input.regionId)) ?? [];
  const own = who.kind === 'PETITIONER';
  model.cases.push({
    name: String.fromCharCode(65 + model.cases.length),
    id,
    queryCode,
    petitioner: own ? who.sub : null,
    petitionerKind: input.channel === 'SENSOR' ? 'NONE' : input.anonymous === true ? 'ANONYMOUS' : 'NAMED',
    path,
    barred: accused.flatMap(under),
    restricted: accused.length > 0,
    sent: [{ who, field, input }],
    version: 1,
    evaluated: null,
    review: {
      version: 1,
      stage: 'SCREENING',
      panel: panelOf(path, accused.length > 0),
      screener: null,
      opinions: [],
      votes: [],
      reviewers: [],
      joint: null,
      due: dueDay(model.day, workingDays.screening),
      late: false,
    },
    entry: null,
    dual: accused.length > 0 ? newDual() : null,
    orders: [],
  });
};

const given = (model: Model, entry: Entry, unit: string): void => {
  entry.stage = 'ASSIGNED';
  entry.line = lineOf(unit);
  entry.units = entry.line;
  entry.due = dueDay(model.day, handlingDays[entry.category] ?? 0);
  if (entry.planBy !== null) entry.planBy = dueDay(model.day, workingDays.plan);
  entry.acceptBy = dueDay(model.day, workingDays.accepting);
  entry.late = false;
};

const openEntry = (model: Model, about: Case, input: Command['input']): void => {
  const book = input.level as Level;
  const entry: Entry = {
    version: 1,
    stage: 'ASSIGNING',
    book,
    category: String(input.category),
    line: ['u-letters'],
    units: [],
    handler: null,
    digest: '',
    slots: [],
    attempts: [],
    refusals: [],
    due: dueDay(model.day, workingDays.assigning),
    late: false,
    acceptBy: null,
    // What only owes an explanation is not planned.
    planBy: input.category === 'RESOLUTION' && input.reasonableness !== 'UNREASONABLE' ? model.day : null,
    planned: false,
    signBy: null,
    confirmed: null,
    closedOn: null,
  };
  if (book !== 'DISTRICT') given(model, entry, String(input.proposedUnitId));
  about.entry = entry;
  if (entry.category === 'COMPLAINT') about.dual ??= newDual();
};

/** Each turn of signing has days of its own. */
const nextSigns = ({ day }: Model, entry: Entry): void => {
  const next = turnOf(entry);
  entry.signBy = next === null ? null : dueDay(day, signingDays[next] ?? 0);
};

const fill = (model: Model, entry: Entry, by: string): void => {
  const slot = turnOf(entry);
  if (slot === null) return;
  entry.slots.push({ slot, by });
  nextSigns(model, entry);
  if (slot !== 'MAIN_LEADER') return;
  entry.stage = 'CLOSED';
  entry.closedOn = model.day;
};

type Effect = (model: Model, about: Case, command: Command, told: Told) => void;
const onEntry =
  (change: (entry: Entry, model: Model, command: Command, told: Told) => void): Effect =>
  (model, about, command, told) => {
    if (about.entry === null) return;
    about.entry.version += 1;
    change(about.entry, model, command, told);
  };
const onReview =
  (change: (about: Case, model: Model, command: Command, told: Told) => void): Effect =>
  (model, about, command, told) => {
    about.review.version += 1;
    change(about, model, command, told);
  };
const onOrder =
  (status: Order['status']): Effect =>
  (_, __, { who, order }) => {
    if (order === undefined) return;
    if (status === 'ANSWERED') order.answeredBy = who.sub;
    order.version += 1;
    order.status = status;
  };

/** Of a case that accuses nobody, whoever finds it to be a complaint; of another, whoever had to do with its review. */
const reviewed = ({ restricted, review }: Case, { sub }: Command['who'], finds = false): void => {
  if ((restricted || finds) && !review.reviewers.includes(sub)) review.reviewers.push(sub);
};

/** Both supervision tracks are asked. */
const ask = (about: Case, command: Command, { jointDigest = '' }: Told): void => {
  reviewed(about, command.who);
  about.review.joint = command;
  if (about.dual !== null) about.dual.asked = { digest: jointDigest, by: command.who.sub };
};

/** The panel's decision, by itself or once both tracks have agreed. */
const decide = (model: Model, about: Case, { field, who, input }: Command): void => {
  const { review } = about;
  reviewed(about, who, input.category === 'COMPLAINT');
  if (field === 'dismissAppeal') Object.assign(review, { stage: 'DISMISSED', screener: who.sub });
  else {
    review.stage = 'ASSESSED';
    openEntry(model, about, input);
  }
};

const effects: Readonly<Record<string, Effect>> = {
  supplementAppeal: (_, about) => {
    about.version += 1;
  },
  evaluateAppeal: (_, about, { input }) => {
    about.version += 1;
    about.evaluated = String(input.satisfaction);
  },
  viewPetitioner: () => undefined,
  passScreening: onReview((about, { day }, { who }) => {
    const { review } = about;
    reviewed(about, who);
    review.stage = 'ASSESSING';
    review.panel = review.panel === 'LETTERS' ? 'LETTERS' : 'TOWNSHIP';
    review.screener = who.sub;
    review.due = dueDay(day, workingDays.assessing);
    review.late = false;
  }),
  dismissAppeal: onReview((about, model, command, told) => {
    if (about.restricted) ask(about, command, told);
    else decide(model, about, command);
  }),
  withdrawJointDecision: onReview((about) => {
    about.review.joint = null;
    forgetAsked(about);
  }),
  // It moves no version: colleagues who vote at once do not conflict.
  recordOpinion: (_, about, { who, input }) => {
    const { review } = about;
    reviewed(about, who);
    review.opinions.push(who.sub);
    review.votes.push(String(input.reasonableness));
  },
  assessAppeal: onReview((about, model, command, told) => {
    const { reasonableness, category } = command.input;
    if (about.restricted && (reasonableness === 'UNREASONABLE' || category !== 'COMPLAINT')) ask(about, command, told);
    else decide(model, about, command);
  }),
  ...trackEffects((model, about, command) => decide(model, about, command)),
  assignEntry: onEntry((entry, model, { input }) => given(model, entry, String(input.unitId))),
  acceptEntry: onEntry((entry, _, { who }) => {
    entry.stage = 'HANDLING';
    entry.handler = who.sub;
    entry.acceptBy = null;
  }),
  statePlan: onEntry((entry) => {
    entry.planned = true;
  }),
  recordProgress: onEntry(() => undefined),
  recordContactAttempt: onEntry((entry, { day }, { who }) => {
    entry.attempts.push({ day, by: who.sub });
  }),
  proposeResult: onEntry((entry, model, { who }, { digest = '' }) => {
    Object.assign(entry, { stage: 'SIGNING_OFF', digest, attempts: [], slots: [{ slot: 'HANDLER', by: who.sub }] });
    nextSigns(model, entry);
  }),
  confirmResult: onEntry((entry, model, { who, input }) => {
    entry.confirmed = String(input.satisfaction);
    fill(model, entry, who.sub);
  }),
  fillPetitionerSlot: onEntry((entry, model, { who, input }) => {
    const asked = input.form === 'BY_CODE' || input.form === 'PROXY';
    entry.confirmed = input.form === 'REFUSED' ? 'DISSATISFIED' : asked ? String(input.satisfaction) : null;
    fill(model, entry, who.sub);
  }),
  countersign: onEntry((entry, model, { who }) => fill(model, entry, who.sub)),
  refuseResult: onEntry((entry, { day }, { who }) => {
    if (turnOf(entry) === 'PETITIONER') entry.refusals.push(who.sub);
    const atLeast = dueDay(day, workingDays.afterRefusal);
    if (!entry.late && entry.due < atLeast) entry.due = atLeast;
    Object.assign(entry, { stage: 'HANDLING', digest: '', slots: [] });
  }),
  answerOrder: onOrder('ANSWERED'),
  concludeOrder: onOrder('CONCLUDED'),
};

const fresh = { answeredBy: null, version: 1, status: 'ISSUED' } as const;

/** Whose time ran out: the panel that the case was given to first, or that of the second review. */
const latePanel = ({ panel, stage }: Review, path: readonly string[]): Order['panel'] => {
  const level = stage === 'ASSESSING' && panel === 'VILLAGE' ? 'TOWNSHIP' : panel;
  const roles = { VILLAGE: 'VILLAGE_REVIEWER', TOWNSHIP: 'TOWNSHIP_REVIEWER', LETTERS: 'LETTERS_OFFICER' };
  return { role: roles[level], region: path[{ LETTERS: 0, TOWNSHIP: 1, VILLAGE: 2 }[level]] ?? '' };
};

/** A clock that runs while its day has passed runs out, once, and supervision raises an order. */
const runOut = (model: Model): void => {
  for (const { review, entry, orders, path } of model.cases) {
    const { stage } = review;
    if ((stage === 'SCREENING' || stage === 'ASSESSING') && !review.late && model.day > review.due) {
      review.late = true;
      orders.push({ ...fresh, clock: stage, unit: null, panel: latePanel(review, path) });
    }
    if (entry !== null && entry.stage === 'ASSIGNED' && entry.acceptBy !== null && model.day > entry.acceptBy) {
      entry.acceptBy = null;
      orders.push({ ...fresh, clock: 'ACCEPTING', unit: entry.line[0] ?? null, panel: null });
    }
    if (entry === null || entry.late || model.day <= entry.due) continue;
    if (entry.stage !== 'ASSIGNING' && entry.stage !== 'ASSIGNED' && entry.stage !== 'HANDLING') continue;
    entry.late = true;
    const clock = entry.stage === 'ASSIGNING' ? 'ASSIGNING' : 'HANDLING';
    orders.push({ ...fresh, clock, unit: entry.line[0] ?? null, panel: null });
  }
};

export const pass = (model: Model, days: number): void => {
  model.day = addDays(model.day, days);
  runOut(model);
};

export const apply = (model: Model, command: Command, told: Told): void => {
  const { who, field, input, about, order } = command;
  if (field === 'submitAppeal') submit(model, command, told);
  else if (about !== null) {
    effects[field]?.(model, about, command, told);
    about.sent.push({ who, field, input, ...(order === undefined ? {} : { order }) });
  }
  // A clock that a refusal set going again may have run out meanwhile.
  runOut(model);
};
