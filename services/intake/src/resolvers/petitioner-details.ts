import type { Outcome } from '@daqidi/store';
import type { Context } from '../context.js';
import type { AppealDocument } from '../subject.js';

const nothing = { name: null, telephone: null, identityNumber: null, address: null };

/** The petitioner in full, for a view that has been recorded. */
export const detailsOf = async ({ document }: Outcome<AppealDocument>, { texts }: Context) => {
  const personal = document.state.submitted?.personal ?? null;
  const stored = personal === null ? null : await texts.load(personal.vaultId);
  return { details: stored === null ? nothing : { ...nothing, ...JSON.parse(stored.text) } };
};
