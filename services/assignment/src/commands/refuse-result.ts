import { idBeside } from '@daqidi/runtime';
import { type Caller, checkText, commandCall } from '@daqidi/service';
import { refuse, turnOf } from '../domain/countersign.js';
import type { RefuseResultInput } from '../generated/schema.js';
import type { EntryDocument } from '../subject.js';
import type { Tools } from '../tools.js';
import { eligibleLeaders, isLeaderSlot, signingActor } from './signing-leader.js';

export const refuseResult = async (tools: Tools, caller: Caller, input: RefuseResultInput) => {
  const { appealId, digest } = input;
  const text = checkText('reason', input.reason, 2, 1_000);
  const order = tools.directory.policy(tools.clock.now()).countersignOrder;
  const call = commandCall<EntryDocument>(caller, input, (document) =>
    signingActor(tools, caller, document, turnOf(document.state, order)),
  );
  const { person } = caller.principal;
  const reason = await tools.store.vault.put(person, idBeside(appealId, 'refusal', person, input.requestId), text);
  return tools.model.entries.execute(appealId, call, ({ state }, actor) => {
    const slot = turnOf(state, order);
    if (slot === null) return { refused: 'entry.stage' };
    // At the petitioner's turn he refuses himself, or the centre records it for him.
    const role = actor.post === null ? 'PETITIONER' : tools.directory.post(actor.post)?.role;
    const forPetitioner = slot === 'PETITIONER' && (role === 'CENTRE_CLERK' || person === state.opened?.petitionerId);
    const mayAct = forPetitioner || (isLeaderSlot(slot) && eligibleLeaders(tools, state, slot).includes(person));
    return refuse(state, { appealId, digest, slot, order, reason, mayAct });
  });
};
