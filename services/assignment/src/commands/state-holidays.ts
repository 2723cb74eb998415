import { checkText, text } from '@daqidi/service';
import { stateList } from '../domain/holidays.js';
import type { StateHolidaysInput } from '../generated/schema.js';
import { holidayCommand } from '../shared/directory-commands.js';

export const stateHolidays = holidayCommand<StateHolidaysInput, 'reason'>({
  rule: 'calendar.state',
  texts: { reason: text(2, 1_000) },
  decide: ({ state, input: { year, daysOff, makeUpDays, provisional, source }, texts: { reason } }) =>
    stateList(state, { year, daysOff, makeUpDays, provisional, source: checkText('source', source, 1, 100), reason }),
});
