import { text } from '@daqidi/service';
import { reportStepDone as decide, notReporting } from '../domain/plan.js';
import { byHandler, entryCommand, handlersAt } from '../entry-command.js';
import type { ReportStepDoneInput } from '../generated/schema.js';

export const reportStepDone = entryCommand<ReportStepDoneInput, 'report'>({
  rule: 'entry.handle',
  texts: { report: text(4, 1_000) },
  by: byHandler,
  open: ({ state, facts, actor: { person }, now, tools }) =>
    notReporting(state, { person, handlersOf: handlersAt(tools, facts, now) }),
  decide: ({ state, facts, id: appealId, input: { step }, texts: { report }, actor: { person }, now, tools }) =>
    decide(state, { person, handlersOf: handlersAt(tools, facts, now) }, { appealId, step, report }),
});
