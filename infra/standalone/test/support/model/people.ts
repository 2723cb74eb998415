// Part of the reference model: written from the domain page and the procedure, and imports nothing of the product.

export type Kind = 'PETITIONER' | 'OFFICER' | 'ANONYMOUS';

/** One person with at most one post, as the test district has them. */
export interface Somebody {
  /** As a story calls them. */
  readonly name: string;
  readonly sub: string;
  readonly kind: Kind;
  readonly role: string | null;
  readonly unit: string;
  readonly region: string;
}

export const district = '511902';
export const township = '511902001';
export const village = '511902001001';
export const otherVillage = '511902001002';
export const otherTownship = '511902002';

const citizen = (name: string, sub: string, kind: Kind): Somebody => ({ name, sub, kind, role: null, unit: '', region: '' });
const officer = (name: string, sub: string, role: string, unit: string, region: string): Somebody => ({
  name,
  sub,
  kind: 'OFFICER',
  role,
  unit,
  region,
});
const local = (place: string, called: string, seat: string, role: string): Somebody =>
  officer(called, `${place}.${seat}`, role, `u-${place}`, place);
const inDistrict = (office: string, called: string, seat: string, role: string): Somebody =>
  officer(called, `${office}.${seat}`, role, `u-${office}`, district);

export const people = {
  petitioner: citizen('Wang', 'petitioner-1', 'PETITIONER'),
  neighbour: citizen('Li', 'petitioner-2', 'PETITIONER'),
  anybody: citizen('somebody not signed in', 'anybody', 'ANONYMOUS'),
  clerk: inDistrict('district-centre', 'the district clerk', 'clerk', 'CENTRE_CLERK'),
  villageReviewer: local(village, 'the village reviewer', 'reviewer', 'VILLAGE_REVIEWER'),
  letters: local(township, 'the township reviewer (letters)', 'letters', 'TOWNSHIP_REVIEWER'),
  justice: local(township, 'the township reviewer (justice)', 'justice', 'TOWNSHIP_REVIEWER'),
  safety: local(township, 'the township reviewer (safety)', 'safety', 'TOWNSHIP_REVIEWER'),
  handler: local(township, 'the township handler', 'handler', 'HANDLER'),
  deputy: local(township, 'the township deputy', 'deputy', 'LEADER_IN_CHARGE'),
  head: local(township, 'the township head', 'head', 'MAIN_LEADER'),
  townshipClerk: local(township, 'the township clerk', 'clerk', 'CENTRE_CLERK'),
  villageHandler: local(village, 'the village handler', 'handler', 'HANDLER'),
  villageHead: local(village, 'the village head', 'head', 'MAIN_LEADER'),
  lettersOfficer: inDistrict('letters', 'the letters officer', 'officer', 'LETTERS_OFFICER'),
  secondLettersOfficer: inDistrict('letters', 'the second letters officer', 'officer-2', 'LETTERS_OFFICER'),
  thirdLettersOfficer: inDistrict('letters', 'the third letters officer', 'officer-3', 'LETTERS_OFFICER'),
  inspector: inDistrict('discipline', 'the discipline inspector', 'inspector', 'DISCIPLINE_INSPECTOR'),
  housingHandler: inDistrict('housing', 'the housing handler', 'handler', 'HANDLER'),
  housingDeputy: inDistrict('housing', 'the housing deputy', 'deputy', 'LEADER_IN_CHARGE'),
  housingHead: inDistrict('housing', 'the housing head', 'head', 'MAIN_LEADER'),
  auditor: inDistrict('leading-group', 'the auditor', 'auditor', 'AUDITOR'),
  admin: inDistrict('leading-group', 'the admin', 'admin', 'ADMIN'),
  performanceOfficer: inDistrict('performance', 'the performance officer', 'officer', 'PERFORMANCE_OFFICER'),
  otherReviewer: local(otherVillage, 'the reviewer of another village', 'reviewer', 'VILLAGE_REVIEWER'),
  otherLetters: local(otherTownship, 'a reviewer of another township', 'letters', 'TOWNSHIP_REVIEWER'),
  otherHandler: local(otherTownship, 'the handler of another township', 'handler', 'HANDLER'),
  districtLeader: inDistrict('leading-group', 'a head of the joint conference', 'leader', 'DISTRICT_LEADER'),
  gridWorker: officer('a grid worker', `${village}-g1.worker`, 'GRID_WORKER', `u-${village}`, `${village}-g1`),
} as const satisfies Readonly<Record<string, Somebody>>;

export const everybody: readonly Somebody[] = Object.values(people);

/** From the district down to the place; null where there is no such place. */
export const pathOf = (region: string): readonly string[] | null => {
  const known: Readonly<Record<string, readonly string[]>> = {
    [district]: [district],
    [township]: [district, township],
    [otherTownship]: [district, otherTownship],
    [village]: [district, township, village],
    [otherVillage]: [district, township, otherVillage],
  };
  return known[region] ?? null;
};

interface Unit {
  readonly level: 'DISTRICT' | 'TOWNSHIP' | 'VILLAGE';
  readonly region: string;
  readonly parent: string | null;
}

const units: Readonly<Record<string, Unit>> = {
  'u-leading-group': { level: 'DISTRICT', region: district, parent: null },
  'u-letters': { level: 'DISTRICT', region: district, parent: 'u-leading-group' },
  'u-housing': { level: 'DISTRICT', region: district, parent: 'u-leading-group' },
  [`u-${township}`]: { level: 'TOWNSHIP', region: township, parent: 'u-leading-group' },
  [`u-${otherTownship}`]: { level: 'TOWNSHIP', region: otherTownship, parent: 'u-leading-group' },
  [`u-${village}`]: { level: 'VILLAGE', region: village, parent: `u-${township}` },
  [`u-${otherVillage}`]: { level: 'VILLAGE', region: otherVillage, parent: `u-${township}` },
};

export const unitNamed = (id: string): Unit | null => units[id] ?? null;

/** The unit and those above it, nearest first. */
export const lineOf = (id: string): readonly string[] => {
  const unit = unitNamed(id);
  if (unit === null) return [];
  return unit.parent === null ? [id] : [id, ...lineOf(unit.parent)];
};

/** The unit and everything subordinate to it. */
export const under = (id: string): readonly string[] => Object.keys(units).filter((each) => lineOf(each).includes(id));

export const holdersOf = (unit: string, role: string): readonly Somebody[] =>
  everybody.filter((each) => each.unit === unit && each.role === role);
