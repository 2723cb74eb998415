import type { Checks } from './store-support.js';

export const deadLetterChecks: Checks = {
  'dead letters keep their order and place': async (world) => {
    const { deadLetters } = world.open().store;
    const entry = (position: number) => ({
      id: `t/0/${position}`,
      stream: 'post:parcel:p',
      position,
      reason: 'FAILED' as const,
      detail: 'Error: no',
      setAsideAt: '2026-03-02T02:00:00.000Z',
      record: { topic: 't', partition: 0, offset: String(position), key: 'k', value: '{}', headers: { ce_id: 'x' } },
    });
    for (const position of [10, 9, 100, 9]) await deadLetters.setAside(entry(position));
    await world.reopen();
    const again = world.open().store.deadLetters;
    expect(await again.streams()).toStrictEqual(['post:parcel:p']);
    expect(await again.list('post:parcel:p')).toStrictEqual([9, 10, 100].map(entry));
    await again.remove('t/0/9');
    expect(await again.list('post:parcel:p')).toStrictEqual([10, 100].map(entry));
  },

  'counting ten thousand of them reads none': async (world) => {
    const { store, wire } = world.open();
    const rows = Array.from({ length: 10_000 }, (_, position) => ({
      _id: `t/0/${position}`,
      stream: `post:parcel:${position % 100}`,
      position,
      order: String(position).padStart(20, '0'),
      reason: position % 4 === 0 ? 'FAILED' : 'BEHIND_DEAD_LETTER',
      detail: 'Error: no',
      setAsideAt: '2026-03-02T02:00:00.000Z',
      record: { value: 'x'.repeat(500) },
    }));
    await wire.connection.model('deadLetters').collection.insertMany(rows as never[]);
    let reads = 0;
    wire.afterRead = () => {
      reads += 1;
    };
    const { deadLetters } = store;
    const counts = await Promise.all((['FAILED', 'BEHIND_DEAD_LETTER', 'FORK'] as const).map(deadLetters.count));
    expect([counts, reads]).toStrictEqual([[2_500, 7_500, 0], 0]);
    const [failed] = await deadLetters.list('post:parcel:0');
    await deadLetters.remove(failed?.id ?? '');
    expect([await deadLetters.count('FAILED'), reads > 0]).toStrictEqual([2_499, true]);
  },
};
