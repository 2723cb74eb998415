import type { Language } from './language.js';

const zone = 'Asia/Shanghai';

/** A moment (UTC, ISO 8601) as the district's clocks show it. */
export const momentText = (moment: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(moment));

/** The day of a moment in Asia/Shanghai, `YYYY-MM-DD`. */
export const dayOf = (moment: string | number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(moment));

/** The first moment of a day (`YYYY-MM-DD`, Asia/Shanghai) that lies so many days later, in UTC. */
export const dayStart = (day: string, later = 0): string =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + later * 86_400_000).toISOString();

/** The day that lies so many days later, `YYYY-MM-DD`. */
export const laterDay = (day: string, later: number): string => dayOf(dayStart(day, later));
