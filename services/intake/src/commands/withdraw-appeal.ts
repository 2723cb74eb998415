import { petitionerWithCode } from '@daqidi/kernel';
import { text } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { notWithdrawable, requestWithdrawal } from '../domain/withdraw.js';
import type { WithdrawAppealInput } from '../generated/schema.js';
import { byPetitionerOrReacher } from '../shared/by-reacher.js';
import { clerkOf } from '../shared/clerk-of.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';
import { takeBackUntil } from '../shared/take-back-until.js';

export const withdrawAppeal = byCodeToo(
  appealCommand<WithdrawAppealInput, 'reason'>({
    rule: 'withdrawal.request',
    texts: { reason: text(2, 1_000) },
    by: byPetitionerOrReacher,
    open: ({ state, facts, actor }) => {
      const clerk = clerkOf(actor);
      return notWithdrawable(state, facts, { clerk, person: clerk === null ? actor.person : null });
    },
    decide: ({
      state,
      facts,
      id: appealId,
      input: { setting, queryCode },
      texts: { reason },
      actor,
      now,
      tools: { directory },
    }) => {
      const shown = petitionerWithCode(state.submitted, queryCode);
      const centre = actor.post === null ? null : { person: actor.person, shown: shown !== null };
      const asks = centre === null ? actor.person : shown;
      return requestWithdrawal(
        state,
        facts,
        { appealId, reason, setting, takeBackUntil: shown === null ? null : takeBackUntil(directory, now) },
        centre,
        asks,
      );
    },
  }),
);
