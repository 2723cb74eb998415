import type { Refused, TextReference } from '@daqidi/schemas';
import type { AppealState, Decision } from './appeal.js';

/** Whoever stays unknown has left nothing that could be corrected. */
export const notCorrectable = ({ submitted }: AppealState): Refused | null =>
  submitted !== null && ['NAMED', 'GROUP'].includes(submitted.petitioner.kind) ? null : { refused: 'contact.unknown' };

/** He corrects his own, at any time, of a group each representative his: null is as before. What held until then stays sealed. */
export const correctContact = (
  state: AppealState,
  correction: {
    readonly appealId: string;
    readonly personId: string;
    readonly telephone: TextReference | null;
    readonly address: TextReference | null;
  },
): Decision => {
  const { personId, telephone } = correction;
  const former = telephone === null ? null : (state.contacts[personId]?.telephone ?? null);
  return (
    notCorrectable(state) ?? [{ type: 'ContactCorrected', v: 1, data: { ...correction, ...(former !== null && { former }) } }]
  );
};
