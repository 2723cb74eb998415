// Promise: what is typed is kept at the platform once the typing has paused, one after the other; what was kept from elsewhere
// meanwhile is shown before anything is written over it; without a network the last of it goes with the next change.
import { type Client, Refusal } from '@daqidi/app-kit';
import { createDraftKeeper, type KeptDraft } from '../src/shared/form/draft-keeper.js';

interface Kept {
  readonly text: string | null;
  readonly number: number;
}

/** A platform that keeps one draft, as the service does. */
const createPlatform = (begun: Kept = { text: null, number: 0 }) => {
  let kept = begun;
  let isAway = false;
  const heard: string[] = [];
  const drafts = (): readonly KeptDraft[] =>
    kept.text === null ? [] : [{ kind: 'RESULT', text: kept.text, keptAt: '2026-03-02T02:00:00.000Z', number: kept.number }];
  const ask = async (_operation: unknown, variables: unknown) => {
    const { input } = variables as { input?: { text: string; draftNumber: number } };
    if (isAway) throw new Refusal('OFFLINE', { zh: '网络不通', en: 'No network' });
    if (input === undefined) return { data: { ledgerEntry: { id: 'a-1', drafts: drafts() } }, problems: [] };
    if (input.draftNumber !== kept.number) throw new Refusal('CONFLICT', { zh: '已变化', en: 'Changed' });
    heard.push(input.text);
    kept = { text: input.text, number: kept.number + 1 };
    return { data: { keepDraft: { ledgerEntry: { id: 'a-1', drafts: drafts() }, position: 'p' } }, problems: [] };
  };
  return {
    client: { ask } as unknown as Client,
    heard,
    elsewhere: (text: string) => {
      kept = { text, number: kept.number + 1 };
    },
    away: (is: boolean) => {
      isAway = is;
    },
  };
};

const opened = (platform: ReturnType<typeof createPlatform>) => {
  const waiting: ((draft: KeptDraft) => void)[] = [];
  const next = () => new Promise<KeptDraft>((resolve) => waiting.push(resolve));
  const told: string[] = [];
  const tell = (how: string) => (draft: KeptDraft) => {
    told.push(`${how} ${draft.text}`);
    waiting.shift()?.(draft);
  };
  let requests = 0;
  const newRequestId = () => `request-${++requests}`;
  const keeper = createDraftKeeper({
    ...{ client: platform.client, appealId: 'a-1', newRequestId, pause: 1 },
    ...{ kept: tell('kept'), elsewhere: tell('elsewhere') },
  });
  return { keeper, told, next };
};

test('what was typed is kept after a pause, and each time goes on from the last', async () => {
  const platform = createPlatform();
  const { keeper, next } = opened(platform);
  expect(await keeper.read()).toEqual([]);
  const first = next();
  for (const text of ['路', '路灯', '路灯已修']) keeper.changed('RESULT', text);
  expect(await first).toMatchObject({ text: '路灯已修', number: 1 });
  const second = next();
  keeper.changed('RESULT', '路灯已修复。');
  expect(await second).toMatchObject({ number: 2 });
  expect(platform.heard).toEqual(['路灯已修', '路灯已修复。']);
});

test('another device finds it', async () => {
  const { keeper } = opened(createPlatform({ text: '路灯已修', number: 3 }));
  expect(await keeper.read()).toMatchObject([{ kind: 'RESULT', text: '路灯已修', number: 3 }]);
});

test('what was kept from elsewhere meanwhile is not written over before it was seen', async () => {
  const platform = createPlatform();
  const { keeper, told, next } = opened(platform);
  await keeper.read();
  platform.elsewhere('另一台设备写的');
  const other = next();
  keeper.changed('RESULT', '这台设备写的');
  const theirs = await other;
  expect(told).toEqual(['elsewhere 另一台设备写的']);
  expect(platform.heard).toEqual([]);
  const mine = next();
  keeper.seen(theirs);
  expect(await mine).toMatchObject({ text: '这台设备写的', number: 2 });
});

test('without a network the last of it goes with the next change', async () => {
  const platform = createPlatform();
  const { keeper, next } = opened(platform);
  await keeper.read();
  platform.away(true);
  keeper.changed('RESULT', '没有网络时写的');
  keeper.flush();
  platform.away(false);
  const kept = next();
  keeper.changed('RESULT', '网络恢复后写的');
  expect(await kept).toMatchObject({ text: '网络恢复后写的' });
});

test('nothing is kept once it was handed in', async () => {
  const platform = createPlatform();
  const { keeper, next } = opened(platform);
  await keeper.read();
  const kept = next();
  keeper.changed('RESULT', '写完了');
  await kept;
  keeper.changed('RESULT', '又写了一点');
  keeper.stop();
  keeper.changed('RESULT', '还在写');
  keeper.flush();
  await keeper.read();
  expect(platform.heard).toEqual(['写完了']);
});
