import { matchesQueryCode } from '@daqidi/kernel';
import { optionalText } from '@daqidi/service';
import { fillForPetitioner } from '../domain/countersign.js';
import { standsAbove } from '../domain/hearing.js';
import { byReacher, entryCommand } from '../entry-command.js';
import type { FillPetitionerSlotInput } from '../generated/schema.js';
import { signingTerms } from '../signing-command.js';

export const fillPetitionerSlot = entryCommand<FillPetitionerSlotInput, 'evidence'>({
  rule: 'countersign.centre',
  by: byReacher,
  texts: { evidence: optionalText(1_000) },
  decide: ({ state, facts, id, input, texts, post, now, tools }) => {
    const { digest, form, satisfaction = null, queryCode = null } = input;
    const { directory } = tools;
    const policy = directory.policy(now);
    return fillForPetitioner(state, {
      appealId: id,
      digest,
      form,
      satisfaction,
      evidence: texts.evidence,
      codeMatches: matchesQueryCode(state.opened?.queryCode, queryCode),
      fromAbove: standsAbove(state, post?.regionId ?? null, (region) => directory.region(region)?.level),
      terms: signingTerms(tools, { state, facts }, now),
      attemptDaysNeeded: policy.contactAttemptsBeforeUnreachable,
      refusalsNeeded: policy.refusalsBeforeHearing,
    });
  },
});
