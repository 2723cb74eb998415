import type { IntakeAppealSubmittedV1, PolicyNumbers } from '@daqidi/schemas';
import type { Decision } from './appeal.js';

/** What is known when an appeal is handed in. */
export interface Submission {
  readonly appeal: Omit<IntakeAppealSubmittedV1, 'regionPath' | 'barred' | 'restricted'>;
  /** From the district down to the place; null where there is no such region now. */
  readonly regionPath: readonly string[] | null;
  /** Every accused unit with all that is subordinate to it; null where one does not exist now. */
  readonly accused: readonly string[] | null;
  readonly channels: PolicyNumbers['channels'];
}

/** An appeal about a unit is born restricted: that unit and everything under it never learn of it (domain, 2.2). */
export const submit = ({ appeal, regionPath, accused, channels }: Submission): Decision => {
  if (!channels.some(({ code }) => code === appeal.channel)) return { refused: 'intake.channel' };
  if (regionPath === null) return { refused: 'intake.region' };
  if (accused === null) return { refused: 'intake.accused' };
  const barred = accused.map((unit) => `unit:${unit}`);
  return [{ type: 'AppealSubmitted', v: 1, data: { ...appeal, regionPath, barred, restricted: barred.length > 0 } }];
};
