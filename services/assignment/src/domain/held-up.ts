import type { Refused } from '@daqidi/schemas';
import type { EntryState } from './entry.js';
import type { EntryFacts } from './entry-facts.js';
import { ordersOpen } from './orders.js';
import { tracksOpen } from './tracks.js';

/**
 * What the last signature still waits for: a case closes only without open orders about its handling and, a complaint, after both of its
 * tracks (domain, 2.4).
 */
export const heldUpBy = ({ overdues, opened }: EntryState, { orders, tracks }: EntryFacts): Refused | null => {
  if (ordersOpen(orders, overdues)) return { refused: 'entry.orders-open' };
  return tracksOpen(tracks, opened?.category ?? null) ? { refused: 'entry.tracks-open' } : null;
};
