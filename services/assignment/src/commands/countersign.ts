import { notSigning, signInTurn } from '../domain/signing-turn.js';
import { entryCommand, leadersAt } from '../entry-command.js';
import type { CountersignInput } from '../generated/schema.js';
import { bySigner, signingTerms } from '../signing-command.js';

export const countersign = entryCommand<CountersignInput>({
  rule: 'countersign.leader',
  by: bySigner,
  open: ({ state, facts, actor: { person }, now, tools }) =>
    notSigning(state, {
      person,
      leadersOf: leadersAt(tools, facts, now),
      terms: signingTerms(tools, { state, facts }, now),
    }),
  decide: ({ state, facts, id, input, actor, now, tools }) =>
    signInTurn(state, {
      appealId: id,
      digest: input.digest,
      terms: signingTerms(tools, { state, facts }, now),
      person: actor.person,
      leadersOf: leadersAt(tools, facts, now),
    }),
});
