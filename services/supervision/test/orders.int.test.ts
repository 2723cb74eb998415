// Promise: every clock that runs out raises exactly one order, which runs until it is answered and is concluded by a supervising body.
import { accusing, places } from '@daqidi/service-testing';
import { issued, type OrderWorld, openOrderWorld, ordersOf, typesSaid } from './support/order-world.js';

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
afterAll(() => world.stop());

const answer = { text: '已责成专人限期办理。' };

describe('issuing', () => {
  it('happens once for each event, however often it is heard', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    const overdue = await world.hears('assignment', 'ClockOverdue', appealId);
    await world.hearsAgain(overdue);
    expect(typesSaid(world, appealId)).toEqual(['OrderIssued']);
    await world.hears('triage', 'ClockOverdue', appealId);
    expect(await ordersOf(world, appealId)).toHaveLength(2);
  });

  it('states what was missed, who owes the answer, and until when by the policy in force', async () => {
    const { appealId } = await issued(world);
    expect(world.said(appealId)[0]?.data).toMatchObject({
      ground: 'CLOCK_OVERDUE',
      clock: 'HANDLING',
      missedAt: '2026-03-30T15:59:59.999Z',
      unitId: 'u-north',
      deadline: { startedOn: '2026-03-02', workingDays: 5, dueAt: '2026-03-09T15:59:59.999Z', policyVersion: 1 },
    });
  });

  it('names no unit where a panel owes the work', async () => {
    const appealId = world.newAppeal();
    await world.hears('triage', 'ClockOverdue', appealId);
    expect(world.said(appealId)[0]?.data).toMatchObject({ clock: 'SCREENING', unitId: null });
  });
});

describe('answering', () => {
  it('is for the staff of the unit that owes the answer, and keeps the text', async () => {
    const { appealId, orderId } = await issued(world);
    expect(await world.officer('north-handler').does('answerOrder', { orderId, ...answer })).toMatchObject({
      code: null,
      data: { supervisionOrder: { status: 'ANSWERED', overdue: false } },
    });
    const [order] = await ordersOf(world, appealId);
    expect(order?.state.answer).toMatchObject({ by: 'north-handler' });
    expect(await world.texts([order?.state.answer?.text.vaultId ?? ''])).toEqual([answer.text]);
  });

  it('is not for others: FORBIDDEN where they may see it, NOT_FOUND where they may not', async () => {
    const { orderId } = await issued(world);
    const answers = (person: string) => world.officer(person).does('answerOrder', { orderId, ...answer });
    expect(await answers('auditor')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await answers('south-handler')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.petitioner('zhang').does('answerOrder', { orderId, ...answer })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is no other’s who may see it: no panel’s for a unit, no unit’s and no other panel’s for a panel', async () => {
    const refused = { code: 'RULE_VIOLATION', rule: 'order.addressee' };
    const answers = (orderId: string, person: string) => world.officer(person).does('answerOrder', { orderId, ...answer });
    const { orderId } = await issued(world);
    for (const person of ['north-village-reviewer', 'letters-1'])
      expect([person, await answers(orderId, person)]).toEqual([person, expect.objectContaining(refused)]);
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'ClockOverdue', appealId, {
      clock: 'ASSESSING',
      panel: { role: 'TOWNSHIP_REVIEWER', regionId: places.north },
    });
    const [panels] = await ordersOf(world, appealId);
    for (const person of ['north-village-reviewer', 'letters-1'])
      expect([person, await answers(panels?._id ?? '', person)]).toEqual([person, expect.objectContaining(refused)]);
    expect(await answers(panels?._id ?? '', 'north-2')).toMatchObject({ code: null });
  });

  it('is the office’s own where it is addressed to the letters office, under the post that it asks for', async () => {
    const { appealId, orderId } = await issued(world, { clock: 'ASSIGNING', unitId: 'u-letters' });
    expect(await world.officer('letters-1').does('answerOrder', { orderId, ...answer })).toMatchObject({ code: null });
    expect(world.said(appealId).at(-1)?.actor.post).toBe('post.letters-1');
  });

  it('is done once, and a repeated request gets the first outcome', async () => {
    const { appealId, orderId } = await issued(world);
    const request = { orderId, requestId: 'answer-once', expectedVersion: 1, ...answer };
    const first = await world.officer('north-handler').does('answerOrder', request);
    expect(await world.officer('north-handler').does('answerOrder', request)).toEqual(first);
    const again = await world.officer('north-deputy').does('answerOrder', { orderId, ...answer });
    expect(again).toMatchObject({ code: 'RULE_VIOLATION', rule: 'order.status' });
    expect(typesSaid(world, appealId)).toEqual(['OrderIssued', 'OrderAnswered']);
  });

  it('keeps nothing of what was refused', async () => {
    const { orderId } = await issued(world);
    const before = await world.keptTexts();
    expect(await world.officer('north-handler').does('answerOrder', { orderId, text: '太短' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'text',
    });
    expect(await world.officer('north-handler').does('answerOrder', { orderId, ...answer, expectedVersion: 7 })).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await world.keptTexts()).toBe(before);
  });
});

describe('concluding', () => {
  it('is for a supervising body, after an answer', async () => {
    const { orderId } = await issued(world);
    const conclude = (person: string) => world.officer(person).does('concludeOrder', { orderId });
    expect(await conclude('letters-1')).toMatchObject({ code: 'RULE_VIOLATION', rule: 'order.status' });
    await world.officer('north-handler').does('answerOrder', { orderId, ...answer });
    expect(await conclude('north-handler')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await conclude('inspector')).toMatchObject({ code: null, data: { supervisionOrder: { status: 'CONCLUDED' } } });
    expect(await conclude('letters-1')).toMatchObject({ rule: 'order.status' });
  });
});

describe('concluding an order on one’s own office', () => {
  const own = { code: 'RULE_VIOLATION', rule: 'order.own' };

  it('is not the addressee’s, who may be a supervising body too', async () => {
    const { orderId } = await issued(world, { clock: 'ASSIGNING', unitId: 'u-letters' });
    await world.officer('letters-1').does('answerOrder', { orderId, ...answer });
    expect(await world.officer('letters-2').does('concludeOrder', { orderId })).toMatchObject(own);
    expect(await world.officer('inspector').does('concludeOrder', { orderId })).toMatchObject({ code: null });
  });

  it('is not done under another post: one of the addressee’s is enough', async () => {
    const post = world.district.post('post.north-handler');
    if (post === undefined) throw new Error('the district has lost a post');
    const both = { ...post, id: 'post.both', personId: 'inspector' };
    world.district.state({ post: both });
    const { orderId } = await issued(world);
    await world.officer('north-handler').does('answerOrder', { orderId, ...answer });
    expect(await world.officer('inspector').does('concludeOrder', { orderId })).toMatchObject(own);
    world.district.state({ post: { ...both, to: '2026-03-01' } });
    expect(await world.officer('inspector').does('concludeOrder', { orderId })).toMatchObject({ code: null });
  });

  it('is not the district panel’s where its own review was late', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'ClockOverdue', appealId, { panel: { role: 'LETTERS_OFFICER', regionId: places.district } });
    const [{ _id: orderId } = { _id: '' }] = await ordersOf(world, appealId);
    expect(await world.officer('letters-1').does('answerOrder', { orderId, ...answer })).toMatchObject({ code: null });
    expect(await world.officer('letters-3').does('concludeOrder', { orderId })).toMatchObject(own);
    expect(await world.officer('inspector').does('concludeOrder', { orderId })).toMatchObject({ code: null });
  });
});

describe('the order’s clock', () => {
  it('says once for each addressee that it ran out, and each time it rises, until nobody is above', async () => {
    const own = await openOrderWorld();
    const { appealId, orderId } = await issued(own);
    await own.until('2026-03-09T15:59:59.999Z');
    expect(typesSaid(own, appealId)).toEqual(['OrderIssued']);
    await own.until('2026-03-09T16:00:00.000Z');
    expect(typesSaid(own, appealId)).toEqual(['OrderIssued', 'OrderOverdue', 'OrderEscalated']);
    expect(own.said(appealId).at(-1)?.data).toMatchObject({
      fromUnitId: 'u-north',
      toUnitId: 'u-group',
      deadline: { startedOn: '2026-03-10', workingDays: 5, dueAt: '2026-03-17T15:59:59.999Z' },
    });
    await own.until('2026-06-01T00:00:00.000Z');
    await own.until('2026-07-01T00:00:00.000Z');
    expect(typesSaid(own, appealId)).toEqual(['OrderIssued', 'OrderOverdue', 'OrderEscalated', 'OrderOverdue']);
    expect(await own.officer('north-handler').does('answerOrder', { orderId, ...answer })).toMatchObject({
      data: { supervisionOrder: { status: 'ANSWERED', overdue: true } },
    });
    await own.stop();
  });

  it('shows where it rose to, who may answer as well as the old addressee', async () => {
    const own = await openOrderWorld();
    const read =
      'query($id: ID!) { supervisionOrder(id: $id) { unit { id } overdue dueAt escalations { from { id } to { id } } } }';
    const { orderId } = await issued(own);
    await own.until('2026-03-10T00:00:00.000Z');
    expect((await own.officer('group-head').asks(read, { id: orderId })).data).toEqual({
      supervisionOrder: {
        unit: { id: 'u-group' },
        overdue: true,
        dueAt: '2026-03-17T15:59:59.999Z',
        escalations: [{ from: { id: 'u-north' }, to: { id: 'u-group' } }],
      },
    });
    expect(await own.officer('group-head').does('answerOrder', { orderId, ...answer })).toMatchObject({ code: null });
    await own.stop();
  });

  it('lets a supervising body end it unanswered, with what it found', async () => {
    const own = await openOrderWorld();
    const { appealId, orderId } = await issued(own);
    const conclude = (finding?: string) => own.officer('inspector').does('concludeOrder', { orderId, finding });
    expect(await conclude('单位拒不回复。')).toMatchObject({ rule: 'order.status' });
    await own.until('2026-03-10T00:00:00.000Z');
    const before = await own.keptTexts();
    expect(await conclude()).toMatchObject({ rule: 'order.finding' });
    expect(await own.keptTexts()).toBe(before);
    expect(await conclude('单位拒不回复。')).toMatchObject({ code: null });
    const read = 'query($id: ID!) { supervisionOrder(id: $id) { status finding } }';
    expect((await own.officer('letters-1').asks(read, { id: orderId })).data).toEqual({
      supervisionOrder: { status: 'CONCLUDED', finding: '单位拒不回复。' },
    });
    await own.until('2026-06-01T00:00:00.000Z');
    expect(typesSaid(own, appealId)).toEqual(['OrderIssued', 'OrderOverdue', 'OrderEscalated', 'OrderConcluded']);
    await own.stop();
  });

  it('rises from a panel to the letters office', async () => {
    const own = await openOrderWorld();
    const appealId = own.newAppeal();
    await own.hears('intake', 'AppealSubmitted', appealId);
    await own.hears('triage', 'ClockOverdue', appealId);
    await own.until('2026-03-10T00:00:00.000Z');
    expect(own.said(appealId).at(-1)?.data).toMatchObject({ fromUnitId: null, toUnitId: 'u-letters' });
    await own.stop();
  });

  it('stops with the answer', async () => {
    const own = await openOrderWorld();
    const { appealId, orderId } = await issued(own);
    await own.officer('north-handler').does('answerOrder', { orderId, ...answer });
    await own.until('2026-06-01T00:00:00.000Z');
    expect(typesSaid(own, appealId)).toEqual(['OrderIssued', 'OrderAnswered']);
    await own.stop();
  });
});

describe('a due date that is derived again', () => {
  const deadline = {
    startedOn: '2026-03-02',
    workingDays: 20,
    dueSoonAt: '2026-03-25T15:59:59.999Z',
    dueAt: '2026-04-01T15:59:59.999Z',
    provisional: false,
    policyVersion: 1,
  };
  const rederived = { clock: 'HANDLING', before: '2026-03-30T15:59:59.999Z', deadline, lists: [], withdraws: true };

  it('withdraws the order about it, once, and no other', async () => {
    const { appealId, orderId } = await issued(world);
    await world.hears('triage', 'ClockOverdue', appealId);
    const event = await world.hears('assignment', 'ClockRederived', appealId, rederived);
    await world.hearsAgain(event);
    expect(typesSaid(world, appealId)).toEqual(['OrderIssued', 'OrderIssued', 'OrderWithdrawn']);
    expect(world.said(appealId).at(-1)?.data).toMatchObject({ orderId, clock: 'HANDLING', dueAt: deadline.dueAt });
    expect(await world.officer('north-handler').does('answerOrder', { orderId, ...answer })).toMatchObject({
      rule: 'order.status',
    });
  });

  it('leaves the order where it has passed all the same', async () => {
    const { appealId } = await issued(world);
    await world.hears('assignment', 'ClockRederived', appealId, { ...rederived, withdraws: false });
    expect(typesSaid(world, appealId)).toEqual(['OrderIssued']);
  });

  it('of the order’s own clock moves it, with a trace', async () => {
    const own = await openOrderWorld();
    own.clock.set('2026-12-29T02:00:00.000Z');
    const { appealId } = await issued(own);
    expect(own.said(appealId).at(-1)?.data).toMatchObject({ deadline: { dueAt: '2027-01-06T15:59:59.999Z', provisional: true } });
    const list = { year: 2027, number: 2, daysOff: ['2027-01-01', '2027-01-04'], makeUpDays: [], provisional: false };
    own.district.state({ holidays: { ...list, source: '通知', reason: null } });
    await own.settled();
    expect(own.said(appealId).at(-1)).toMatchObject({
      type: 'ClockRederived',
      data: { before: '2027-01-06T15:59:59.999Z', deadline: { dueAt: '2027-01-07T15:59:59.999Z', provisional: false } },
    });
    await own.until('2027-01-07T15:59:59.999Z');
    expect(typesSaid(own, appealId).at(-1)).toBe('ClockRederived');
    await own.stop();
  });
});

describe('who sees an order', () => {
  const read = 'query($id: ID!) { supervisionOrder(id: $id) { id answer unit { id } } }';
  const list =
    'query($status: OrderStatus, $unitId: ID, $first: Int, $after: String, $position: Position) { supervisionOrders(status: $status, unitId: $unitId, first: $first, after: $after, position: $position) { total stale edges { node { id } } pageInfo { endCursor } } }';

  it('follows the case: whoever is barred from it is barred from its orders', async () => {
    const { orderId } = await issued(
      world,
      { unitId: null },
      { ...accusing('u-north'), accused: { units: ['u-north'], persons: [], since: 2024 } },
    );
    const sees = async (person: string) => (await world.officer(person).asks(read, { id: orderId })).data;
    expect(await sees('letters-1')).toMatchObject({ supervisionOrder: { id: orderId, unit: null } });
    for (const person of ['north-handler', 'north-1', 'auditor']) expect(await sees(person)).toEqual({ supervisionOrder: null });
  });

  it('leaves the petitioner out', async () => {
    const { orderId } = await issued(world);
    expect((await world.petitioner('zhang').asks(read, { id: orderId })).data).toEqual({ supervisionOrder: null });
  });

  it('shows a list within its reader’s scope, narrowed and page by page', async () => {
    const own = await openOrderWorld();
    const first = await issued(own);
    own.clock.advance(1_000);
    const second = await issued(own, { unitId: 'u-housing' }, { regionPath: ['511902'] });
    const ids = async (person: string, variables: object = {}) => {
      const { data } = await own.officer(person).asks(list, { first: 20, ...variables });
      return (
        data as { readonly supervisionOrders: { readonly edges: readonly { readonly node: { readonly id: string } }[] } }
      ).supervisionOrders.edges.map(({ node }) => node.id);
    };
    expect(await ids('letters-1')).toEqual([first.orderId, second.orderId]);
    expect(await ids('north-handler')).toEqual([first.orderId]);
    expect(await ids('letters-1', { unitId: 'u-housing' })).toEqual([second.orderId]);
    const { data: answered } = await own.officer('north-handler').does('answerOrder', { orderId: first.orderId, ...answer });
    const { position } = answered as { readonly position: string };
    for (const [person, stale] of [
      ['letters-1', false],
      ['south-handler', true],
    ] as const)
      expect((await own.officer(person).asks(list, { first: 20, position })).data).toMatchObject({
        supervisionOrders: { stale },
      });
    expect(await ids('letters-1', { status: 'ISSUED' })).toEqual([second.orderId]);
    expect(await own.officer('performance').asks(list, { first: 20 })).toMatchObject({ code: 'FORBIDDEN' });
    await own.stop();
  });

  it('is told through the appeal, where one without orders looks like one whose orders are hidden', async () => {
    const { appealId, orderId } = await issued(world);
    const query =
      'query($appeals: [_Any!]!) { _entities(representations: $appeals) { ... on Appeal { supervision { orders { id } } } } }';
    const appeals = [appealId, 'no-such'].map((id) => ({ __typename: 'Appeal', id }));
    expect((await world.officer('letters-1').asks(query, { appeals })).data).toEqual({
      _entities: [{ supervision: { orders: [{ id: orderId }] } }, null],
    });
    expect((await world.officer('south-1').asks(query, { appeals })).data).toEqual({ _entities: [null, null] });
  });

  it('shows the answer to those who read the order', async () => {
    const { orderId } = await issued(world);
    await world.officer('north-handler').does('answerOrder', { orderId, ...answer });
    for (const person of ['letters-1', 'auditor', 'north-head'])
      expect((await world.officer(person).asks(read, { id: orderId })).data).toMatchObject({
        supervisionOrder: { answer: answer.text },
      });
  });
});

describe('repeats', () => {
  /** So many cases of one matter, each linked to the one before; the links are heard in this order. */
  const brought = async (count: number, change: object = {}, heard = (links: number[]) => links) => {
    const ids = Array.from({ length: count }, () => world.newAppeal());
    for (const id of ids) {
      await world.hears('intake', 'AppealSubmitted', id, { ...change });
      await world.hears('assignment', 'EntryAssigned', id);
    }
    const link = (at: number) => world.hears('intake', 'RepeatLinked', ids[at] ?? '', { earlierId: ids[at - 1] });
    for (const at of heard(Array.from({ length: count - 1 }, (_, index) => index + 1))) await link(at);
    return ids as [string, ...string[]];
  };
  const dissatisfied = (id: string) => world.hears('intake', 'AppealEvaluated', id, { satisfaction: 'DISSATISFIED' });
  const said = (ids: readonly string[]) => ids.flatMap((id) => typesSaid(world, id)).filter((type) => type === 'OrderIssued');

  it('three of one matter, with dissatisfaction, raise one order about the first, whatever is heard last', async () => {
    for (const heard of [(links: number[]) => links, (links: number[]) => [...links].reverse()]) {
      const ids = await brought(4, {}, heard);
      expect(said(ids)).toEqual([]);
      await dissatisfied(ids[2] ?? '');
      await dissatisfied(ids[3] ?? '');
      expect(said(ids)).toHaveLength(1);
      const [order] = await ordersOf(world, ids[0]);
      expect(order?.state).toMatchObject({ status: 'ISSUED', unitId: 'u-north', issued: { ground: 'REPEATS', clock: null } });
      expect(order?.seenBy).toEqual(expect.arrayContaining([`region:${places.northVillage}`]));
    }
    const late = await brought(4, {}, () => []);
    await dissatisfied(late[0]);
    for (const at of [3, 1, 2]) await world.hears('intake', 'RepeatLinked', late[at] ?? '', { earlierId: late[at - 1] });
    expect(said(late)).toHaveLength(1);
  });

  it('two, or three that are satisfied with, raise none', async () => {
    const two = await brought(3);
    await dissatisfied(two[2] ?? '');
    const content = await brought(4);
    await world.hears('intake', 'AppealEvaluated', content[3] ?? '');
    expect(said([...two, ...content])).toEqual([]);
  });

  it('that are a secret raise none', async () => {
    const ids = await brought(4, { accused: { units: ['u-south'], persons: [], since: 2024 }, ...accusing('u-south') });
    await dissatisfied(ids[3] ?? '');
    expect(said(ids)).toEqual([]);
  });
});
