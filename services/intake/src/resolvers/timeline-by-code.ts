import { timingSafeEqual } from 'node:crypto';
import { readQueryCode } from '@daqidi/kernel';
import type { Context } from '../context.js';
import { dayOf, readUnifiedCode } from '../domain/unified-code.js';
import type { QueryResolvers } from '../generated/schema.js';
import { queryCodeOf, receiptIdOf } from '../query-code.js';
import { timelinesOf } from '../shared/timelines.js';

const same = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

/**
 * Whoever holds both codes of the receipt sees the timeline. The search is for the query code, never for the unified code, which
 * can be guessed: nothing that was filed makes the answer to a wrong code take longer.
 */
export const timelineByCode: QueryResolvers<Context>['timelineByCode'] = async (_, typed, context) => {
  const { model, store, lookupSecret } = context.tools;
  const unifiedCode = readUnifiedCode(typed.unifiedCode);
  if (unifiedCode === null) return null;
  const queryCode = readQueryCode(typed.queryCode);
  const appealId = await store.vault.get(receiptIdOf(lookupSecret, dayOf(unifiedCode), queryCode));
  if (appealId === null) return null;
  const appeal = await model.appeals.collection.byId(appealId);
  if (!same(appeal?.state.submitted?.unifiedCode ?? '', unifiedCode)) return null;
  // One that was replaced is void.
  if (!same(queryCodeOf(lookupSecret, appealId, appeal?.state.codeGeneration), queryCode)) return null;
  const [timeline] = await timelinesOf(model.timeline, [appealId]);
  return timeline?.entries.map((entry) => ({ ...entry, queryCode })) ?? [];
};
