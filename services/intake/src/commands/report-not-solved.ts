import { matchesQueryCode } from '@daqidi/kernel';
import { orByCode, text } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { notReportable, reportNotSolved as report } from '../domain/not-solved.js';
import type { ReportNotSolvedInput } from '../generated/schema.js';
import { byPetitionerOrReacher } from '../shared/by-reacher.js';
import { clerkOf } from '../shared/clerk-of.js';
import { petitionerByCode } from '../shared/petitioner-by-code.js';

export const reportNotSolved = orByCode(
  appealCommand<ReportNotSolvedInput, 'reason'>({
    rule: 'not-solved.report',
    texts: { reason: text(2, 2_000) },
    by: byPetitionerOrReacher,
    open: ({ state, facts, id: appealId, actor, now, tools: { directory } }) => {
      const windowDays = directory.policy(now).notSolvedWindowDays;
      return notReportable(state, facts, { appealId, reason: null, windowDays, now }, clerkOf(actor));
    },
    decide: ({ state, facts, id: appealId, input: { queryCode }, texts: { reason }, actor, now, tools: { directory } }) => {
      const shown = matchesQueryCode(state.submitted?.queryCode, queryCode ?? null);
      const centre = actor.post === null ? null : { person: actor.person, shown };
      const windowDays = directory.policy(now).notSolvedWindowDays;
      return report(state, facts, { appealId, reason, windowDays, now }, centre);
    },
  }),
  petitionerByCode,
);
