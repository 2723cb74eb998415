import { dayInShanghai } from '@daqidi/calendar';
import { permit, type Scope } from '@daqidi/identity';
import { latestScope } from '@daqidi/kernel';
import type { Context } from '../context.js';
import { isLater } from '../domain/repeat.js';
import { doubtOf } from '../petitioner-details.js';
import { type AppealDocument, subjectOf } from '../subject.js';
import type { Tools } from '../tools.js';
import { keptDetails } from './kept-details.js';
import { isStillKnownBy } from './known-as.js';
import { recognisedBy } from './petitioner-hashes.js';
import { isNamedFor } from './petitioner-texts.js';

type Own = Pick<Tools, 'store' | 'lookupSecret'>;

/** By what the petitioner of an appeal is recognised, of a group each representative; nothing of one who stays unknown. */
const recognised = async (own: Own, appeal: AppealDocument): Promise<readonly string[]> => {
  const { lookupSecret } = own;
  const { submitted } = appeal.state;
  if (submitted === null || !['NAMED', 'GROUP'].includes(submitted.petitioner.kind)) return [];
  const [details = null, ...others] = await keptDetails(own, appeal);
  const day = dayInShanghai(submitted.receivedAt);
  const first = recognisedBy(lookupSecret, details, doubtOf(details, day), submitted.petitioner.personId);
  const representatives = others.slice(0, submitted.petitioner.group?.others.length ?? 0);
  return [...first, ...representatives.flatMap((other) => recognisedBy(lookupSecret, other, doubtOf(other, day), null))];
};

/** Whether somebody says of this appeal what it repeats: he needs it, and may know whose it is. */
export const decidesRepeats = (appeal: AppealDocument, who: Pick<Context, 'tools' | 'principal'>): boolean =>
  isNamedFor(appeal, who) && permit(who.tools.rules, 'repeat.decide', who.principal, subjectOf(appeal)) !== null;

const isRestricted = ({ state: { submitted }, facts }: AppealDocument): boolean =>
  submitted !== null && latestScope(facts.scope, submitted).restricted;

/**
 * Appeals that the petitioner of this one brought before it, as far as the scope sees them. Each submission has written its own hash before
 * anybody looks, so that of two at once the later finds the earlier. Nothing open is linked to a secret: the link would tell of it.
 */
export const earlierAppeals = async (tools: Tools, appeal: AppealDocument, scope: Scope): Promise<readonly AppealDocument[]> => {
  const { store, model } = tools;
  const hashes = await recognised(tools, appeal);
  const found = await Promise.all(hashes.map((hash) => store.vault.lookUp(hash)));
  const ids = new Set(found.flat().map(({ about }) => about));
  ids.delete(appeal._id);
  const seen = await model.appeals.collection.byIds([...ids], scope);
  const earlier = seen.filter(
    (other) => other.seq > 0 && isLater(appeal.state, other.state) && isRestricted(other) === isRestricted(appeal),
  );
  const known = await Promise.all(earlier.map((other) => isStillKnownBy(tools, other, hashes)));
  return earlier.filter((_, index) => known[index]);
};
