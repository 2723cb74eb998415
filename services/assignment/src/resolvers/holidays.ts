import { mutation, textUnder } from '@daqidi/service';
import { stateHolidays as command } from '../commands/state-holidays.js';
import type { Context } from '../context.js';
import type { HolidayListResolvers, QueryResolvers } from '../generated/schema.js';
import { nowhere } from '../shared/directory-commands.js';

export const holidayLists: QueryResolvers<Context>['holidayLists'] = (_, __, { tools }) =>
  tools.directory.holidayLists().map((list) => ({ ...list }));

export const HolidayList: HolidayListResolvers<Context> = {
  reason: ({ reason }, _, { tools, principal, reasons }) =>
    textUnder('directory.changes', { tools, principal, texts: reasons }, nowhere, reason),
};

/** Answers with the list as it was stated. */
export const stateHolidays = mutation(command, ({ document }, _context: Context, { year }) => {
  const holidayList = document.state[year];
  if (holidayList === undefined) throw new Error(`the list of ${year} was stated and is not there`);
  return { holidayList };
});
