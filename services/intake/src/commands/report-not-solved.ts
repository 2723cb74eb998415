import { petitionerWithCode } from '@daqidi/kernel';
import { text } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { notReportable, reportNotSolved as report } from '../domain/not-solved.js';
import type { ReportNotSolvedInput } from '../generated/schema.js';
import { byPetitionerOrReacher } from '../shared/by-reacher.js';
import { clerkOf } from '../shared/clerk-of.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';

export const reportNotSolved = byCodeToo(
  appealCommand<ReportNotSolvedInput, 'reason'>({
    rule: 'not-solved.report',
    texts: { reason: text(2, 2_000) },
    by: byPetitionerOrReacher,
    open: ({ state, facts, actor }) => notReportable(state, facts, clerkOf(actor)),
    decide: ({ state, facts, id: appealId, input: { queryCode }, texts: { reason }, actor, now, tools: { directory } }) => {
      const shown = petitionerWithCode(state.submitted, queryCode) !== null;
      const centre = actor.post === null ? null : { person: actor.person, shown };
      const windowDays = directory.policy(now).notSolvedWindowDays;
      return report(state, facts, { appealId, reason, windowDays, now }, centre);
    },
  }),
);
