import { monthInShanghai } from '@daqidi/calendar';
import { deadlineFrom, withScope } from '@daqidi/kernel';
import { derivedId } from '@daqidi/runtime';
import type { CaseScope } from '@daqidi/schemas';
import { type Heard, type Listener, on } from '@daqidi/service';
import { open } from '../domain/publication.js';
import type { EntryDocument } from '../subject.js';
import type { Tools } from '../tools.js';

/** A closed case that is no secret may be told of in public; of a complaint, once its secrecy has ended, it has to be. */
export const openPublication = ({ model, directory }: Tools): readonly Listener[] => {
  /** What is said of a closed case; null while it is open, and of a consultation: that was an answer to one person. */
  const closedIn = ({ _id: appealId, state, facts }: EntryDocument) => {
    const { stage, opened, result, holderUnitId, closedAt, unitPath } = state;
    if (stage !== 'CLOSED' || opened === null || result === null || holderUnitId === null || closedAt === null) return null;
    if (opened.category === 'CONSULTATION') return null;
    const { regionPath } = facts.scope ?? opened;
    const townshipId = regionPath.find((id) => directory.region(id)?.level === 'TOWNSHIP') ?? null;
    return {
      appealId,
      publicationId: derivedId('publication', appealId),
      unitId: holderUnitId,
      unitPath: [...unitPath],
      category: opened.category,
      outcome: result.outcome,
      // A village is few people: whom a complaint is about, and by whom, could be guessed (domain, 3).
      regionId: opened.category === 'COMPLAINT' ? (townshipId ?? regionPath[0] ?? opened.regionId) : opened.regionId,
      townshipId,
      month: monthInShanghai(closedAt),
      protected: facts.submitted?.petitioner.protected ?? false,
    };
  };
  const opening = async (
    event: Heard<'assignment', 'AppealClosed'> | Heard<'supervision', 'ScopeStated'>,
    scopeOf: (entry: EntryDocument | null) => CaseScope | null,
  ): Promise<void> => {
    const { appealId } = event.data;
    const entry = await model.entries.collection.byId(appealId);
    const closed = entry && closedIn(entry);
    const scope = scopeOf(entry);
    await model.publications.react(appealId, event, {
      learn: (facts) => (scope === null ? facts : withScope(facts, scope)),
      decide: (state, facts, now) => {
        if (closed === null) return [];
        const clock = deadlineFrom(directory, now, ({ publishingWorkingDays }) => publishingWorkingDays);
        return open(state, facts, closed, clock);
      },
    });
  };
  return [
    on('assignment', 'AppealClosed', (event) => opening(event, (entry) => entry?.facts.scope ?? entry?.state.opened ?? null)),
    on('supervision', 'ScopeStated', (event) => opening(event, () => event.data)),
  ];
};
