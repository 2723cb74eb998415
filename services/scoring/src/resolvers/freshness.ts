import type { Scope } from '@daqidi/identity';
import { isStale } from '@daqidi/service';
import { contributionsOf } from '../domain/contributions.js';
import type { Tools } from '../tools.js';

/** The streams that a case's row holds. */
const holds = ['assignment:entry', 'supervision:oversight', 'intake:appeal'];

/** Up to which event of the reader's cases figures and lists go, and whether a position that he was given has come. */
export const freshness = async (
  { model: { scores, contributions } }: Tools,
  scope: Scope,
  position: string | null | undefined,
): Promise<{ readonly asOf: string | null; readonly stale: boolean }> => {
  const isDerived = async (id: string): Promise<boolean> => {
    const row = await scores.collection.byId(id, scope);
    const ids = row === null ? [] : contributionsOf(id, row.score).map((contribution) => contribution.id);
    const derived = await contributions.collection.byIds(ids);
    return row !== null && derived.length === ids.length && derived.every(({ rev }) => rev >= row.rev);
  };
  const stale = await isStale(position, {
    kept: {
      waitFor: async (id, awaited, milliseconds, reader) =>
        (await scores.waitFor(id, awaited, milliseconds, reader)) && isDerived(id),
    },
    holds,
    scope,
  });
  const [latest] = await scores.collection.find('latest', { scope, limit: 1 });
  return { asOf: latest?.asOf?.toISOString() ?? null, stale };
};
