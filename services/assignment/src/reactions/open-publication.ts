import { monthInShanghai } from '@daqidi/calendar';
import { deadlineFrom, withScope } from '@daqidi/kernel';
import { derivedId } from '@daqidi/runtime';
import { type Listener, on } from '@daqidi/service';
import { open, type PublicationFacts } from '../domain/publication.js';
import type { Tools } from '../tools.js';

/** A closed case that is no secret may be told of in public; of a complaint, once its secrecy has ended, it has to be. */
export const openPublication = ({ model, directory }: Tools): readonly Listener[] => {
  const opening = {
    decide: (state: Parameters<typeof open>[0], facts: PublicationFacts, now: number) =>
      open(
        state,
        facts,
        deadlineFrom(directory, now, ({ publishingWorkingDays }) => publishingWorkingDays),
      ),
  };
  return [
    on('assignment', 'AppealClosed', async (event) => {
      const { appealId, outcome, unitId, signedAt } = event.data;
      const entry = await model.entries.collection.byId(appealId);
      const opened = entry?.state.opened;
      // A consultation was an answer to one person.
      if (!entry || !opened || opened.category === 'CONSULTATION') return;
      const { regionPath } = entry.facts.scope ?? opened;
      const townshipId = regionPath.find((id) => directory.region(id)?.level === 'TOWNSHIP') ?? null;
      const closed = {
        appealId,
        publicationId: derivedId('publication', appealId),
        unitId,
        unitPath: [...entry.state.unitPath],
        category: opened.category,
        outcome,
        // A village is few people: whom a complaint is about, and by whom, could be guessed (domain, 3).
        regionId: opened.category === 'COMPLAINT' ? (townshipId ?? regionPath[0] ?? opened.regionId) : opened.regionId,
        townshipId,
        month: monthInShanghai(signedAt),
        protected: entry.facts.submitted?.petitioner.protected ?? false,
      };
      const known = entry.facts.scope ?? opened;
      await model.publications.react(appealId, event, { ...opening, learn: (facts) => withScope({ ...facts, closed }, known) });
    }),
    on('supervision', 'ScopeStated', (event) =>
      model.publications.react(event.data.appealId, event, { ...opening, learn: (facts) => withScope(facts, event.data) }),
    ),
  ];
};
