import type { PrincipalKind } from '@daqidi/identity';

/** Somebody whose token is printed at the start: one for each role, in the first township and village of the seed. */
export interface DemoPerson {
  readonly role: string;
  readonly sub: string;
  readonly kind: PrincipalKind;
}

export const demoPlace = { district: '511902', township: '511902001', village: '511902001001' } as const;

const { township, village } = demoPlace;

const officer = (role: string, sub: string): DemoPerson => ({ role, sub, kind: 'OFFICER' });

export const demoPeople: readonly DemoPerson[] = [
  { role: 'PETITIONER', sub: 'petitioner-1', kind: 'PETITIONER' },
  officer('GRID_WORKER', `${village}-g1.worker`),
  officer('VILLAGE_REVIEWER', `${village}.reviewer`),
  officer('TOWNSHIP_REVIEWER (LETTERS)', `${township}.letters`),
  officer('TOWNSHIP_REVIEWER (JUSTICE)', `${township}.justice`),
  officer('TOWNSHIP_REVIEWER (SAFETY)', `${township}.safety`),
  officer('HANDLER', `${township}.handler`),
  officer('LEADER_IN_CHARGE', `${township}.deputy`),
  officer('MAIN_LEADER', `${township}.head`),
  officer('CENTRE_CLERK', 'district-centre.clerk'),
  officer('LETTERS_OFFICER', 'letters.officer'),
  officer('POLITICAL_LEGAL_OFFICER', 'political-legal.officer'),
  officer('DISCIPLINE_INSPECTOR', 'discipline.inspector'),
  officer('PERFORMANCE_OFFICER', 'performance.officer'),
  officer('SECRETARIAT', 'leading-group.secretariat'),
  officer('DISTRICT_LEADER', 'leading-group.leader'),
  officer('AUDITOR', 'leading-group.auditor'),
  officer('ADMIN', 'leading-group.admin'),
  { role: 'CITY_OFFICE', sub: 'city-office', kind: 'MACHINE' },
];
