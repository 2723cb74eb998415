import type { DirectoryEvents } from '@daqidi/schemas';

type UnitKind = DirectoryEvents['UnitStated']['kind'];

const everywhere: readonly UnitKind[] = [
  'DEPARTMENT',
  'TOWNSHIP_GOVERNMENT',
  'VILLAGE_COMMITTEE',
  'SERVICE_CENTRE',
  'SUPERVISING_BODY',
];
const supervising: readonly UnitKind[] = ['SUPERVISING_BODY'];

/** In which units a role is at home: who oversees sits in a supervising body, where posts need a second person. */
const homes: Readonly<Record<string, readonly UnitKind[]>> = {
  GRID_WORKER: ['VILLAGE_COMMITTEE'],
  VILLAGE_REVIEWER: ['VILLAGE_COMMITTEE'],
  TOWNSHIP_REVIEWER: ['TOWNSHIP_GOVERNMENT'],
  HANDLER: everywhere,
  LEADER_IN_CHARGE: everywhere,
  MAIN_LEADER: everywhere,
  CENTRE_CLERK: ['SERVICE_CENTRE', 'TOWNSHIP_GOVERNMENT', 'VILLAGE_COMMITTEE'],
  LETTERS_OFFICER: supervising,
  POLITICAL_LEGAL_OFFICER: supervising,
  DISCIPLINE_INSPECTOR: supervising,
  PERFORMANCE_OFFICER: supervising,
  SECRETARIAT: supervising,
  DISTRICT_LEADER: supervising,
  CITY_OFFICE: supervising,
  AUDITOR: supervising,
  ADMIN: supervising,
};

/** Every role that a post can have. */
export const postRoles: readonly string[] = Object.keys(homes);

export const sitsIn = (role: string, kind: UnitKind): boolean =>
  Object.hasOwn(homes, role) && (homes[role]?.includes(kind) ?? false);

/** Roles that hand in appeals, a petitioner's among them (domain, 2.1). */
export const handingIn: readonly string[] = ['PETITIONER', 'ANONYMOUS', 'CENTRE_CLERK', 'GRID_WORKER', 'CITY_OFFICE'];
