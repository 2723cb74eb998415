import { badInput } from '@daqidi/runtime';
import { checkOptionalText, checkText } from '@daqidi/service';
import type { ParticularsInput, PlaceKind } from '../generated/schema.js';

/** What is known of a matter beside its text (domain, 2.1), as it is kept: nothing has to be said. */
export interface Particulars {
  readonly occurredOn: string | null;
  readonly place: {
    readonly kind: PlaceKind;
    readonly name: string;
    readonly yearBuilt: number | null;
    readonly propertyCompany: string | null;
  } | null;
  readonly things: readonly string[];
  readonly organisations: readonly string[];
}

/** More of one kind is another matter. */
const most = 10;
const firstYear = 1800;

const listOf = (field: string, given: readonly string[] | null | undefined): readonly string[] => {
  const listed = (given ?? []).map((one) => checkText(`particulars.${field}`, one, 1, 50));
  if (listed.length > most) throw badInput(`particulars.${field}`, `At most ${most} are named.`, `最多填写 ${most} 项。`);
  return [...new Set(listed)];
};

type Given = ParticularsInput | null | undefined;

/** Nothing lies in the future. `today` in Asia/Shanghai. BAD_USER_INPUT. */
export const checkTimes = (given: Given, today: string): void => {
  const { occurredOn = null, place = null } = given ?? {};
  if (occurredOn !== null && occurredOn > today)
    throw badInput('particulars.occurredOn', 'What has not happened yet is no matter.', '发生日期不得晚于今日。');
  const yearBuilt = place?.yearBuilt ?? null;
  if (yearBuilt !== null && (yearBuilt < firstYear || yearBuilt > Number(today.slice(0, 4))))
    throw badInput(
      'particulars.place.yearBuilt',
      `A year from ${firstYear} to this one.`,
      `建成年份应在 ${firstYear} 年至今年之间。`,
    );
};

/** In its one form; null where nothing was said. BAD_USER_INPUT. */
export const readParticulars = (given: Given): Particulars | null => {
  if (!given) return null;
  const { occurredOn = null, place = null } = given;
  const read: Particulars = {
    occurredOn,
    place: place && {
      kind: place.kind,
      name: checkText('particulars.place.name', place.name, 1, 100),
      yearBuilt: place.yearBuilt ?? null,
      propertyCompany: checkOptionalText('particulars.place.propertyCompany', place.propertyCompany, 100),
    },
    things: listOf('things', given.things),
    organisations: listOf('organisations', given.organisations),
  };
  const isNothing = occurredOn === null && place === null && read.things.length + read.organisations.length === 0;
  return isNothing ? null : read;
};
