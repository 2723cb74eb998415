/** What supervision told of its orders about the handling of a case, by id. */
export type OrdersAbout = Readonly<Record<string, 'OPEN' | 'ENDED'>>;

/**
 * Whether an order about handling is still open, or on its way: each time the handling clock runs out one is raised (domain, 2.4:
 * a case closes only with them concluded).
 */
export const ordersOpen = (orders: OrdersAbout, overdues: number): boolean => {
  const known = Object.values(orders);
  return known.includes('OPEN') || known.length < overdues;
};
