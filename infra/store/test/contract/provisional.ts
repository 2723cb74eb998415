import { type CommandCall, graceOfProvisional, type Vault } from '../../src/index.js';
import { type Call, type Checks, call, type Instance, type Parcel, type World } from './store-support.js';
import { textsOf } from './vault.js';

/** A note whose text lies in the vault under `note-<requestId>`, and what is kept beside it. */
const note = (instance: Instance, words: string, given: Partial<Call> = {}, decided: 'ACCEPTED' | 'REFUSED' = 'ACCEPTED') => {
  const own = call(given);
  const vault: Vault = instance.store.vault;
  const drafts = [
    vault.draft(`note-${own.requestId}`, words),
    vault.draftBeside(`receipt-${own.requestId}`, 'p'),
    vault.draftLookup('hash', { about: 'p', at: '2026-03-02T02:00:00.000Z' }),
  ];
  const keep: NonNullable<CommandCall<Parcel>['keep']> = async (of) => {
    for (const draft of drafts) await draft.keep(of);
    return true;
  };
  return instance.parcels.execute('p', { ...own, keep }, ({ state }) =>
    decided === 'REFUSED' || state.closed ? { refused: 'parcel.closed' } : [{ type: 'Noted', v: 1, data: { text: words } }],
  );
};

/** What lies in the vault, once everything that is old enough has been looked at. */
const keptAfterGrace = async (world: World, instance: Instance): Promise<Readonly<Record<string, number>>> => {
  world.clock.advance(graceOfProvisional + 1);
  while ((await instance.store.sweepVault()) > 0);
  const count = async (name: string): Promise<number> => (await instance.wire.connection.model(name).find({}).lean()).length;
  return { texts: await count('vault'), lookups: await count('lookups') };
};

const death = (): Error => new Error('killed');

export const provisionalChecks: Checks = {
  'what was accepted keeps its texts, however often the vault is swept, and is looked at once': async (world) => {
    const instance = world.open();
    await instance.send('p');
    await note(instance, 'one', { requestId: 'one' });
    await note(instance, 'two', { requestId: 'two' });
    await instance.store.idle();
    expect(await keptAfterGrace(world, instance)).toStrictEqual({ texts: 4, lookups: 1 });
    expect(await instance.store.sweepVault()).toBe(0);
    expect(await instance.store.vault.get('note-one')).toBe('one');
    expect(await instance.store.vault.lookUp('hash')).toHaveLength(1);
  },

  'what was accepted and waits to be published keeps its texts': async (world) => {
    const instance = world.open((point) => {
      if (point === 'after-save-before-archive') throw death();
    });
    await instance.send('p');
    await note(instance, 'one');
    expect(await keptAfterGrace(world, instance)).toStrictEqual({ texts: 2, lookups: 1 });
  },

  'a refused command leaves nothing, at once': async (world) => {
    const instance = world.open();
    await instance.send('p');
    await expect(note(instance, 'one', {}, 'REFUSED')).rejects.toMatchObject({ code: 'RULE_VIOLATION' });
    expect(await instance.wire.connection.model('vault').find({}).lean()).toStrictEqual([]);
  },

  'a command that lost a race and was refused then leaves nothing after the grace': async (world) => {
    const instance = world.open();
    const other = world.open();
    await instance.send('p');
    instance.wire.beforeWrite = async ({ collection, operation }) => {
      if (collection !== 'parcel' || operation !== 'updateOne') return;
      instance.wire.beforeWrite = () => undefined;
      await other.close('p');
    };
    await instance.store.idle();
    await expect(note(instance, 'one')).rejects.toMatchObject({ code: 'RULE_VIOLATION' });
    expect(await keptAfterGrace(world, instance)).toStrictEqual({ texts: 0, lookups: 0 });
  },

  'a crash between text and save leaves nothing after the grace, and its retry is accepted with its text': async (world) => {
    for (const swept of [false, true]) {
      const requestId = `crashed-${swept}`;
      const dying = world.open((point) => {
        if (point === 'after-texts-before-save') throw death();
      });
      const instance = world.open();
      if (!swept) await instance.send('p');
      await expect(note(dying, 'one', { requestId })).rejects.toThrow('killed');
      if (swept) await keptAfterGrace(world, instance);
      expect(await instance.store.vault.get(`note-${requestId}`)).toBe(swept ? null : 'one');
      await note(instance, 'one', { requestId });
      await instance.store.idle();
      await keptAfterGrace(world, instance);
      expect(await instance.store.vault.get(`note-${requestId}`)).toBe('one');
    }
  },

  'a retry with other input keeps what is beside its text, and the first input leaves nothing': async (world) => {
    const dying = world.open((point) => {
      if (point === 'after-texts-before-save') throw death();
    });
    const instance = world.open();
    await instance.send('p');
    await expect(note(dying, 'one', { requestId: 'r', inputHash: 'sm3:first' })).rejects.toThrow('killed');
    const vault = instance.store.vault;
    const corrected = [vault.draft('corrected', 'two'), vault.draftBeside('receipt-r', 'p')];
    await instance.parcels.execute(
      'p',
      {
        ...call({ requestId: 'r', inputHash: 'sm3:second' }),
        keep: async (of) => (await Promise.all(corrected.map((draft) => draft.keep(of)))).every(Boolean),
      },
      () => [{ type: 'Noted', v: 1, data: { text: 'two' } }],
    );
    await instance.store.idle();
    expect(await keptAfterGrace(world, instance)).toStrictEqual({ texts: 2, lookups: 0 });
    expect(await textsOf(vault, ['note-r', 'corrected', 'receipt-r'])).toStrictEqual(
      new Map([
        ['corrected', 'two'],
        ['receipt-r', 'p'],
      ]),
    );
  },

  'a save that comes after the sweep has its text all the same': async (world) => {
    const instance = world.open();
    const other = world.open();
    await instance.send('p');
    instance.wire.beforeWrite = async ({ collection, operation }) => {
      if (collection !== 'parcel' || operation !== 'updateOne') return;
      instance.wire.beforeWrite = () => undefined;
      expect(await keptAfterGrace(world, other)).toStrictEqual({ texts: 0, lookups: 0 });
    };
    await instance.store.idle();
    await note(instance, 'late', { requestId: 'late' });
    expect(await instance.store.vault.get('note-late')).toBe('late');
    await instance.store.idle();
    expect(await keptAfterGrace(world, instance)).toStrictEqual({ texts: 2, lookups: 1 });
  },

  'whoever keeps a text again while it is swept keeps it': async (world) => {
    const dying = world.open((point) => {
      if (point === 'after-texts-before-save') throw death();
    });
    const instance = world.open();
    await instance.send('p');
    await instance.store.idle();
    await expect(note(dying, 'one', { requestId: 'again' })).rejects.toThrow('killed');
    const sweeper = world.open();
    sweeper.wire.beforeWrite = async ({ operation }) => {
      if (operation !== 'deleteOne') return;
      sweeper.wire.beforeWrite = () => undefined;
      await note(instance, 'one', { requestId: 'again' });
    };
    await keptAfterGrace(world, sweeper);
    expect(await instance.store.vault.get('note-again')).toBe('one');
  },

  'what is about a case lies under its key, whoever wrote it; erasing it takes the look-up hashes along': async (world) => {
    const instance = world.open();
    await instance.send('p');
    await note(instance, 'one', { requestId: 'one', principal: 'clerk' });
    await note(instance, 'two', { requestId: 'two', principal: 'petitioner:wang' });
    const { vault } = instance.store;
    const rows = await instance.wire.connection.model('vault').find({}).lean<readonly { readonly owner: string }[]>();
    expect(new Set(rows.map(({ owner }) => owner))).toStrictEqual(new Set(['case:case-p']));
    await vault.erase('case:case-p');
    expect(await textsOf(vault, ['note-one', 'note-two', 'receipt-one'])).toStrictEqual(new Map());
    expect(await vault.lookUp('hash')).toStrictEqual([]);
    await instance.store.idle();
    expect(await instance.store.audit(), 'chains stay whole').toStrictEqual([]);
  },
};
