import { appealCommand } from '../appeal-command.js';
import { confirmDeskAnswer as confirm, notConfirmable } from '../domain/desk-answer.js';
import type { ConfirmDeskAnswerInput } from '../generated/schema.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';

/** The petitioner's own: an officer has no part in it, not even to type his code. */
export const confirmDeskAnswer = byCodeToo(
  appealCommand<ConfirmDeskAnswerInput>({
    rule: 'desk.confirm',
    open: ({ state, facts }) => notConfirmable(state, facts),
    decide: ({ state, facts, id: appealId, input: { digest, satisfaction, queryCode }, actor: { person }, now }) =>
      confirm(state, facts, {
        appealId,
        digest,
        satisfaction,
        form: typeof queryCode === 'string' ? 'BY_CODE' : 'SIGNED',
        by: { person, post: null },
        at: new Date(now).toISOString(),
      }),
  }),
);
