// Promise: posts and channels are appended and ended from today on; whoever could buy silence by one needs a second person, who is not
// himself, and what was consented to lifts no bar.
import {
  type ChannelBook,
  decideChannel,
  evolveChannels,
  narrows,
  noChannels,
  type StatedChannel,
  stateChannel,
} from '../src/domain/channels.js';
import { areDaysOfYear, stateList } from '../src/domain/holidays.js';
import { appendPost, decidePost, endPost, evolvePost, noPost, type PostRecord, type StatedPost } from '../src/domain/posts.js';
import { isReference, readReference } from '../src/domain/proxy.js';
import { text } from './support/entries.js';

const today = '2026-03-02';
const unit = (id: string, kind: string) => ({
  id,
  kind,
  level: 'DISTRICT',
  regionId: 'd',
  validFrom: '2021-01-01',
  validTo: null,
});
const region = { id: 'd', path: ['d'], validFrom: '2021-01-01', validTo: null };
const dated = { ...region, id: 'gone', path: ['d', 'gone'], validTo: '2026-03-10' };
const posts: StatedPost[] = [];
const known = {
  today,
  unit: (id: string) => ({ body: unit('body', 'SUPERVISING_BODY'), dept: unit('dept', 'DEPARTMENT') })[id],
  region: (id: string) => ({ d: region, gone: dated })[id],
  regionAfter: (id: string) => id,
  posts: () => posts,
} as unknown as Parameters<typeof appendPost>[1];
const post: StatedPost = {
  id: 'p',
  role: 'HANDLER',
  office: null,
  unitId: 'dept',
  regionId: 'd',
  personId: 'x',
  from: today,
  to: null,
  acting: false,
};
const inspector: StatedPost = { ...post, role: 'DISCIPLINE_INSPECTOR', unitId: 'body' };
const asking = { person: 'admin', reason: text, isKnown: true, same: noPost };
const given = (state: PostRecord, decided: object): PostRecord => {
  if ('refused' in decided) throw new Error(JSON.stringify(decided));
  return (decided as readonly never[]).reduce(
    (before, event) => evolvePost(before, { ...(event as object), time: 't' } as never),
    state,
  );
};
const typesOf = (decided: object) => (decided as readonly { readonly type: string }[]).map(({ type }) => type);

describe('a post', () => {
  const append = (change: Partial<StatedPost>, by: Partial<typeof asking> = {}) =>
    appendPost({ ...post, ...change }, known, { ...asking, ...by });

  it('is appended at once from today on, by somebody who is known, where its place is and its role sits', () => {
    expect(typesOf(append({}))).toEqual(['DirectoryChanged', 'PostStated']);
    expect(append({}, { isKnown: false })).toMatchObject({ refused: 'post.officer' });
    for (const change of [
      { unitId: 'none' },
      { regionId: 'none' },
      { regionId: 'gone', from: '2026-03-11' },
      { from: '2020-12-31' },
    ])
      expect(append(change)).toMatchObject({ refused: 'directory.place' });
    for (const change of [{ role: 'DISCIPLINE_INSPECTOR' as const }, { office: 'LETTERS' as const }])
      expect(append(change)).toEqual({ refused: 'post.role' });
    expect(append({ to: '2026-03-01' })).toMatchObject({ refused: 'directory.dates', field: 'validTo' });
  });

  it('is not held twice by one person at one time; one after the other it is', () => {
    posts.push({ ...post, id: 'other', from: '2026-01-01', to: '2026-03-10' });
    expect(append({})).toEqual({ refused: 'post.held' });
    expect(append({ from: '2026-03-10' })).toEqual({ refused: 'post.held' });
    expect(typesOf(append({ from: '2026-03-11' }))).toEqual(['DirectoryChanged', 'PostStated']);
    expect(typesOf(append({ personId: 'y' }))).toEqual(['DirectoryChanged', 'PostStated']);
    posts.length = 0;
    expect(append({}, { same: { ...noPost, stated: post } })).toEqual({ refused: 'post.held' });
  });

  it('in a supervising body, or of days that have passed, waits for a second person; both together are not to be had', () => {
    expect(typesOf(appendPost(inspector, known, asking))).toEqual(['PostProposed']);
    expect(typesOf(append({ from: '2026-03-01' }))).toEqual(['PostProposed']);
    expect(appendPost({ ...inspector, from: '2026-03-01' }, known, asking)).toEqual({ refused: 'post.past' });
    const proposed = given(noPost, appendPost(inspector, known, asking));
    expect(appendPost(inspector, known, { ...asking, same: proposed })).toEqual({ refused: 'post.waiting' });
    expect(endPost(proposed, today, known, asking)).toEqual({ refused: 'post.waiting' });
  });

  it('ends on a day from today on, once, and not before it began', () => {
    const held = given(noPost, append({ from: '2026-03-01' }, {}));
    expect(endPost(held, today, known, asking)).toEqual({ refused: 'post.waiting' });
    const stated: PostRecord = { ...noPost, stated: { ...post, from: '2026-02-01' } };
    expect(typesOf(endPost(stated, today, known, asking))).toEqual(['DirectoryChanged', 'PostStated']);
    expect(endPost(stated, '2026-01-31', known, asking)).toMatchObject({ refused: 'directory.dates' });
    const over: PostRecord = { ...noPost, stated: { ...post, from: '2026-01-01', to: '2026-02-01' } };
    expect([endPost(over, today, known, asking), endPost(noPost, today, known, asking)]).toEqual([
      { refused: 'post.ended' },
      { refused: 'post.ended' },
    ]);
    expect(endPost({ ...noPost, stated: { ...post, to: '2026-03-09' } }, '2026-03-09', known, asking)).toMatchObject({
      refused: 'directory.nothing',
    });
  });

  it('is consented to by another who may, never by whoever asked for it, who may take it back', () => {
    const proposed = given(noPost, appendPost(inspector, known, asking));
    const decide = (person: string, consents: boolean, day = today) =>
      decidePost(proposed, { consents, person, competent: ['second'], today: day, reason: text });
    expect([decide('admin', true), decide('stranger', false)]).toEqual([
      { refused: 'post.second-person' },
      { refused: 'post.second-person' },
    ]);
    expect(typesOf(decide('admin', false))).toEqual(['PostDecided']);
    expect(given(proposed, decide('second', true))).toMatchObject({
      stated: { from: today },
      proposal: null,
      everProposed: true,
    });
    expect(given(proposed, decide('second', true, '2026-03-09')).stated?.from).toBe('2026-03-09');
    expect(decidePost(noPost, { consents: true, person: 'second', competent: ['second'], today, reason: text })).toEqual({
      refused: 'post.proposal',
    });
  });

  it('whose past the auditor changes bars as long as it did before', () => {
    const stated: PostRecord = { ...noPost, stated: { ...post, from: '2025-01-01' } };
    const proposed = given(stated, endPost(stated, '2025-06-30', known, asking));
    const decided = given(
      proposed,
      decidePost(proposed, { consents: true, person: 'auditor', competent: ['auditor'], today, reason: text }),
    );
    expect(decided.stated).toMatchObject({ to: '2025-06-30', barsUntil: today });
    const again = given(decided, endPost(decided, '2025-03-31', { ...known, today: '2026-05-01' }, asking));
    const twice = given(
      again,
      decidePost(again, { consents: true, person: 'auditor', competent: ['auditor'], today: '2026-05-01', reason: text }),
    );
    expect(twice.stated).toMatchObject({ to: '2025-03-31', barsUntil: today });
  });
});

describe('a channel', () => {
  const channel = {
    code: 'C',
    nameZh: '渠道',
    nameEn: 'Channel',
    usedBy: ['CENTRE_CLERK', 'PETITIONER'],
    hasPetitioner: true,
    machinesOnly: false,
    asksFor: ['content', 'address'],
    requires: ['content'],
    validFrom: today,
    validTo: null,
  } as unknown as StatedChannel;
  const stating = { today, person: 'admin', reason: text };
  const opened = (stateChannel(noChannels, channel, stating) as readonly never[]).reduce<ChannelBook>(evolveChannels, noChannels);
  const state = (change: Partial<StatedChannel>, book = opened) => stateChannel(book, { ...channel, ...change }, stating);

  it('is used by those who hand in, of whom petitioners only where it has any, and asks for what it requires', () => {
    for (const usedBy of [[], ['HANDLER'], ['CENTRE_CLERK', 'CENTRE_CLERK']] as never[])
      expect(state({ usedBy })).toMatchObject({ refused: 'channel.users' });
    expect(state({ hasPetitioner: false })).toMatchObject({ refused: 'channel.users' });
    expect(state({ requires: ['telephone'] as never })).toMatchObject({ refused: 'channel.fields' });
    expect(state({})).toEqual({ refused: 'directory.nothing' });
  });

  it.each<[string, Partial<StatedChannel>]>([
    ['ends', { validTo: '2026-03-09' }],
    ['is closed to somebody', { usedBy: ['CENTRE_CLERK'] as never }],
    ['requires more', { requires: ['content', 'address'] as never }],
    ['is for machines only', { machinesOnly: true }],
    ['has no petitioner any more', { hasPetitioner: false, usedBy: ['CENTRE_CLERK'] as never }],
  ])('that %s waits for a second person, and for nothing else meanwhile', (_, change) => {
    expect(narrows(channel, { ...channel, ...change })).toBe(true);
    expect(typesOf(state(change))).toEqual(['ChannelProposed']);
    const waits = (state(change) as readonly never[]).reduce<ChannelBook>(evolveChannels, opened);
    expect(state({ nameZh: '新名' }, waits)).toMatchObject({ refused: 'channel.waiting' });
    expect(waits.stated['C']).toEqual(channel);
  });

  it('that asks for less, is open to more or lasts longer is so at once', () => {
    for (const change of [
      { requires: [] },
      { usedBy: ['CENTRE_CLERK', 'PETITIONER', 'GRID_WORKER'] as never },
      { nameZh: '新名' },
    ])
      expect(typesOf(state(change))).toEqual(['DirectoryChanged', 'ChannelStated']);
  });

  it('that was closed meanwhile ends today; what is not consented to leaves it as it was', () => {
    const waits = (state({ validTo: '2026-03-09' }) as readonly never[]).reduce<ChannelBook>(evolveChannels, opened);
    const decide = (person: string, consents: boolean, day = today) =>
      decideChannel(waits, { code: 'C', consents, competent: ['second'], today: day, person, reason: text });
    expect([decide('admin', true), decide('stranger', false)]).toEqual([
      { refused: 'channel.second-person' },
      { refused: 'channel.second-person' },
    ]);
    const after = (decided: object) => (decided as readonly never[]).reduce<ChannelBook>(evolveChannels, waits);
    expect(after(decide('second', true, '2026-03-12')).stated['C']?.validTo).toBe('2026-03-12');
    expect(after(decide('second', false))).toEqual(opened);
    expect(
      decideChannel(opened, { code: 'C', consents: true, competent: ['second'], today, person: 'second', reason: text }),
    ).toMatchObject({ refused: 'channel.proposal' });
  });
});

describe('a holiday list', () => {
  const list = { year: 2027, daysOff: ['2027-01-01'], makeUpDays: ['2027-01-09'], provisional: true, source: 's', reason: text };

  it('holds days of its year, each once, and makes up on weekends', () => {
    expect(areDaysOfYear(list)).toBe(true);
    for (const wrong of [
      { daysOff: [] },
      { daysOff: ['2026-12-31'] },
      { daysOff: ['2027-01-01', '2027-01-01'] },
      { makeUpDays: ['2027-01-08'] },
      { daysOff: ['2027-01-09'] },
    ])
      expect(stateList({}, { ...list, ...wrong })).toEqual({ refused: 'calendar.days' });
  });

  it('is stated again until it is final, with the next number', () => {
    const before = { 2027: { ...list, number: 3 } };
    expect(stateList(before, { ...list, provisional: false })).toMatchObject([
      { type: 'DirectoryChanged' },
      { data: { number: 4 } },
    ]);
    expect(stateList({ 2027: { ...list, number: 3, provisional: false } }, list)).toEqual({ refused: 'calendar.final' });
  });
});

it('evidence of a proxy leads to a document: six letters or digits, three kinds of them, one a digit', () => {
  expect(readReference('  授权书（２０２６）１２ ')).toBe('授权书(2026)12');
  for (const good of ['授权书2026-12', 'A1B2C3']) expect([good, isReference(good)]).toEqual([good, true]);
  for (const bad of ['', '授权委托书原件', '111111', '1a1a1a', 'A1B2C', '------1'])
    expect([bad, isReference(bad)]).toEqual([bad, false]);
});
