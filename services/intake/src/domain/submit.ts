import type { CaseScope, DirectoryChannelStatedV1, IntakeAppealSubmittedV1, IntakeEvents, Refused } from '@daqidi/schemas';
import type { AppealEvent, Decision } from './appeal.js';

/** In which roles somebody hands in; a petitioner as PETITIONER. */
export interface Bringer {
  readonly roles: readonly string[];
  readonly machine: boolean;
}

/** What is known when an appeal is handed in. */
export interface Submission {
  readonly appeal: Omit<IntakeAppealSubmittedV1, keyof CaseScope>;
  /** Null where there is no such region now. */
  readonly scope: CaseScope | null;
  /** Those that are open. */
  readonly channels: readonly DirectoryChannelStatedV1[];
  readonly by: Bringer;
  /** Whether it only asks for an answer. */
  readonly consultation: boolean;
  /** By whoever takes it in for somebody. */
  readonly tags?: readonly string[];
  /** The one whose matter it brings again. */
  readonly repeats?: Pick<IntakeEvents['RepeatLinked'], 'earlierId' | 'linkId'>;
}

/** A channel is data: it is there, and says who may use it (domain, 2.1). */
const channelProblem = ({ appeal, channels, by }: Submission): Refused | null => {
  const channel = channels.find(({ code }) => code === appeal.channel);
  if (channel === undefined) return { refused: 'intake.channel' };
  const may = channel.usedBy.some((role) => by.roles.includes(role)) && (by.machine || !channel.machinesOnly);
  return may ? null : { refused: 'intake.channel-user' };
};

/** An appeal that accuses somebody is born restricted: who is accused, and whoever stands under them, never learns of it (domain, 2.2). */
export const submit = (submission: Submission): Decision => {
  const { appeal, scope, consultation, repeats, tags = [] } = submission;
  const wrong = channelProblem(submission);
  if (wrong !== null) return wrong;
  if (scope === null) return { refused: 'intake.region' };
  if (consultation && scope.restricted) return { refused: 'desk.accused', field: 'consultation' };
  if (tags.length > 0 && submission.by.roles.some((role) => role === 'PETITIONER' || role === 'ANONYMOUS'))
    return { refused: 'tags.office', field: 'tags' };
  const { appealId } = appeal;
  const tagging: readonly AppealEvent[] =
    tags.length > 0 ? [{ type: 'AppealTagged', v: 1, data: { appealId, tags: [...tags] } }] : [];
  return [
    { type: 'AppealSubmitted', v: 1, data: { ...appeal, ...scope } },
    ...(consultation ? [{ type: 'ConsultationClaimed', v: 1, data: { appealId } } as const] : []),
    ...tagging,
    ...(repeats ? [{ type: 'RepeatLinked', v: 1, data: { appealId, ...repeats, basis: 'NOT_SOLVED' } } as const] : []),
  ];
};
