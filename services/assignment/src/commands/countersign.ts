import { type Caller, commandCall } from '@daqidi/service';
import { sign, turnOf } from '../domain/countersign.js';
import type { CountersignInput } from '../generated/schema.js';
import type { EntryDocument } from '../subject.js';
import type { Tools } from '../tools.js';
import { eligibleLeaders, isLeaderSlot, signingActor } from './signing-leader.js';

export const countersign = (tools: Tools, caller: Caller, input: CountersignInput) => {
  const { appealId, digest } = input;
  const order = tools.directory.policy(tools.clock.now()).countersignOrder;
  const call = commandCall<EntryDocument>(caller, input, (document) =>
    signingActor(tools, caller, document, turnOf(document.state, order)),
  );
  return tools.model.entries.execute(appealId, call, ({ state }, { person }) => {
    const turn = turnOf(state, order);
    if (turn === null) return { refused: 'entry.stage' };
    if (!isLeaderSlot(turn)) return { refused: 'countersign.turn' };
    return sign(state, { appealId, digest, order, slot: turn, person, eligible: eligibleLeaders(tools, state, turn) });
  });
};
