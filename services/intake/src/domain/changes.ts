/**
 * How far clocks of instances may be apart, and a write may take, without a change being passed over: whoever asks what changed since some
 * change is told again of what changed shortly before it. Milliseconds.
 */
const overlap = 10_000;

const momentOf = (changed: string): number => Date.parse(changed.slice(0, changed.indexOf('|')));

/** `<moment>|<id>`, later than the row's last, whatever the clock of whoever wrote that one. `now` in ms since the epoch. */
export const nextChange = (last: string | null, id: string, now: number): string =>
  `${new Date(last === null ? now : Math.max(now, momentOf(last) + 1)).toISOString()}|${id}`;

/** When a row changed, ISO 8601. */
export const changedAt = (changed: string): string => changed.slice(0, changed.indexOf('|'));

/** From where changes are read by somebody whose last one was this; null for what is none. */
export const changesFrom = (last: string): string | null => {
  const moment = momentOf(last);
  return Number.isNaN(moment) ? null : new Date(moment - overlap).toISOString();
};
