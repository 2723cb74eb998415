import { optionalText } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { evaluate } from '../domain/evaluate.js';
import type { EvaluateAppealInput } from '../generated/schema.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';

export const evaluateAppeal = byCodeToo(
  appealCommand<EvaluateAppealInput, 'reason'>({
    rule: 'appeal.evaluate',
    texts: { reason: optionalText(1_000) },
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
