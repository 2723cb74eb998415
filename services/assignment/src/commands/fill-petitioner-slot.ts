import { petitionerWithCode, readName } from '@daqidi/kernel';
import { checkText } from '@daqidi/service';
import { fillForPetitioner, isInvolved, notFilling } from '../domain/countersign.js';
import { answerAsRepresentative, isGroup } from '../domain/group.js';
import { standsAbove } from '../domain/hearing.js';
import { isReference, readReference } from '../domain/proxy.js';
import { byReacher, entryCommand, takesEvidence } from '../entry-command.js';
import type { FillPetitionerSlotInput, ProxyInput } from '../generated/schema.js';
import { signingTerms } from '../signing-command.js';

/** Who signs for the petitioner and what shows that he may, as it is kept. */
const checkProxy = ({ name, relation, document, reference }: ProxyInput): ProxyInput => ({
  name: checkText('proxy.name', readName(name), 2, 50),
  relation,
  document,
  reference: checkText('proxy.reference', readReference(reference), 6, 100),
});

export const fillPetitionerSlot = entryCommand<FillPetitionerSlotInput, 'proxy'>({
  rule: 'countersign.centre',
  by: byReacher,
  texts: { proxy: (given) => (given ? JSON.stringify(checkProxy(given)) : null) },
  attachments: takesEvidence,
  open: ({ state, facts, now, tools }) => notFilling(state, 'PETITIONER', signingTerms(tools, { state, facts }, now)),
  decide: ({ state, facts, id, input, texts, attachments, actor, post, now, tools }) => {
    const { digest, form, satisfaction = null, queryCode = null, proxy } = input;
    const { directory } = tools;
    const policy = directory.policy(now);
    const terms = signingTerms(tools, { state, facts }, now);
    const codeOf = petitionerWithCode(facts.submitted, queryCode);
    const involved = isInvolved(state, facts, actor.person);
    if (form === 'BY_CODE' && isGroup(state) && !involved && codeOf !== null && satisfaction !== null)
      return answerAsRepresentative(state, { appealId: id, digest, personId: codeOf, form, terms }, { satisfaction });
    return fillForPetitioner(state, {
      appealId: id,
      person: actor.person,
      digest,
      form,
      satisfaction,
      evidence: proxy && isReference(readReference(proxy.reference)) ? texts.proxy : null,
      attachments,
      involved,
      codeMatches: codeOf !== null,
      fromAbove: standsAbove(state, post?.regionId ?? null, (region) => directory.region(region)?.level),
      terms,
      attemptDaysNeeded: policy.contactAttemptsBeforeUnreachable,
      refusalsNeeded: policy.refusalsBeforeHearing,
    });
  },
});
