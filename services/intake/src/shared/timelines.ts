import type { TimelineDocument, TimelineRows } from '../model.js';

/** The steps of one appeal, in the order of their time. */
export interface Timeline {
  readonly id: string;
  readonly entries: readonly TimelineDocument[];
}

const byOrder = (left: TimelineDocument, right: TimelineDocument): number =>
  left.order < right.order ? -1 : left.order > right.order ? 1 : 0;

/** Rows of a timeline have no scope of their own: whoever asks has seen the appeals, or holds the code of one. */
export const timelinesOf = async (rows: TimelineRows, appealIds: readonly string[]): Promise<readonly Timeline[]> => {
  if (appealIds.length === 0) return [];
  const found = await rows.collection.find('byAppeals', { where: { appealId: { $in: [...appealIds] } } });
  return appealIds.map((id) => ({ id, entries: found.filter(({ appealId }) => appealId === id).sort(byOrder) }));
};
