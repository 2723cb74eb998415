import { CountersignDocument, ListRatesDocument, ReadEntryDocument, WholeAppealDocument } from '@daqidi/schemas/operations';
import { cast, Declined, demoPlace, playAppeal } from '@daqidi/standalone';
import type { SettlingWorld } from './settling-world.js';

const lastSignature = '2026-03-31T15:50:00.000Z';
const anHourLater = '2026-03-31T16:50:00.000Z';
const street = `u-${demoPlace.township}`;

const closuresIn = async (world: SettlingWorld, period: string): Promise<number> => {
  const { unitRates } = await world.ask(cast.performanceOfficer, ListRatesDocument, { period, first: 50 });
  return unitRates.edges.reduce((sum, { node }) => sum + (node.unit.id === street ? node.closure.numerator : 0), 0);
};

/** How a service goes, and comes back. */
export interface Absence {
  isAway(): boolean;
  leave(): Promise<void>;
  comeBack(): Promise<void>;
}

/** An appeal whose last signature is given in the last minutes of a month, from which on this service is away for an hour. */
export const sealWithout = async (world: SettlingWorld, service: string, { isAway, leave, comeBack }: Absence): Promise<void> => {
  world.clock.set('2026-03-30T02:00:00.000Z');
  // Whoever only keeps figures is not asked.
  const stageMeanwhile = service === 'scoring' ? 'CLOSED' : 'SEALING';
  let appealId = '';
  let hasLeft = false;
  const stageSeen = async () => (await world.ask(cast.handler, ReadEntryDocument, { id: appealId })).ledgerEntry?.stage;
  const absence = async (): Promise<void> => {
    expect(await stageSeen()).toBe(stageMeanwhile);
    const again = { requestId: 'signed-twice', appealId, expectedVersion: 0, digest: 'sm3:any' };
    await expect(world.ask(cast.head, CountersignDocument, { input: again })).rejects.toThrow(Declined);
    await world.passTime?.(anHourLater);
    expect(await stageSeen()).toBe(stageMeanwhile);
    await comeBack();
  };
  const watched: SettlingWorld = {
    ...world,
    ask: async (person, operation, variables) => {
      const { appealId: id } = (variables as { readonly input?: { readonly appealId?: string } }).input ?? {};
      appealId = id ?? appealId;
      if (!hasLeft && operation.name === CountersignDocument.name && person.sub === cast.head.sub) {
        hasLeft = true;
        await leave();
        world.clock.set(lastSignature);
      }
      return world.ask(person, operation, variables);
    },
    until: async (holds) => {
      if (isAway()) await absence();
      return world.until(holds);
    },
  };
  await playAppeal(watched, { run: `sealing-${service}`, narrate: () => undefined });
  expect([hasLeft, isAway()]).toStrictEqual([true, false]);
  const { appeal } = await world.ask(cast.lettersOfficer, WholeAppealDocument, { id: appealId, period: '2026-03' });
  expect(appeal).toMatchObject({ stage: 'CLOSED', ledgerEntry: { stage: 'CLOSED' } });
  expect(appeal?.ledgerEntry?.slots.map(({ form }) => form)).toStrictEqual(['SIGNED', 'SIGNED', 'SIGNED', 'SIGNED']);
  expect([await closuresIn(world, '2026-03'), await closuresIn(world, '2026-04')]).toStrictEqual([1, 0]);
};
