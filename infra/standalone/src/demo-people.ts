import type { DistrictSeed } from '@daqidi/assignment';
import type { PrincipalKind } from '@daqidi/identity';

/** Somebody whose token is printed at the start. */
export interface DemoPerson {
  readonly role: string;
  readonly sub: string;
  readonly kind: PrincipalKind;
}

export const demoPlace = { district: '511902', township: '511902001', village: '511902001001' } as const;

/** One officer of each role, the first of the district's who holds it now, and a petitioner. */
export const peopleOf = ({ posts }: DistrictSeed): readonly DemoPerson[] => {
  const found = new Map<string, DemoPerson>();
  for (const { role, office, personId, to } of posts) {
    const name = office === null ? role : `${role} (${office})`;
    if (to !== null || found.has(name)) continue;
    const machine = personId.startsWith('machine:');
    found.set(name, { role: name, sub: personId.replace(/^machine:/, ''), kind: machine ? 'MACHINE' : 'OFFICER' });
  }
  return [
    { role: 'PETITIONER', sub: 'petitioner-1', kind: 'PETITIONER' },
    ...[...found.values()].sort((left, right) => (left.role < right.role ? -1 : 1)),
  ];
};
