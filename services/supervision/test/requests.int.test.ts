// Promise: what is asked of an order is accepted once; orders of one case stay apart, and each remembers who did what under which post.
import { issued, type OrderWorld, openOrderWorld, ordersOf, typesSaid } from './support/order-world.js';

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
afterAll(() => world.stop());

const text = '已责成专人限期办理。';
const handler = () => world.officer('north-handler');

describe('an answer', () => {
  it('of a corrected retry under one requestId is the corrected one', async () => {
    const { appealId, orderId } = await issued(world);
    const request = { orderId, requestId: 'answer-corrected' };
    expect(await handler().does('answerOrder', { ...request, text: '第一次写错的答复。', expectedVersion: 9 })).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await handler().does('answerOrder', { ...request, text })).toMatchObject({ code: null });
    const [order] = await ordersOf(world, appealId);
    expect(await world.texts([order?.state.answer?.text.vaultId ?? ''])).toEqual([text]);
    expect(await handler().does('answerOrder', { ...request, text: '再改一次的答复。' })).toMatchObject({ code: 'CONFLICT' });
  });

  it('made by two at once is one person’s', async () => {
    const { appealId, orderId } = await issued(world);
    const answers = await Promise.all(
      ['north-handler', 'north-head'].map((person) =>
        world.officer(person).does('answerOrder', { orderId, text, expectedVersion: 1 }),
      ),
    );
    expect(answers.filter(({ code }) => code === null)).toHaveLength(1);
    expect(typesSaid(world, appealId)).toEqual(['OrderIssued', 'OrderAnswered']);
  });

  it('puts no word of its text into the event, and names the post', async () => {
    const { appealId, orderId } = await issued(world);
    await handler().does('answerOrder', { orderId, text });
    const event = world.said(appealId).at(-1);
    expect(JSON.stringify(event)).not.toContain('责成');
    expect(event?.actor).toEqual({ person: 'north-handler', post: 'post.north-handler' });
  });
});

describe('two orders of one case', () => {
  it('are answered and concluded each for itself', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'ClockOverdue', appealId);
    await world.hears('assignment', 'ClockOverdue', appealId);
    const orders = await ordersOf(world, appealId);
    const of = (clock: string) => orders.find(({ state }) => state.issued?.clock === clock)?._id ?? '';
    expect(await world.officer('north-village-reviewer').does('answerOrder', { orderId: of('SCREENING'), text })).toMatchObject({
      code: null,
    });
    expect(await world.officer('letters-1').does('concludeOrder', { orderId: of('SCREENING') })).toMatchObject({ code: null });
    const statuses = (await ordersOf(world, appealId)).map(({ _id, state }) => [_id === of('SCREENING'), state.status]);
    expect(statuses.sort()).toEqual([
      [false, 'ISSUED'],
      [true, 'CONCLUDED'],
    ]);
  });
});

describe('concluding', () => {
  it('is recognised again, and remembers who did it', async () => {
    const { orderId } = await issued(world);
    await handler().does('answerOrder', { orderId, text });
    const request = { orderId, requestId: 'conclude-once', expectedVersion: 2 };
    const first = await world.officer('inspector').does('concludeOrder', request);
    expect(await world.officer('inspector').does('concludeOrder', request)).toEqual(first);
    const read =
      'query($id: ID!) { supervisionOrder(id: $id) { answeredBy { id } answeredAt concludedBy { id } concludedAt issuedAt } }';
    const at = '2026-03-02T02:00:00.000Z';
    expect((await world.officer('letters-1').asks(read, { id: orderId })).data).toEqual({
      supervisionOrder: {
        answeredBy: { id: 'north-handler' },
        answeredAt: at,
        concludedBy: { id: 'inspector' },
        concludedAt: at,
        issuedAt: at,
      },
    });
  });
});
