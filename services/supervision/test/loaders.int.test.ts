// Promise: whoever asks a loader for something itself, past every resolver, gets no more than he may see.
import type { BaseContext } from '@daqidi/subgraph';
import { createContext } from '../src/context.js';
import { issued, type OrderWorld, openOrderWorld, ordersOf } from './support/order-world.js';

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
afterAll(() => world.stop());

const loadersOf = (person: string) => createContext(world.tools)({ scope: world.scopeOf(person) } as BaseContext);

it('a document and its texts are there for those who may see it, and for nobody else', async () => {
  const { appealId, orderId } = await issued(world);
  await world.officer('north-handler').does('answerOrder', { orderId, text: '已责成专人限期办理。' });
  const [order] = await ordersOf(world, appealId);
  const vaultId = order?.state.answer?.text.vaultId;
  const both = async (person: string) => {
    const { orders, texts } = loadersOf(person);
    return [(await texts.load(vaultId)) !== null, (await orders.load(orderId)) !== null];
  };
  expect(await both('letters-1')).toEqual([true, true]);
  for (const person of ['south-1', 'south-handler', 'nobody'])
    expect([person, await both(person)]).toEqual([person, [false, false]]);
});
