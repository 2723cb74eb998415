import type { Refused } from '@daqidi/schemas';
import type { Decision, EntryState } from './entry.js';
import { notBeforeDecision, openRequest } from './request.js';

/** Who holds a handler's post in a unit now. */
export type HandlersOf = (unitId: string) => readonly string[];

/** The handler who has it; null where nobody has accepted it, and where he holds that post no longer. */
export const presentHandler = ({ handlerId, handlingUnitId }: EntryState, handlersOf: HandlersOf): string | null =>
  handlerId !== null && handlingUnitId !== null && handlersOf(handlingUnitId).includes(handlerId) ? handlerId : null;

/** The nearest unit, from the holder upwards, that has a handler now (domain, 2.3: a case never hangs on one person). */
const nearestUnit = ({ unitPath }: EntryState, handlersOf: HandlersOf): string | null =>
  unitPath.find((unitId) => handlersOf(unitId).length > 0) ?? null;

/** The unit whose handler works on it: that of the handler who has it or, where he is gone, the nearest that has one. */
export const handlingUnit = (state: EntryState, handlersOf: HandlersOf): string | null =>
  presentHandler(state, handlersOf) === null ? nearestUnit(state, handlersOf) : state.handlingUnitId;

interface Taking {
  readonly appealId: string;
  readonly handlerId: string;
  readonly handlersOf: HandlersOf;
}

/** A handler takes it on, at the beginning or after one whose post has ended. */
export const accept = (state: EntryState, { appealId, handlerId, handlersOf }: Taking): Decision => {
  const orphaned = state.stage === 'HANDLING' && presentHandler(state, handlersOf) === null;
  if (state.stage !== 'ASSIGNED' && !orphaned) return { refused: 'entry.stage' };
  if (openRequest(state, 'OBJECTION') !== null) return notBeforeDecision(state) ?? [];
  const unitId = nearestUnit(state, handlersOf);
  if (unitId === null || !handlersOf(unitId).includes(handlerId)) return { refused: 'entry.handler' };
  return [{ type: 'EntryAccepted', v: 1, data: { appealId, handlerId, unitId } }];
};

/** Why no other handler is named now. */
export const notNaming = ({ stage }: EntryState): Refused | null => (stage === 'HANDLING' ? null : { refused: 'entry.stage' });

/** A leader names another handler of the unit that works on it, or of the nearest above where it has none. */
export const nameHandler = (state: EntryState, { appealId, handlerId, handlersOf }: Taking): Decision => {
  const wrong = notNaming(state);
  if (wrong !== null) return wrong;
  const unitId = nearestUnit(state, handlersOf);
  const already = presentHandler(state, handlersOf) === handlerId;
  if (unitId === null || already || !handlersOf(unitId).includes(handlerId)) return { refused: 'entry.named-handler' };
  return [{ type: 'HandlerNamed', v: 1, data: { appealId, handlerId, unitId } }];
};

/** Why this person may not go on with the handling now. */
export const notHandling = (state: EntryState, person: string, handlersOf: HandlersOf): Refused | null => {
  if (state.stage !== 'HANDLING') return { refused: 'entry.stage' };
  const present = presentHandler(state, handlersOf);
  if (present === person) return null;
  return { refused: present === null ? 'entry.take-over' : 'entry.handler' };
};
