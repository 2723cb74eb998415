import type { DistrictSeed } from '@daqidi/assignment';
import { type Chance, createChance } from './chance.js';
import { allegations, type Matter, matters, questions } from './matters.js';

export type Act =
  | 'submit'
  | 'take-tracks'
  | 'pass'
  | 'dismiss'
  | 'join'
  | 'opinions'
  | 'assess'
  | 'assign'
  | 'accept'
  | 'plan'
  | 'progress'
  | 'step-done'
  | 'propose'
  | 'refuse'
  | 'confirm'
  | 'notice'
  | 'attempt'
  | 'unreachable'
  | 'deputy'
  | 'head'
  | 'evaluate'
  | 'not-solved'
  | 'answer'
  | 'confirm-answer'
  | 'accept-answer';

/** One day of the month: its number from 0, and whether offices work on it. */
export interface MonthDay {
  readonly working: boolean;
}

interface Planned {
  readonly act: Act;
  /** The number of its day; from the month's length on it does not come to pass any more. */
  readonly day: number;
}

export type Kind = 'ORDINARY' | 'QUESTION' | 'RESTRICTED' | 'REPEAT';

/** One case of the month: who brings what, where, and what becomes of it when. Ids are those of the district's directory. */
export interface CasePlan {
  readonly number: number;
  readonly kind: Kind;
  readonly petitioner: string;
  /** Null where the petitioner hands in by himself, else who takes it in for him. */
  readonly takenInBy: string | null;
  readonly channel: string;
  readonly anonymous: boolean;
  readonly village: string;
  readonly township: string;
  readonly level: 'VILLAGE' | 'TOWNSHIP' | 'DISTRICT';
  readonly grade: 'D1' | 'D2' | 'D3';
  readonly matter: Matter;
  readonly text: string;
  /** Of a question. */
  readonly answer: string;
  /** The number of the case that it repeats. */
  readonly repeats: number | null;
  readonly steps: readonly Planned[];
}

export interface MonthOptions {
  readonly seed: string;
  readonly cases: number;
  readonly restricted: number;
  readonly district: DistrictSeed;
  readonly days: readonly MonthDay[];
}

const ownChannels = ['MINI_PROGRAM', 'QR_CODE', 'WINDOW', 'MINI_PROGRAM'] as const;
const clerkChannels = ['HOTLINE', 'WINDOW', 'LETTER', 'COLLECTION_BOX', 'MOBILE_POINT', 'OPEN_DAY', 'DOOR_TO_DOOR'] as const;

/** The steps of one case after one another; `after` counts working days, so that nobody signs on a Sunday. */
const courseFrom = (first: number, days: readonly MonthDay[]) => {
  const steps: Planned[] = [{ act: 'submit', day: first }];
  let day = first;
  const later = (workingDays: number): void => {
    let left = workingDays;
    while (day < days.length && (left > 0 || days[day]?.working === false)) {
      day += 1;
      if (days[day]?.working !== false) left -= 1;
    }
  };
  const then = (act: Act, workingDays: number): void => {
    later(workingDays);
    steps.push({ act, day });
  };
  return { steps, then };
};

type Course = ReturnType<typeof courseFrom>;
type Brought = Pick<CasePlan, 'anonymous' | 'takenInBy'>;

const reviews = ({ then }: Course, chance: Chance): void => {
  then('pass', chance.below(2));
  then('opinions', chance.below(2));
  then('assess', chance.below(2));
};

/** Where an official took it in, the petitioner has no account: he is told, called on three days, or unknown. */
const petitionersWord = ({ then }: Course, chance: Chance, { anonymous, takenInBy }: Brought): void => {
  if (anonymous) then('notice', chance.below(3));
  else if (takenInBy !== null) {
    for (const wait of [0, 1, 1]) then('attempt', wait);
    then('unreachable', 0);
  } else {
    if (chance.percent(8)) {
      then('refuse', chance.below(3));
      then('propose', 1 + chance.below(2));
    }
    then('confirm', chance.below(4));
  }
};

const signatures = (course: Course, chance: Chance, brought: Brought): void => {
  const { then } = course;
  petitionersWord(course, chance, brought);
  then('deputy', chance.below(2));
  then('head', chance.below(2));
  if (brought.takenInBy !== null || chance.percent(30)) return;
  then('evaluate', chance.below(3));
  if (chance.percent(6)) then('not-solved', chance.below(3));
};

const ordinary = (course: Course, chance: Chance, plan: Brought & Pick<CasePlan, 'level' | 'matter'>): void => {
  const { then } = course;
  if (chance.percent(7)) {
    then('dismiss', chance.below(2));
    return;
  }
  reviews(course, chance);
  if (plan.level === 'DISTRICT') then('assign', chance.below(2));
  then('accept', chance.below(2));
  const long = plan.matter.category === 'RESOLUTION' && chance.percent(45);
  if (long) then('plan', chance.below(2));
  then('progress', 1 + chance.below(2));
  if (long) then('step-done', 2 + chance.below(8));
  then('propose', chance.below(2));
  signatures(course, chance, plan);
};

const restricted = (course: Course, chance: Chance): void => {
  course.then('take-tracks', chance.below(2));
  reviews(course, chance);
  course.then('assign', chance.below(2));
  course.then('accept', chance.below(2));
  course.then('progress', 2 + chance.below(3));
};

/** Somebody left it lying: what would have come after does not come. */
const neglected = (steps: readonly Planned[], chance: Chance): readonly Planned[] =>
  chance.percent(9) ? steps.slice(0, 1 + chance.below(steps.length)) : steps;

/** Handed in by its petitioner on a day before, and not closed within four days: a second appeal about it is joined to it. */
const isOpenAround = ({ kind, takenInBy, steps }: CasePlan, day: number): boolean => {
  const begins = steps[0]?.day ?? 0;
  const ends = (steps.find(({ act }) => act === 'head') ?? steps.at(-1))?.day ?? 0;
  return kind === 'ORDINARY' && takenInBy === null && begins < day && ends > day + 4;
};

/** Whole: a village with a reviewer in a township with its reviewers; others have nobody whom a month could be played with. */
const placesOf = ({ regions, posts }: DistrictSeed): readonly { readonly village: string; readonly township: string }[] => {
  const held = new Set(posts.filter(({ to }) => to === null).map(({ personId }) => personId));
  return regions
    .filter(({ level, id }) => level === 'VILLAGE' && held.has(`${id}.reviewer`))
    .map(({ id, parentId }) => ({ village: id, township: parentId ?? '' }));
};

const kindsOf = (chance: Chance, { cases, restricted }: MonthOptions): readonly Kind[] => {
  const kinds: Kind[] = Array.from({ length: cases }, () => (chance.percent(11) ? 'QUESTION' : 'ORDINARY'));
  for (let number = 0; number < restricted; number += 1) kinds[Math.floor((number * cases) / restricted)] = 'RESTRICTED';
  return kinds.map((kind, number) => (kind === 'ORDINARY' && number > cases / 4 && chance.percent(3) ? 'REPEAT' : kind));
};

/**
 * The cases of a month, in the order in which they come. Pure: the same options make the same month. Without clerks and accounts of the
 * demonstration district there is none: RangeError.
 */
export const planMonth = (options: MonthOptions): readonly CasePlan[] => {
  const { seed, cases, district, days } = options;
  const chance = createChance(seed);
  const places = placesOf(district);
  const plans: CasePlan[] = [];
  for (const [number, kind] of kindsOf(chance, options).entries()) {
    const { village, township } = chance.oneOf(places);
    const day = Math.floor((number * days.length) / cases);
    const matter = chance.oneOf(matters);
    const [question, answer] = chance.oneOf(questions);
    const self = kind !== 'ORDINARY' || chance.percent(70);
    const base: Omit<CasePlan, 'steps'> = {
      number,
      kind,
      petitioner: `petitioner-${1 + chance.below(cases)}`,
      takenInBy: self ? null : `${township}.clerk`,
      channel: kind === 'QUESTION' ? 'WINDOW' : chance.oneOf(self ? ownChannels : clerkChannels),
      anonymous: !self && chance.percent(60),
      village,
      township,
      level: (['VILLAGE', 'TOWNSHIP', 'TOWNSHIP', 'DISTRICT'] as const)[chance.below(4)] ?? 'TOWNSHIP',
      grade: chance.oneOf(['D1', 'D2', 'D2', 'D3'] as const),
      matter,
      text: kind === 'QUESTION' ? question : kind === 'RESTRICTED' ? chance.oneOf(allegations) : matter.text,
      answer,
      repeats: null,
    };
    const course = courseFrom(day, days);
    if (kind === 'ORDINARY') ordinary(course, chance, base);
    if (kind === 'RESTRICTED') restricted(course, chance);
    if (kind === 'QUESTION') {
      for (const act of ['answer', 'confirm-answer', 'accept-answer', 'deputy', 'head'] as const) course.then(act, 0);
    }
    const first = plans.findLast((plan) => isOpenAround(plan, day));
    if (kind !== 'REPEAT' || first === undefined) {
      plans.push({ ...base, kind: kind === 'REPEAT' ? 'ORDINARY' : kind, steps: neglected(course.steps, chance) });
      continue;
    }
    course.then('join', 0);
    const { petitioner, text, matter: same } = first;
    plans.push({
      ...base,
      petitioner,
      village: first.village,
      township: first.township,
      text,
      matter: same,
      repeats: first.number,
      steps: course.steps,
    });
  }
  return plans;
};
