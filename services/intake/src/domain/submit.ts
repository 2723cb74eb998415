import type { CaseScope, IntakeAppealSubmittedV1, PolicyNumbers } from '@daqidi/schemas';
import type { Decision } from './appeal.js';

/** What is known when an appeal is handed in. */
export interface Submission {
  readonly appeal: Omit<IntakeAppealSubmittedV1, keyof CaseScope>;
  /** Null where there is no such region now. */
  readonly scope: CaseScope | null;
  readonly channels: PolicyNumbers['channels'];
}

/** An appeal that accuses somebody is born restricted: who is accused, and whoever stands under them, never learns of it (domain, 2.2). */
export const submit = ({ appeal, scope, channels }: Submission): Decision => {
  if (!channels.some(({ code }) => code === appeal.channel)) return { refused: 'intake.channel' };
  if (scope === null) return { refused: 'intake.region' };
  return [{ type: 'AppealSubmitted', v: 1, data: { ...appeal, ...scope } }];
};
