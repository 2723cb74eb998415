import { latestScope } from '@daqidi/kernel';
import type { Context } from '../context.js';
import type { QueryResolvers } from '../generated/schema.js';
import type { CaseDocument } from '../model.js';
import { peopleGroupHash } from '../shared/people-groups.js';

/** Fewer would tell of people (domain, 2.1). */
const least = 5;
/** Rows that are read at once. */
const abreast = 500;

const isSecret = ({ parts: { submitted, scope } }: CaseDocument): boolean =>
  submitted === null || latestScope(scope, submitted).restricted;

/** How many appeals that the reader may see, no secrets among them, say of themselves that they are this group's. */
const counted = async ({ tools: { store, model, lookupSecret }, scope }: Context, code: string): Promise<number> => {
  const found = await store.vault.lookUp(peopleGroupHash(lookupSecret, code));
  const ids = [...new Set(found.map(({ about }) => about))];
  let count = 0;
  for (let from = 0; from < ids.length; from += abreast) {
    const rows = await model.cases.collection.byIds(ids.slice(from, from + abreast), scope);
    count += rows.filter((row) => !isSecret(row)).length;
  }
  return count;
};

/** Totals alone, of the whole district: nothing narrows them, so that none can be told from another. */
export const peopleGroupTotals: QueryResolvers<Context>['peopleGroupTotals'] = async (_, __, context) => {
  const totals = [];
  for (const group of context.tools.peopleGroups) {
    const appeals = await counted(context, group.code);
    totals.push({ group, appeals: appeals < least ? null : appeals });
  }
  return totals;
};
