import { petitionerWithCode } from '@daqidi/kernel';
import { optionalText } from '@daqidi/service';
import { appealCommand } from '../appeal-command.js';
import { decideSplit as decide, notDecidingSplit } from '../domain/decide-split.js';
import type { DecideSplitInput } from '../generated/schema.js';
import { byPetitionerOrReacher } from '../shared/by-reacher.js';
import { clerkOf } from '../shared/clerk-of.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';

export const decideSplit = byCodeToo(
  appealCommand<DecideSplitInput, 'reason'>({
    rule: 'split.decide',
    texts: { reason: optionalText(1_000) },
    by: byPetitionerOrReacher,
    open: ({ state, facts, actor }) => notDecidingSplit(state, facts, clerkOf(actor)),
    decide: ({ state, facts, id: appealId, input: { approves, queryCode }, texts: { reason }, actor }) => {
      const shown = petitionerWithCode(state.submitted, queryCode) !== null;
      const centre = actor.post === null ? null : { person: actor.person, shown };
      return decide(state, facts, { appealId, approves, reason, centre });
    },
  }),
);
