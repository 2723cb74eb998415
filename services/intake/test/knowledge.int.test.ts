// Promise: what recurs is written down once: proposed, also from a consultation that was answered, approved by a second person, found by its
// words by everybody without signing in, and shown no longer than it holds.
import { type IntakeWorld, openIntakeWorld, stateOf, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const payload = 'knowledgeEntry { id version status }';
const entry = {
  subject: '劳动和社会保障/城镇居民社会保险',
  question: '城乡居民医保什么时候缴费？',
  answer: '每年 9 月 1 日至 12 月 31 日。',
  source: '川医保发〔2025〕12号',
  validUntil: '2026-12-31',
};
interface Entry {
  readonly id: string;
  readonly version: number;
  readonly status: string;
}
const entryIn = (data: unknown): Entry => (data as { readonly knowledgeEntry: Entry }).knowledgeEntry;
const propose = (change: object = {}, person = 'north-clerk') =>
  world.officer(person).does('proposeKnowledge', { ...entry, ...change }, payload);
const proposed = async (change: object = {}, person?: string): Promise<Entry> => {
  const { code, data } = await propose(change, person);
  expect(code).toBeNull();
  return entryIn(data);
};
const decides = ({ id, version }: Entry, change: object = {}, person = 'letters-1') =>
  world.officer(person).does('decideKnowledge', { entryId: id, expectedVersion: version, approves: true, ...change }, payload);
const approved = async (change: object = {}): Promise<Entry> => entryIn((await decides(await proposed(change))).data);
const search = async (text: string): Promise<readonly { readonly id: string; readonly answer: string }[]> => {
  const query = 'query($text: String!) { searchKnowledge(text: $text) { id answer } }';
  return ((await world.anybody().asks(query, { text })).data as { searchKnowledge: [] }).searchKnowledge;
};
const list = async (who = world.anybody()) => {
  const query = '{ knowledge(first: 100) { total edges { node { id question } } } }';
  const { data } = await who.asks(query);
  return (data as { knowledge: { edges: { node: Entry }[] } }).knowledge.edges.map(({ node }) => node.id);
};

it('is everybody’s once a second person has approved it, and nobody’s before', async () => {
  const one = await proposed({}, 'letters-1');
  expect(await list()).not.toContain(one.id);
  expect(await search('医保缴费')).toEqual([]);
  expect(await decides(one, {}, 'north-clerk')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await decides(one)).toMatchObject({ rule: 'knowledge.own' });
  expect(await decides(one, { approves: false }, 'letters-2')).toMatchObject({ rule: 'knowledge.reason' });
  const waiting = '{ knowledgeProposals(first: 10) { edges { node { id question } } } }';
  expect((await world.officer('letters-2').asks(waiting)).data).toMatchObject({
    knowledgeProposals: { edges: [{ node: { id: one.id, question: entry.question } }] },
  });
  expect(await world.officer('north-clerk').asks(waiting)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await decides(one, {}, 'letters-2')).toMatchObject({ code: null, data: { knowledgeEntry: { status: 'APPROVED' } } });
  expect((await world.officer('letters-2').asks(waiting)).data).toMatchObject({ knowledgeProposals: { edges: [] } });
  for (const who of [world.anybody(), world.petitioner('zhang'), world.officer('south-1')])
    expect(await list(who)).toContain(one.id);
  expect(JSON.stringify(world.said('*'))).not.toContain('缴费');
});

it('is found by its words, however they are typed, what fits best first', async () => {
  const pension = await approved({ question: '城乡居民养老保险怎么缴费？', answer: '在小程序缴费。' });
  const ticket = await approved({ question: '老年人乘车优惠卡 A1 在哪里办？', answer: '在镇便民中心办理。' });
  const found = await search('请问居民养老保险怎样缴费');
  expect(found[0]).toEqual({ id: pension.id, answer: '在小程序缴费。' });
  expect((await search('乘车优惠卡ａ１')).map(({ id }) => id)).toEqual([ticket.id]);
  expect(await search('宅基地确权')).toEqual([]);
  const one = 'query($text: String!) { searchKnowledge(text: $text) { id } }';
  expect(await world.anybody().asks(one, { text: '医' })).toMatchObject({ code: 'BAD_USER_INPUT' });
});

it('is shown no longer than it holds, and not once it was retired', async () => {
  expect(await propose({ validUntil: '2026-03-01' })).toMatchObject({ rule: 'knowledge.date', field: 'validUntil' });
  expect(await propose({ validUntil: '2029-03-03' })).toMatchObject({ rule: 'knowledge.date' });
  const today = await approved({ question: '今天的义诊在哪里？', validUntil: '2026-03-02' });
  const retired = await approved({ question: '旧的义诊在哪里？' });
  expect((await search('义诊在哪里')).map(({ id }) => id).sort()).toEqual([today.id, retired.id].sort());
  const retire = () =>
    world
      .officer('letters-1')
      .does('retireKnowledge', { entryId: retired.id, expectedVersion: retired.version, reason: '政策已调整。' }, payload);
  expect(await retire()).toMatchObject({ data: { knowledgeEntry: { status: 'RETIRED' } } });
  expect((await search('义诊在哪里')).map(({ id }) => id)).toEqual([today.id]);
  expect(await list()).not.toContain(retired.id);
  await world.until('2026-03-02T16:00:00.000Z');
  expect(await search('义诊在哪里')).toEqual([]);
  expect(await list()).not.toContain(today.id);
});

it('may take its answer from a consultation that was answered, and tells nobody which', async () => {
  const { id } = await submit(world, { consultation: true, text: '我姐张小红的低保怎么停了？' });
  const desk = { outcome: 'ANSWERED', subject: entry.subject, text: '低保停发可在三十日内申请复核。' };
  await world.officer('north-clerk').does('answerAtDesk', { appealId: id, ...desk });
  const from = { appealId: id, answer: null, question: '低保停发怎么办？' };
  expect(await propose(from)).toMatchObject({ rule: 'knowledge.answer' });
  const digest = (await stateOf(world, id))?.deskAnswer?.digest ?? '';
  await world.petitioner('zhang').does('confirmDeskAnswer', { appealId: id, digest, satisfaction: 'SATISFIED' });
  await world.hears('triage', 'DeskAnswerAccepted', id, { digest });
  const { id: entryId } = await approved(from);
  expect(await search('低保停发')).toEqual([{ id: entryId, answer: desk.text }]);
  expect(JSON.stringify(world.said(entryId))).not.toContain(id);
  expect(await propose({ ...from, appealId: 'x'.repeat(22) })).toMatchObject({ rule: 'knowledge.answer' });
});
