import type { Clock } from '@daqidi/runtime';
import { type Month, seedMonth } from './seed-month.js';

export interface MakeMonth {
  /** The data directory; the caller holds it. */
  readonly directory: string;
  readonly seed: string;
  readonly cases: number;
  /** The month ends at its time. */
  readonly clock: Clock;
  say(line: string): void;
}

export const usualCases = 939;
export const usualSeed = 'bazhou';
const restrictedOf = 12;

/** A month of the demonstration district that ends now, told while it is made. Rejects with `NotEmpty`. */
export const makeMonth = async ({ directory, seed, cases, clock, say }: MakeMonth): Promise<Month> => {
  const begun = performance.now();
  const restricted = Math.min(restrictedOf, Math.floor(cases / 3));
  say(`A month of ${cases} cases, ${restricted} of them restricted · 生成一个月的演示数据:${cases} 件`);
  const month = await seedMonth({
    directory,
    seed,
    cases,
    restricted,
    until: clock.now(),
    onDay: (day) => say(`  ${day}`),
  });
  const { stages, refused } = month;
  for (const [stage, count] of Object.entries(stages)) say(`  ${stage.padEnd(12)} ${count}`);
  for (const { number, act, message } of refused) say(`  refused: case ${number}, ${act}: ${message}`);
  say(`Made in ${Math.round((performance.now() - begun) / 1_000)} s · 已生成`);
  return month;
};
