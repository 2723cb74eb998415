import { type AsCommand, optionalText } from '@daqidi/service';
import { isInvolved } from '../domain/countersign.js';
import { notOfMany, notRefusing, refuseInTurn, signInTurn } from '../domain/signing-turn.js';
import { entryCommand, leadersAt } from '../entry-command.js';
import type { CountersignOneInput } from '../generated/schema.js';
import { bySigner, resumptionAt, signingTerms, soonAfterSignIn } from '../signing-command.js';

const decideOne = entryCommand<AsCommand<CountersignOneInput>, 'refusal'>({
  rule: 'countersign.leader',
  texts: { refusal: optionalText(1_000) },
  by: bySigner,
  open: ({ state, facts, actor: { person }, post, now, tools }) =>
    notOfMany(state, facts) ??
    notRefusing(state, {
      person,
      leadersOf: leadersAt(tools, facts, now),
      order: signingTerms(tools, { state, facts }, now).order,
      role: post?.role ?? null,
      involved: isInvolved(state, facts, person),
    }),
  decide: ({ state, facts, id: appealId, input: { digest }, texts: { refusal: reason }, actor, post, now, tools }) => {
    const signing = { appealId, digest, person: actor.person, leadersOf: leadersAt(tools, facts, now) };
    const terms = signingTerms(tools, { state, facts }, now);
    if (reason === null) return signInTurn(state, { ...signing, terms });
    const resumption = resumptionAt(tools, state, now);
    const role = post?.role ?? null;
    const involved = isInvolved(state, facts, actor.person);
    return refuseInTurn(state, { ...signing, terms, reason, role, involved, codeOf: null, resumption });
  },
});

/** One of the many that a leader decides on together: he signs it, or refuses it with a reason. */
export const countersignOne = soonAfterSignIn(decideOne);
