import { handlingDeadline } from '@daqidi/kernel';
import { text } from '@daqidi/service';
import { decideReopening as decide, noReopening } from '../domain/reopening.js';
import { byDistributor, entryCommand } from '../entry-command.js';
import type { DecideReopeningInput } from '../generated/schema.js';

export const decideReopening = entryCommand<DecideReopeningInput, 'reason'>({
  rule: 'reopening.decide',
  texts: { reason: text(5, 1_000) },
  by: byDistributor,
  open: ({ state }) => noReopening(state),
  decide: ({ state, id: appealId, input: { reopens }, texts: { reason }, now, tools: { directory } }) => {
    const category = state.opened?.category ?? 'RESOLUTION';
    const clock = handlingDeadline(directory, now, category);
    return decide(state, { appealId, reopens, reason, clock });
  },
});
