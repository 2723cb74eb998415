import { latestScope } from '@daqidi/kernel';
import type { Context } from '../context.js';
import { isNear, likeEnough, likeness } from '../domain/repeat.js';
import { decidesRepeats, earlierAppeals } from '../shared/earlier-appeals.js';
import { writtenText } from '../shared/petitioner-texts.js';
import type { AppealDocument } from '../subject.js';

const most = 10;

const placeOf = ({ state: { submitted }, facts }: AppealDocument): readonly string[] =>
  submitted === null ? [] : latestScope(facts.scope, submitted).regionPath;

const textOf = (appeal: AppealDocument, context: Context): Promise<string | null> =>
  writtenText(appeal, appeal.state.submitted?.content ?? null, context);

/** What may be the same matter, for whoever decides on it and may know whose both are. */
export const possibleRepeats = async (appeal: AppealDocument, context: Context) => {
  const { tools, scope } = context;
  const { repeatOf, notRepeats } = appeal.state;
  if (repeatOf !== null || !decidesRepeats(appeal, context)) return [];
  const own = await textOf(appeal, context);
  if (own === null) return [];
  const others = (await earlierAppeals(tools, appeal, scope)).filter(
    (other) => !notRepeats.includes(other._id) && isNear(placeOf(appeal), placeOf(other)) && decidesRepeats(other, context),
  );
  const alike = await Promise.all(
    others.map(async (other) => ({ appeal: other, likeness: likeness(own, (await textOf(other, context)) ?? '') })),
  );
  return alike
    .filter((one) => one.likeness >= likeEnough)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, most);
};
