import { signInTurn } from '../domain/signing-turn.js';
import { bySigner, entryCommand, leadersAt } from '../entry-command.js';
import type { CountersignInput } from '../generated/schema.js';

export const countersign = entryCommand<CountersignInput>({
  rule: 'countersign.leader',
  by: bySigner,
  decide: ({ state, id, input, actor, now, tools }) =>
    signInTurn(state, {
      appealId: id,
      digest: input.digest,
      order: tools.directory.policy(now).countersignOrder,
      person: actor.person,
      leadersOf: leadersAt(tools, now),
    }),
});
