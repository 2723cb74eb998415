// Promise: a service that is away for an hour while a case is being sealed, the end of the month in the middle of it, holds the closing up
// and loses nothing: the case closes when it is back, as of its last signature, in the month of that signature, once.
import type { Bus } from '@daqidi/bus';
import { CountersignDocument, ListRatesDocument, ReadEntryDocument, WholeAppealDocument } from '@daqidi/schemas/operations';
import { cast, Declined, demoPlace, playAppeal } from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

/** A bus on which what one service would hear can be held back. */
const createHoldingBus = (inner: Bus) => {
  let away: { readonly group: string; readonly over: Promise<void>; end(): void } | null = null;
  const holding: Bus = {
    ...inner,
    consume: ({ onRecord, ...rest }) =>
      inner.consume({
        ...rest,
        onRecord: async (record) => {
          if (away?.group === rest.group) await away.over;
          await onRecord(record);
        },
      }),
  };
  return {
    bus: holding,
    isAway: (group: string): boolean => away?.group === group,
    leave: (group: string): void => {
      let end = (): void => undefined;
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      away = { group, over, end };
    },
    comeBack: (): void => {
      away?.end();
      away = null;
    },
  };
};

/** All but whoever is away have heard everything, twice in a row. */
const settle = async ({ embedded }: EmbeddedWorld, isAway: (group: string) => boolean): Promise<void> => {
  const { services } = embedded.platform;
  for (let quiet = 0; quiet < 2; ) {
    let left = 0;
    for (const service of services) {
      left += await service.sweep();
      await service.store.idle();
      if (!isAway(service.name)) left += await service.lag();
    }
    quiet = left === 0 ? quiet + 1 : 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const lastSignature = '2026-03-31T15:50:00.000Z';
const anHourLater = '2026-03-31T16:50:00.000Z';
const street = `u-${demoPlace.township}`;

const closuresIn = async (world: EmbeddedWorld, period: string): Promise<number> => {
  const { unitRates } = await world.ask(cast.performanceOfficer, ListRatesDocument, { period, first: 50 });
  return unitRates.edges.reduce((sum, { node }) => sum + (node.unit.id === street ? node.closure.numerator : 0), 0);
};

test.each(['intake', 'triage', 'supervision', 'assignment', 'scoring'])('%s away', async (service) => {
  let line: ReturnType<typeof createHoldingBus> | undefined;
  let world: EmbeddedWorld | undefined;
  const opened = await openEmbeddedWorld({
    aroundBus: (inner) => {
      line = createHoldingBus(inner);
      return line.bus;
    },
    settle: async () => {
      if (world !== undefined) await settle(world, (group) => line?.isAway(group) ?? false);
    },
  });
  world = opened;
  try {
    opened.clock.set('2026-03-30T02:00:00.000Z');
    let appealId = '';
    const stageSeen = async () => (await opened.ask(cast.handler, ReadEntryDocument, { id: appealId })).ledgerEntry?.stage;
    const absence = async (): Promise<void> => {
      // Whoever only keeps figures is not asked.
      expect(await stageSeen()).toBe(service === 'scoring' ? 'CLOSED' : 'SEALING');
      const again = { requestId: 'signed-twice', appealId, expectedVersion: 0, digest: 'sm3:any' };
      await expect(opened.ask(cast.head, CountersignDocument, { input: again })).rejects.toThrow(Declined);
      await opened.passTime?.(anHourLater);
      expect(await stageSeen()).toBe(service === 'scoring' ? 'CLOSED' : 'SEALING');
      line?.comeBack();
    };
    await playAppeal(
      {
        ...opened,
        ask: async (person, operation, variables) => {
          const { appealId: id } = (variables as { readonly input?: { readonly appealId?: string } }).input ?? {};
          appealId = id ?? appealId;
          return opened.ask(person, operation, variables);
        },
        until: async (holds) => {
          if (line?.isAway(service)) await absence();
          return opened.until(holds);
        },
      },
      {
        run: `sealing-${service}`,
        narrate: ({ en }) => {
          if (en !== 'signs as leader in charge') return;
          line?.leave(service);
          opened.clock.set(lastSignature);
        },
      },
    );
    expect(line?.isAway(service)).toBe(false);
    const { appeal } = await opened.ask(cast.lettersOfficer, WholeAppealDocument, { id: appealId, period: '2026-03' });
    expect(appeal).toMatchObject({ stage: 'CLOSED', ledgerEntry: { stage: 'CLOSED' } });
    expect(appeal?.ledgerEntry?.slots.map(({ form }) => form)).toStrictEqual(['SIGNED', 'SIGNED', 'SIGNED', 'SIGNED']);
    expect([await closuresIn(opened, '2026-03'), await closuresIn(opened, '2026-04')]).toStrictEqual([1, 0]);
  } finally {
    line?.comeBack();
    await opened.stop();
  }
});
