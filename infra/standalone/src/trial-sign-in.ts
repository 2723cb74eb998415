import type { DistrictSeed } from '@daqidi/assignment';
import type { DevelopmentSignIn, TrialPerson } from '@daqidi/gateway';
import type { DevelopmentIssuer } from '@daqidi/identity';

/** A working day, in seconds. */
const tokenLife = 10 * 3_600;
const mostShown = 50;
const machine = 'machine:';

const petitioner = (number: number): TrialPerson => ({
  id: `petitioner-${number}`,
  kind: 'PETITIONER',
  name: `群众 ${number}`,
  role: 'PETITIONER',
  unit: '',
});

/** Whoever holds a post by the district's first directory, those of the district itself before townships and villages; and three citizens. */
const peopleIn = ({ posts, officers, units }: DistrictSeed): readonly TrialPerson[] => {
  const names = new Map(officers.map(({ id, name }) => [id, name]));
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const rank = (id: string): number => ['DISTRICT', 'TOWNSHIP', 'VILLAGE'].indexOf(unitOf.get(id)?.level ?? '');
  const held = posts
    .filter(({ to, personId }) => to === null && !personId.startsWith(machine))
    .sort((left, right) => rank(left.unitId) - rank(right.unitId))
    .map(({ personId, role, unitId }): TrialPerson => {
      const unit = unitOf.get(unitId)?.name ?? '';
      return { id: personId, kind: 'OFFICER', name: names.get(personId) ?? personId, role, unit };
    });
  return [...[1, 2, 3].map(petitioner), ...held];
};

/** Anybody of the demonstration district, by part of the name, role or unit: for trying the product. */
export const trialSignIn = (seed: DistrictSeed, issuer: DevelopmentIssuer, longestLife: number): DevelopmentSignIn => {
  const everybody = peopleIn(seed);
  const issue: DevelopmentSignIn['issue'] = (claims) => issuer.issue({ ...claims, ttlSeconds: Math.min(tokenLife, longestLife) });
  return {
    issue,
    people: (search) => {
      const words = search.trim().toLowerCase().split(/\s+/);
      return everybody
        .filter(({ id, name, role, unit }) => words.every((word) => `${id} ${name} ${role} ${unit}`.toLowerCase().includes(word)))
        .slice(0, mostShown);
    },
  };
};
