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
};
