import type { Model } from '../../model.js';
import type { NoticeDocument } from './stored.js';

/** What those who bring an appeal were told, the newest first. */
export interface Told {
  readonly id: string;
  readonly notices: readonly NoticeDocument[];
}

/** Of one appeal, the latest that are shown. */
const mostShown = 50;

const byOrder = ({ keys: left }: NoticeDocument, { keys: right }: NoticeDocument): number =>
  String(left['order']) < String(right['order']) ? 1 : -1;

/** Without what colleagues remind each other of. Notices are read through their appeals: whoever asks has seen those. */
export const noticesTold = async (
  { notices }: Pick<Model, 'notices'>,
  appealIds: readonly string[],
): Promise<readonly Told[]> => {
  if (appealIds.length === 0) return [];
  const found = await notices.collection.find('ofCase', { where: { 'keys.appeal': { $in: [...appealIds] } } });
  const told = found.filter(({ state: { due } }) => due !== null && due.recipient.role !== 'OFFICER').sort(byOrder);
  return appealIds.map((id) => ({ id, notices: told.filter(({ keys }) => keys['appeal'] === id).slice(0, mostShown) }));
};
