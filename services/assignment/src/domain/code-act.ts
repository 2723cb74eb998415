import type { AssignmentEvents, Deadline } from '@daqidi/schemas';
import type { EntryEvent, EntryState } from './entry.js';

type TakenBack = Omit<AssignmentEvents['CodeActVoided'], 'clock'>;

/**
 * The petitioner took back what was done with his query code (domain, 2.1): his signature is void, with those that followed it, and he is
 * asked again; his refusal does not count. Without effect on a result that is no longer up for signing, and once the case is over.
 */
export const voidCodeAct = (state: EntryState, taken: TakenBack, clock: Deadline): readonly EntryEvent[] => {
  const { stage, result, slots, petitionerRefusals } = state;
  if (stage === 'CLOSED' || stage === 'WITHDRAWN') return [];
  if (taken.act === 'REFUSAL')
    return petitionerRefusals > 0 ? [{ type: 'CodeActVoided', v: 1, data: { ...taken, clock: null } }] : [];
  const signed = slots.some(({ slot, form }) => slot === 'PETITIONER' && form === 'BY_CODE');
  return signed && result?.digest === taken.digest ? [{ type: 'CodeActVoided', v: 1, data: { ...taken, clock } }] : [];
};
