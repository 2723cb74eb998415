import { openServiceWorld, type ServiceWorld } from '@daqidi/service-testing';
import { createSupervision } from '../../src/index.js';
import type { Tools } from '../../src/tools.js';

export type OrderWorld = ServiceWorld<Tools>;

export const openOrderWorld = (): Promise<OrderWorld> =>
  openServiceWorld({
    create: createSupervision,
    answer: 'supervisionOrder { id version status overdue }',
    about: { collection: 'order', field: 'orderId' },
  });

/** What was issued about an appeal. */
export const ordersOf = async (world: OrderWorld, appealId: string) =>
  world.tools.model.orders.collection.find('byAppeals', {
    scope: { sees: ['region:511902', 'office:LETTERS'], is: [] },
    where: { 'keys.appeal': appealId },
  });

/** An order that the northern township owes an answer to. */
export const issued = async (
  world: OrderWorld,
  change?: Readonly<Record<string, unknown>>,
  scope?: Readonly<Record<string, unknown>>,
) => {
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId, scope);
  await world.hears('assignment', 'ClockOverdue', appealId, change);
  const [order] = await ordersOf(world, appealId);
  return { appealId, orderId: order?._id ?? '' };
};

export const typesSaid = (world: OrderWorld, appealId: string): readonly string[] => world.said(appealId).map(({ type }) => type);
