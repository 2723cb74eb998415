import type { IndexSpec } from '../../src/index.js';
import type { Checks } from './store-support.js';

const register = (byName: IndexSpec) => ({
  name: 'register',
  fields: { owner: { type: String }, code: { type: String } },
  indexes: { byName },
  queries: {},
  blank: { owner: null, code: null, seenBy: [], barred: [] },
});

export const indexChecks: Checks = {
  'what indexes are missing is told, and nothing once they are created, by whichever instance': async (world) => {
    const { store } = world.open();
    store.rows(register({ keys: { owner: 1, code: -1 } }));
    expect(await store.indexProblems()).toStrictEqual({
      missing: ['register.idBySeenBy', 'register.barred', 'register.byName'],
      different: [],
    });
    await store.createIndexes();
    await store.createIndexes();
    const other = world.open().store;
    other.rows(register({ keys: { owner: 1, code: -1 } }));
    expect(await other.indexProblems()).toStrictEqual({ missing: [], different: [] });
  },

  'an index of the same name over other fields, in another order or with other guarantees is told apart': async (world) => {
    const { store } = world.open();
    store.rows(register({ keys: { owner: 1, code: 1 } }));
    await store.createIndexes();
    for (const other of [
      { keys: { code: 1, owner: 1 } },
      { keys: { owner: 1, code: -1 } },
      { keys: { owner: 1, code: 1 }, unique: true },
      { keys: { owner: 1, code: 1 }, sparse: true },
    ] as const) {
      // A connection declares a collection once.
      await world.reopen();
      const changed = world.open().store;
      changed.rows(register(other));
      expect(await changed.indexProblems()).toStrictEqual({ missing: [], different: ['register.byName'] });
    }
  },
};
