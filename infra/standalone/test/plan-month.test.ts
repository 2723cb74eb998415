// Promise: a month of the demonstration is the same whenever it is planned from the same seed, and as varied as a district's.
import { bazhouSeed } from '@daqidi/assignment';
import { type CasePlan, monthDays, planMonth } from '@daqidi/standalone';

const district = bazhouSeed({ villagesPerTownship: 3 });
const days = monthDays(Array.from({ length: 31 }, (_, index) => `2026-03-${String(index + 1).padStart(2, '0')}`));
const month = (seed: string) => planMonth({ seed, cases: 939, restricted: 12, district, days });
const plans = month('bazhou');
const differentBy = (of: (plan: CasePlan) => string): number => new Set(plans.map(of)).size;

test('the same seed plans the same month, another seed another', () => {
  expect(month('bazhou')).toStrictEqual(plans);
  expect(month('other')).not.toStrictEqual(plans);
});

test('939 cases, 12 of them restricted, with repeats and questions, through many channels, in every township', () => {
  const count = (kind: CasePlan['kind']): number => plans.filter((plan) => plan.kind === kind).length;
  expect([plans.length, count('RESTRICTED')]).toStrictEqual([939, 12]);
  expect(count('REPEAT')).toBeGreaterThan(8);
  expect(count('QUESTION')).toBeGreaterThan(60);
  expect(differentBy(({ channel }) => channel)).toBeGreaterThanOrEqual(9);
  expect(differentBy(({ township }) => township)).toBe(22);
});

test('steps follow one another, nobody in office works on a holiday, and a repeat comes after what it repeats', () => {
  const isWrong = ({ steps, repeats, number }: CasePlan): boolean =>
    steps.some(({ day }, index) => day < (steps[index - 1]?.day ?? 0)) ||
    steps.some(({ act, day }) => act !== 'submit' && days[day]?.working === false) ||
    (repeats !== null && repeats >= number);
  expect(plans.filter(isWrong)).toStrictEqual([]);
});
