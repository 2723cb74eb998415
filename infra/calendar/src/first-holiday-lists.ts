import chineseDays from 'chinese-days';
import { type Day, type HolidayList, isWeekday } from './working-days.js';

/** What chinese-days calls a day that no list names. */
const weekdayName = /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/;

const daysOf = (year: number): readonly Day[] => {
  const days: Day[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};

/** The State Council's list of a year that chinese-days knows, as far as it departs from the week. */
const published = (year: number): HolidayList => {
  const named = daysOf(year)
    .map((day) => ({ day, ...chineseDays.getDayDetail(day) }))
    .filter(({ name }) => !weekdayName.test(name));
  return {
    year,
    daysOff: named.filter(({ day, work }) => !work && isWeekday(day)).map(({ day }) => day),
    makeUpDays: named.filter(({ day, work }) => work && !isWeekday(day)).map(({ day }) => day),
    provisional: false,
  };
};

/**
 * 正月初一, 端午 and 中秋 by the published calendar: ICU errs by a day in 2027, and chinese-days in a process whose time zone is west of
 * Greenwich.
 */
const lunarFeasts: Readonly<Record<number, readonly [Day, Day, Day]>> = {
  2025: ['2025-01-29', '2025-05-31', '2025-10-06'],
  2026: ['2026-02-17', '2026-06-19', '2026-09-25'],
  2027: ['2027-02-06', '2027-06-09', '2027-09-15'],
};

const daysFrom = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Day of April on which 清明 falls, in this century. */
const qingming = (year: number): number => Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4);

/**
 * The holidays of a year whose list is not out yet, as the law fixes them (全国年节及纪念日放假办法, in force since 2025); what is worked
 * instead of them is the State Council's to say.
 */
export const lawfulHolidays = (year: number): HolidayList => {
  const feasts = lunarFeasts[year];
  if (feasts === undefined) throw new Error(`the feasts of ${year} are not known here`);
  const [newYear, dragonBoat, midAutumn] = feasts;
  const springFestival = [-1, 0, 1, 2].map((days) => daysFrom(newYear, days));
  const lunar = [...springFestival, dragonBoat, midAutumn];
  const solar = ['01-01', `04-0${qingming(year)}`, '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `${year}-${day}`);
  return { year, daysOff: [...lunar, ...solar].sort(), makeUpDays: [], provisional: true };
};

/** The first and the last year whose lists chinese-days knows: for others it answers by weekday, without saying so. */
const firstPublished = 2004;
const lastPublished = 2026;

/** The lists that a district begins with: what was published, and the year after by law alone. */
export const firstHolidayLists = (): readonly HolidayList[] => [
  ...Array.from({ length: lastPublished - firstPublished + 1 }, (_, at) => published(firstPublished + at)),
  lawfulHolidays(lastPublished + 1),
];
