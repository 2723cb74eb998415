import type { IntakeAppealSubmittedV1, PolicyNumbers, Refused } from '@daqidi/schemas';
import type { Decision } from './appeal.js';

/** In which roles somebody hands in; a petitioner as PETITIONER. */
export interface Bringer {
  readonly roles: readonly string[];
  readonly machine: boolean;
}

/** What is known when an appeal is handed in. */
export interface Submission {
  readonly appeal: Omit<IntakeAppealSubmittedV1, 'regionPath' | 'barred' | 'restricted'>;
  /** From the district down to the place; null where there is no such region now. */
  readonly regionPath: readonly string[] | null;
  /** Every accused unit with all that is subordinate to it; null where one does not exist now. */
  readonly accused: readonly string[] | null;
  readonly channels: PolicyNumbers['channels'];
  readonly by: Bringer;
}

/** A channel is data: it is there, and says who may use it (domain, 2.1). */
const channelProblem = ({ appeal, channels, by }: Submission): Refused | null => {
  const channel = channels.find(({ code }) => code === appeal.channel);
  if (channel === undefined) return { refused: 'intake.channel' };
  const may = channel.usedBy.some((role) => by.roles.includes(role)) && (by.machine || !channel.machinesOnly);
  return may ? null : { refused: 'intake.channel-user' };
};

/** An appeal about a unit is born restricted: that unit and everything under it never learn of it (domain, 2.2). */
export const submit = (submission: Submission): Decision => {
  const { appeal, regionPath, accused } = submission;
  const wrong = channelProblem(submission);
  if (wrong !== null) return wrong;
  if (regionPath === null) return { refused: 'intake.region' };
  if (accused === null) return { refused: 'intake.accused' };
  const barred = accused.map((unit) => `unit:${unit}`);
  return [{ type: 'AppealSubmitted', v: 1, data: { ...appeal, regionPath, barred, restricted: barred.length > 0 } }];
};
