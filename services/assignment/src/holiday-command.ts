import { commandsOn } from '@daqidi/service';
import type { HolidayEvent, HolidayState } from './domain/holidays.js';
import { holidaysId } from './model.js';
import type { Tools } from './tools.js';

/** A command on the district's holiday lists, which belong to no place and to no case. */
export const holidayCommand = commandsOn<Tools, HolidayState, null, HolidayEvent, object>({
  aggregates: ({ model }) => model.holidays,
  id: () => holidaysId,
  subject: () => ({ regionPath: [], units: [], persons: [] }),
  recused: () => [],
});
