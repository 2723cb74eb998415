import { keyedHash } from '@daqidi/identity';
import { readTable } from '@daqidi/service';

/** Days `YYYY-MM-DD`, Asia/Shanghai; no last day while there is no end. */
export interface PeopleGroup {
  readonly code: string;
  readonly name: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** The dated list of people to whom a petitioner may say that he belongs (domain, 2.1). */
export const readPeopleGroups = (): readonly PeopleGroup[] =>
  readTable(new URL('../../seed/people-groups.csv', import.meta.url)).map(
    ([code = '', name = '', validFrom = '', validTo = '']) => ({
      code,
      name,
      validFrom,
      validTo: validTo === '' ? null : validTo,
    }),
  );

/** Whether it holds on this day. */
export const holdsOn = ({ validFrom, validTo }: PeopleGroup, today: string): boolean =>
  validFrom <= today && (validTo === null || today <= validTo);

/** Under which the vault keeps which appeals say that they are this group's: for totals alone. */
export const peopleGroupHash = (secret: Buffer, code: string): string => keyedHash(secret, `people-group:${code}`);
