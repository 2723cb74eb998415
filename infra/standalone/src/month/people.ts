import { officer, type Person } from '../demo/world.js';
import type { CasePlan } from './plan-month.js';

/** Who does what on one case, by the names that the demonstration district gives its posts. */
export const peopleFor = (plan: CasePlan) => {
  const { kind, level, matter, village, township } = plan;
  const restricted = kind === 'RESTRICTED';
  const holders = { DISTRICT: matter.department, TOWNSHIP: township, VILLAGE: village };
  // A question is its township's desk's, and a restricted matter never its place's.
  const holder = kind === 'QUESTION' ? township : holders[restricted ? 'DISTRICT' : level];
  const leader = holder === village ? township : holder;
  return {
    petitioner: { sub: plan.petitioner, kind: 'PETITIONER' } satisfies Person,
    submitter:
      plan.takenInBy === null ? ({ sub: plan.petitioner, kind: 'PETITIONER' } satisfies Person) : officer(plan.takenInBy),
    screener: officer(restricted ? 'letters.officer' : `${village}.reviewer`),
    reviewers: restricted
      ? ([officer('letters.officer-2'), officer('letters.officer-3')] as const)
      : ([officer(`${township}.letters`), officer(`${township}.justice`)] as const),
    lettersOfficer: officer('letters.officer'),
    trackers: [
      { who: officer('discipline.inspector'), track: 'DISCIPLINE' },
      { who: officer('letters.officer-3'), track: 'LETTERS' },
    ] as const,
    clerk: officer(`${township}.clerk`),
    districtClerk: officer('district-centre.clerk'),
    unit: `u-${holder}`,
    handler: officer(`${holder}.handler`),
    deputy: officer(`${leader}.deputy`),
    head: officer(`${holder}.head`),
    looker: officer(restricted ? 'discipline.inspector' : 'district-centre.clerk'),
  };
};
