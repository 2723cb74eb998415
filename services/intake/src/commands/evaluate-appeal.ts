import { optionalText } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { evaluate, notEvaluable } from '../domain/evaluate.js';
import type { EvaluateAppealInput } from '../generated/schema.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';

export const evaluateAppeal = byCodeToo(
  appealCommand<EvaluateAppealInput, 'reason'>({
    rule: 'appeal.evaluate',
    texts: { reason: optionalText(1_000) },
    open: ({ state, facts, now, tools: { directory } }) =>
      notEvaluable(state, facts, { now, windowDays: directory.policy(now).evaluationWindowDays }),
    decide: ({ state, facts, id, input: { satisfaction }, texts: { reason }, now, tools }) =>
      evaluate(state, facts, {
        appealId: id,
        satisfaction,
        reason,
        now,
        windowDays: tools.directory.policy(now).evaluationWindowDays,
      }),
  }),
);
