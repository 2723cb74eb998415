import { dayLength } from '@daqidi/calendar';
import { badInput } from '@daqidi/runtime';
import { readPage } from '@daqidi/service';
import type { Context } from '../context.js';
import type { PetitionerViewResolvers, QueryResolvers, ViewFilter } from '../generated/schema.js';
import { during, named } from './moments.js';

const mostDays = 31;

const conditions = ({ viewerId, outside, offHours, from, before }: ViewFilter): Readonly<Record<string, unknown>> => ({
  ...(viewerId ? { viewer: viewerId } : {}),
  ...(outside ? { outside } : {}),
  ...(offHours ? { offHours } : {}),
  ...named('order', during({ from, before })),
});

export const petitionerViews: QueryResolvers<Context>['petitionerViews'] = (_, { filter, first, after }, { tools, scope }) =>
  readPage({
    tools,
    list: 'petitioner views',
    collection: tools.model.views.collection,
    query: 'newest',
    scope,
    where: conditions(filter ?? {}),
    first,
    after,
    keyOf: ({ order }) => order,
  });

export const frequentViewers: QueryResolvers<Context>['frequentViewers'] = async (_, { from, to }, { tools, scope }) => {
  const days = (Date.parse(to) - Date.parse(from)) / dayLength + 1;
  if (days < 1 || days > mostDays) throw badInput('to', 'A period has 1 to 31 days.', '期间应为 1 至 31 天。');
  const where = { day: { $gte: from, $lte: to } };
  const counts = await tools.model.views.collection.groupCount('byDay', 'viewerDay', { scope, where });
  const most = tools.directory.policy(tools.clock.now()).petitionerViewsNoticed;
  return [...counts]
    .filter(([, views]) => views > most)
    .sort(([left, many], [right, more]) => more - many || (left < right ? -1 : 1))
    .map(([viewerDay, views]) => {
      const end = viewerDay.lastIndexOf('|');
      return { by: { id: viewerDay.slice(0, end) }, day: viewerDay.slice(end + 1), views };
    });
};

export const PetitionerView: PetitionerViewResolvers<Context> = {
  id: ({ _id }) => _id,
  at: ({ order }) => order.slice(0, order.indexOf('|')),
  by: ({ viewer }) => ({ id: viewer }),
  appeal: ({ appealId }, _, { appeals }) => appeals.load(appealId),
  purpose: ({ purposeId }, _, { tools }) => tools.store.vault.get(purposeId),
  own: ({ outside }) => !outside,
  offHours: ({ offHours }) => offHours,
};
