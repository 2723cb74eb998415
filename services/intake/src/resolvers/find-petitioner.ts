import { permit } from '@daqidi/identity';
import type { Context } from '../context.js';
import type { FindPetitionerInput } from '../generated/schema.js';
import { isStillKnownBy } from '../shared/known-as.js';
import { searchHash } from '../shared/petitioner-hashes.js';
import { isNamedFor } from '../shared/petitioner-texts.js';
import { type AppealDocument, subjectOf } from '../subject.js';

const most = 20;

/** Whether the reader may know whose appeal it is: what he may see of it in full, he may find it by. */
const mayFind =
  (context: Context) =>
  (appeal: AppealDocument): boolean =>
    isNamedFor(appeal, context) && permit(context.tools.rules, 'petitioner.view', context.principal, subjectOf(appeal)) !== null;

const submittedAt = ({ state }: AppealDocument): string => state.submitted?.receivedAt ?? '';

/** For a search that has been recorded: the petitioner's appeals that the searcher may see, the newest first. */
export const foundFor = async (_: unknown, context: Context, input: FindPetitionerInput) => {
  const { store, model, lookupSecret } = context.tools;
  const hash = searchHash(lookupSecret, input);
  const found = await store.vault.lookUp(hash);
  const seen = await model.appeals.collection.byIds([...new Set(found.map(({ about }) => about))], context.scope);
  const known = await Promise.all(seen.map((appeal) => isStillKnownBy(context.tools, appeal, [hash])));
  const appeals = seen
    .filter(({ seq }, index) => seq > 0 && known[index])
    .filter(mayFind(context))
    .sort((left, right) => (submittedAt(left) < submittedAt(right) ? 1 : -1));
  return { appeals: appeals.slice(0, most), more: appeals.length > most };
};
