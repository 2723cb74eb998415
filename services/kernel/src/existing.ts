import { dayInShanghai } from '@daqidi/calendar';
import type { Directory, Region, Unit } from '@daqidi/directory';
import { isValidOn, type Post } from '@daqidi/identity';

/** First and last day, `YYYY-MM-DD`, Asia/Shanghai; null while there is no end. */
interface Dated {
  readonly validFrom: string;
  readonly validTo: string | null;
}

export const existsOn = ({ validFrom, validTo }: Dated, day: string): boolean =>
  validFrom <= day && (validTo === null || day <= validTo);

const existing = <Item extends Dated>(item: Item | undefined, now: number): Item | null =>
  item !== undefined && existsOn(item, dayInShanghai(now)) ? item : null;

/** The unit, where it exists on the day of `now` (ms since the epoch, Asia/Shanghai). */
export const unitOn = (directory: Pick<Directory, 'unit'>, unitId: string, now: number): Unit | null =>
  existing(directory.unit(unitId), now);

/** Every post that a person holds on the day of `now` (ms since the epoch, Asia/Shanghai). */
export const postsOn = (directory: Pick<Directory, 'postsOf'>, person: string, now: number): readonly Post[] => {
  const today = dayInShanghai(now);
  return directory.postsOf(person).filter((post) => isValidOn(post, today));
};

/** The region, where it exists on the day of `now` (ms since the epoch, Asia/Shanghai). */
export const regionOn = (directory: Pick<Directory, 'region'>, regionId: string, now: number): Region | null =>
  existing(directory.region(regionId), now);
