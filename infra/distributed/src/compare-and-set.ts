import type { Randomness } from '@daqidi/runtime';
import { newId } from '@daqidi/runtime';

/** The few operations of a collection that the probe asks for; the driver's own fits. */
export interface ProbedCollection {
  insertOne(document: { readonly _id: string } & Record<string, unknown>): Promise<unknown>;
  updateOne(filter: Record<string, unknown>, update: Record<string, unknown>): Promise<{ readonly matchedCount: number }>;
  findOne(filter: Record<string, unknown>): Promise<Record<string, unknown> | null>;
  deleteOne(filter: Record<string, unknown>): Promise<unknown>;
}

const rivals = 16;
const rounds = 4;

const isTaken = (error: unknown): boolean => (error as { readonly code?: unknown }).code === 11_000;

const insertTwice = async (collection: ProbedCollection, id: string): Promise<string | null> => {
  const outcomes = await Promise.allSettled([1, 2].map(() => collection.insertOne({ _id: id, rev: 0 })));
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
  const other = failed.find(({ reason }) => !isTaken(reason));
  if (other !== undefined) throw other.reason;
  return failed.length === 1 ? null : `an id was taken ${outcomes.length - failed.length} times at once`;
};

const compete = async (collection: ProbedCollection, id: string, rev: number): Promise<string | null> => {
  const outcomes = await Promise.all(
    Array.from({ length: rivals }, (_, rival) =>
      collection.updateOne({ _id: id, rev }, { $set: { rev: rev + 1, rival }, $push: { log: rival } }),
    ),
  );
  const winners = outcomes.flatMap(({ matchedCount }, rival) => (matchedCount === 1 ? [rival] : []));
  const kept = await collection.findOne({ _id: id });
  if (winners.length !== 1) return `${winners.length} of ${rivals} rivals saved the same revision`;
  const log = kept?.log;
  const agrees = kept?.rev === rev + 1 && kept.rival === winners[0] && Array.isArray(log) && log.length === rev + 1;
  return agrees ? null : 'the winner of a revision is not the one whose document was kept';
};

/**
 * Tries on the spot what every save relies on: of many who save the same revision of one document exactly one wins, and an id is
 * taken once. Some servers that speak MongoDB's protocol fail it. Answers what went wrong, or null.
 */
export const probeCompareAndSet = async (collection: ProbedCollection, randomness: Randomness): Promise<string | null> => {
  const id = `probe-${newId(randomness)}`;
  try {
    let problem = await insertTwice(collection, id);
    for (let rev = 0; problem === null && rev < rounds; rev += 1) problem = await compete(collection, id, rev);
    return problem;
  } finally {
    await collection.deleteOne({ _id: id });
  }
};
