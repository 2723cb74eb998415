import { bazhouSeed, establishDirectory } from '../../src/index.js';
import { type LedgerWorld, openLedgerWorld } from './ledger-world.js';

export const today = '2026-03-02';
export const tomorrow = '2026-03-03';
export const yesterday = '2026-03-01';
export const reason = '根据区委编办通知调整。';

/** A ledger's world whose office keeps the directory of a small part of the real district. */
export interface OfficeWorld extends LedgerWorld {
  /** Gives the reason, and the district's copy hears what came of it. */
  does(person: string, mutation: string, input: object, answer: string): ReturnType<ReturnType<LedgerWorld['officer']>['does']>;
  /** The district's copy hears what the office states, as every service's does. */
  heed(): void;
  /** What this reader finds in the trace, the newest first; or why nothing. */
  changesFor(person: string, about?: string): Promise<string | readonly object[]>;
}

const query =
  'query($about: ID) { directoryChanges(about: $about, first: 50) { total edges { node { kind act about reason by { id } } } } }';

export const openOfficeWorld = async (): Promise<OfficeWorld> => {
  const world = await openLedgerWorld();
  let heard = 0;
  const heed = (): void => {
    const events = world.said('*');
    for (const event of events.slice(heard)) world.district.take(event);
    heard = events.length;
  };
  await establishDirectory(world.tools.model, bazhouSeed({ townships: 1, villagesPerTownship: 1 }));
  await world.settled();
  heed();
  const auditor = world.district.post('post.auditor');
  if (auditor === undefined) throw new Error('the district has lost a post');
  for (const personId of ['admin', 'other-admin'])
    world.district.state({ post: { ...auditor, id: `post.${personId}`, role: 'ADMIN', personId, unitId: 'u-group' } });
  return {
    ...world,
    heed,
    does: async (person, mutation, input, answer) => {
      const outcome = await world.officer(person).does(mutation, { reason, ...input }, answer);
      heed();
      return outcome;
    },
    changesFor: async (person, about) => {
      const { data, code } = await world.officer(person).asks(query, { about });
      const page = (data as { directoryChanges: { edges: { node: object }[] } } | null)?.directoryChanges;
      return code ?? (page?.edges ?? []).map(({ node }) => node);
    },
  };
};
