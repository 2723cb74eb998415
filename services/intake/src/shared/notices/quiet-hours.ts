import { atMinuteOf, dayInShanghai, dayLength, hourInShanghai } from '@daqidi/calendar';

export interface QuietHours {
  /** Of the day in Asia/Shanghai; a night that has no hours is none. */
  readonly quietFromHour: number;
  readonly quietUntilHour: number;
}

/** The first moment from `now` on at which a petitioner is not disturbed, both in milliseconds since the epoch. */
export const afterQuietHours = (now: number, { quietFromHour, quietUntilHour }: QuietHours): number => {
  const hour = hourInShanghai(now);
  if (hour < quietUntilHour) return atMinuteOf(dayInShanghai(now), quietUntilHour * 60);
  return hour >= quietFromHour ? atMinuteOf(dayInShanghai(now + dayLength), quietUntilHour * 60) : now;
};
