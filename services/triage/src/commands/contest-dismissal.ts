import type { Directory } from '@daqidi/directory';
import { competentDesk, deadlineFrom, deskAbove, deskOfRole, petitionerWithCode } from '@daqidi/kernel';
import type { Desk } from '@daqidi/schemas';
import { text } from '@daqidi/service';
import { byPetitionerOrReacher, caseCommand } from '../case-command.js';
import { contest, notContestable } from '../domain/contest.js';
import type { TriageFacts, TriageState } from '../domain/triage-case.js';
import type { ContestDismissalInput } from '../generated/schema.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';

/** The level above whoever refused, or the next that has somebody (domain, 2.2). */
const deskOver = (
  directory: Directory,
  { desk, screening }: TriageState,
  { scope, takenInBy }: TriageFacts,
  now: number,
): Desk => {
  const refusedAt = deskOfRole(directory.post(screening?.post ?? '')?.role) ?? desk;
  if (scope === null) return deskAbove(refusedAt);
  const except = [screening?.reviewer ?? null, takenInBy].filter((person) => person !== null);
  return competentDesk(directory, deskAbove(refusedAt), { scope, now, except });
};

export const contestDismissal = byCodeToo(
  caseCommand<ContestDismissalInput, 'reason'>({
    rule: 'dismissal.contest',
    texts: { reason: text(2, 2_000) },
    by: byPetitionerOrReacher,
    open: ({ state, facts, actor, now, tools: { directory } }) =>
      notContestable(state, facts, {
        clerk: actor.post === null ? null : actor.person,
        windowDays: directory.policy(now).contestWindowDays,
        now,
      }),
    decide: ({ state, facts, id: appealId, input: { queryCode }, texts: { reason }, actor, now, tools: { directory } }) => {
      const clock = deadlineFrom(directory, now, ({ contestWorkingDays }) => contestWorkingDays);
      const shown = petitionerWithCode(facts.submitted, queryCode) !== null;
      return contest(state, facts, {
        contested: { appealId, desk: deskOver(directory, state, facts, now), reason, clock },
        centre: actor.post === null ? null : { person: actor.person, shown },
        windowDays: directory.policy(now).contestWindowDays,
        now,
      });
    },
  }),
);
