import { petitionerWithCode } from '@daqidi/kernel';
import { text } from '@daqidi/service';
import { isInvolved } from '../domain/countersign.js';
import { notRefusing, refuseInTurn } from '../domain/signing-turn.js';
import { entryCommand, leadersAt } from '../entry-command.js';
import type { RefuseResultInput } from '../generated/schema.js';
import { byCodeToo } from '../shared/petitioner-by-code.js';
import { bySigner, resumptionAt, signingTerms } from '../signing-command.js';

export const refuseResult = byCodeToo(
  entryCommand<RefuseResultInput, 'reason'>({
    rule: 'countersign.refuse',
    texts: { reason: text(2, 1_000) },
    by: bySigner,
    open: ({ state, facts, actor: { person }, post, now, tools }) =>
      notRefusing(state, {
        person,
        role: post?.role ?? null,
        involved: isInvolved(state, facts, person),
        order: tools.directory.policy(now).countersignOrder,
        leadersOf: leadersAt(tools, facts, now),
      }),
    decide: ({ state, facts, id, input: { digest, queryCode }, texts, actor, post, now, tools }) =>
      refuseInTurn(state, {
        appealId: id,
        digest,
        reason: texts.reason,
        terms: signingTerms(tools, { state, facts }, now),
        person: actor.person,
        role: post?.role ?? null,
        involved: isInvolved(state, facts, actor.person),
        codeOf: petitionerWithCode(facts.submitted, queryCode),
        leadersOf: leadersAt(tools, facts, now),
        resumption: resumptionAt(tools, state, now),
      }),
  }),
);
