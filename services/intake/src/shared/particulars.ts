import { badInput } from '@daqidi/runtime';
import { checkOptionalText, checkText } from '@daqidi/service';
import type { CoordinatesInput, ParticularsInput, PlaceKind } from '../generated/schema.js';
import { holdsOn, type PeopleGroup } from './people-groups.js';

/** What is known of a matter beside its text (domain, 2.1), as it is kept: nothing has to be said. */
export interface Particulars {
  readonly occurredOn: string | null;
  readonly place: {
    readonly kind: PlaceKind;
    readonly name: string;
    readonly yearBuilt: number | null;
    readonly propertyCompany: string | null;
    /** `<latitude> <longitude>` in degrees, WGS 84, to four decimals: about ten metres. */
    readonly coordinates?: string | null;
  } | null;
  readonly things: readonly string[];
  readonly organisations: readonly string[];
  /** Codes of the list of people. */
  readonly groups?: readonly string[];
}

/** More of one kind is another matter. */
const most = 10;
const firstYear = 1800;

const listOf = (field: string, given: readonly string[] | null | undefined): readonly string[] => {
  const listed = (given ?? []).map((one) => checkText(`particulars.${field}`, one, 1, 50));
  if (listed.length > most) throw badInput(`particulars.${field}`, `At most ${most} are named.`, `最多填写 ${most} 项。`);
  return [...new Set(listed)];
};

/** More say nothing. */
const mostGroups = 5;

const readCoordinates = (given: CoordinatesInput | null | undefined): string | null => {
  if (!given) return null;
  const { latitude, longitude } = given;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    throw badInput('particulars.place.coordinates', 'These are no coordinates.', '坐标超出范围。');
  return `${latitude.toFixed(4)} ${longitude.toFixed(4)}`;
};

/** As they are shown; of a protected petitioner to two decimals, about a kilometre: his own door would name him. */
export const coordinatesShown = (kept: string | null | undefined, coarse: boolean): CoordinatesInput | null => {
  const [latitude = Number.NaN, longitude = Number.NaN] = (kept ?? '').split(' ').map(Number);
  const shown = (degrees: number): number => (coarse ? Math.round(degrees * 100) / 100 : degrees);
  return Number.isNaN(latitude) || Number.isNaN(longitude) ? null : { latitude: shown(latitude), longitude: shown(longitude) };
};

type Given = ParticularsInput | null | undefined;

/** Nothing lies in the future, and lists are those of the day. `today` in Asia/Shanghai. BAD_USER_INPUT. */
export const checkTimes = (given: Given, today: string, peopleGroups: readonly PeopleGroup[]): void => {
  const { occurredOn = null, place = null, groups } = given ?? {};
  const known = (groups ?? []).every((code) => peopleGroups.some((one) => one.code === code && holdsOn(one, today)));
  if (!known) throw badInput('particulars.groups', 'The list of people has no such code.', '人群类别清单中没有该代码。');
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
      coordinates: readCoordinates(place.coordinates),
    },
    things: listOf('things', given.things),
    organisations: listOf('organisations', given.organisations),
    groups: [...new Set(given.groups ?? [])],
  };
  const { things, organisations, groups = [] } = read;
  if (groups.length > mostGroups)
    throw badInput('particulars.groups', `At most ${mostGroups} are named.`, `最多填写 ${mostGroups} 项。`);
  const isNothing = occurredOn === null && place === null && things.length + organisations.length + groups.length === 0;
  return isNothing ? null : read;
};
