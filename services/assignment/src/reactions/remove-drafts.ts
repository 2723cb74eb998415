import { type Listener, on } from '@daqidi/service';
import type { DraftKind } from '../generated/schema.js';
import { draftId } from '../shared/drafts.js';
import type { Tools } from '../tools.js';

/** What was handed in is a draft no more, nor is anything about a case that has ended. What was begun afterwards stays. */
export const removeDrafts = ({ model: { drafts } }: Pick<Tools, 'model'>): readonly Listener[] => {
  const handedIn = async (kinds: readonly DraftKind[], appealId: string, person: string, at: string): Promise<void> => {
    const rows = await drafts.byIds(kinds.map((kind) => draftId(person, appealId, kind)));
    for (const { _id, number } of rows.filter(({ keptAt }) => keptAt <= at)) await drafts.remove(_id, { number });
  };
  const ended = async (appealId: string): Promise<void> => {
    for (const { _id } of await drafts.find('ofEntry', { where: { appealId } })) await drafts.remove(_id);
  };
  return [
    on('assignment', 'ResultProposed', ({ data, actor, time }) =>
      handedIn(['RESULT', 'SUBSTANTIATED_PART'], data.appealId, actor.person, time),
    ),
    on('assignment', 'ProgressRecorded', ({ data, actor, time }) => handedIn(['PROGRESS'], data.appealId, actor.person, time)),
    on('assignment', 'AppealClosed', ({ data }) => ended(data.appealId)),
    on('assignment', 'WithdrawalAccepted', ({ data }) => ended(data.appealId)),
  ];
};
