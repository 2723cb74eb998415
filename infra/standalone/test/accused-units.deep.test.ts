// Proves: whichever unit of the tree is accused, or which official, those who were there, are there, will be there and stand under it get
// the same answers with and without the appeal, when it comes in and when all its clocks have run out; the clerk who took it in too, from
// then on. SEED says which units are tried, UNITS how many of each kind (one unless told; 1000 are all), SHARE how many of those.
import type { DistrictSeed } from '@daqidi/assignment';
import { SubmitAppealDocument } from '@daqidi/schemas/operations';
import { cast, demoPlace, officer, type Person } from '@daqidi/standalone';
import { drawShare, useSeed } from '@daqidi/testing';
import { apiSchema } from './support/api-schema.js';
import { type EmbeddedWorld, openEmbeddedWorld, smallSeed } from './support/embedded-world.js';
import { everyField } from './support/every-field.js';
import { normaliseInTime } from './support/normalise.js';

const { below } = useSeed();
const some = <Item>(items: readonly Item[], most: number): readonly Item[] => {
  const rest = [...items];
  return Array.from({ length: Math.min(most, rest.length) }, () => rest.splice(below(rest.length), 1)).flat();
};

const seeded = smallSeed();
const { units, posts } = seeded;
const unitOf = (id: string | null) => units.find((unit) => unit.id === id);

/** The unit and those that it stands under; a supervising body stands under nobody. */
const lineOf = (id: string): readonly string[] => {
  const unit = unitOf(id);
  return unit === undefined ? [] : [id, ...(unit.kind === 'SUPERVISING_BODY' ? [] : lineOf(unit.parentId ?? ''))];
};

/** A few of the people whom an accusation of the unit bars, of itself and of units under it. */
const barredBy = (accused: string): readonly Person[] => {
  const people = posts.filter(({ unitId, personId }) => lineOf(unitId).includes(accused) && !personId.startsWith('machine:'));
  const own = people.filter(({ unitId }) => unitId === accused);
  const under = people.filter(({ unitId }) => unitId !== accused);
  return [...some(own, 1), ...some(under, 1)].map(({ personId }) => ({ sub: personId, kind: 'OFFICER' }));
};

/** The district as it comes to be about this unit: its former head sits in the letters office, somebody is appointed later, and a unit is set up under it. */
const inMotion = (accused: string): DistrictSeed => {
  const unit = unitOf(accused);
  const held = posts.find(({ unitId }) => unitId === accused);
  if (unit === undefined || held === undefined) throw new Error(`${accused} has nobody`);
  const district = { regionId: demoPlace.district, unitId: 'u-letters', role: 'LETTERS_OFFICER', office: null } as const;
  const founded = { ...unit, id: `${accused}-new`, name: `${unit.name}新设机构`, parentId: accused, validFrom: '2026-04-01' };
  const terms = [
    { ...held, personId: 'has-left', from: '2021-01-01', to: '2026-02-27' },
    { ...held, personId: 'has-left', ...district, from: '2026-02-28', to: null },
    { ...held, personId: 'comes-later', from: '2026-05-01', to: null },
    { ...held, personId: 'is-new', unitId: founded.id, from: '2026-04-01', to: null },
  ].map((post, at) => ({ ...post, id: `post.in-motion-${at}` }));
  return { ...seeded, units: [...units, founded], posts: [...posts, ...terms], officers: [...seeded.officers, ...moved] };
};
const moved = ['has-left', 'comes-later', 'is-new'].map((id, at) => ({ id, name: `调任者${at}` }));

const admin = officer('leading-group.admin');

interface Accusation {
  readonly units: readonly string[];
  readonly officers?: readonly string[];
  /** Who takes it in; the petitioner himself unless told. */
  readonly from?: Person;
  readonly district?: DistrictSeed;
}

const submit = (world: EmbeddedWorld, requestId: string, { units: accused, officers = [], from }: Accusation) => {
  const input = {
    requestId,
    channel: 'WINDOW',
    regionId: demoPlace.village,
    text: '工作人员推诿扯皮,久拖不办。',
    accusedUnitIds: [...accused],
    accusedOfficerIds: [...officers],
    ...(from === undefined ? {} : { petitioner: { telephone: '13900003001' } }),
  };
  return world.ask(from ?? cast.petitioner, SubmitAppealDocument, { input });
};

const compare = async (accusation: Accusation, people: readonly Person[]): Promise<void> => {
  const { units: accused, district = seeded } = accusation;
  const about = [...accused, ...(accusation.officers ?? [])].join(', ');
  const worlds = await Promise.all([openEmbeddedWorld({ district }), openEmbeddedWorld({ district })]);
  const [without, within] = worlds;
  try {
    const schema = await apiSchema(within);
    for (const world of worlds) {
      world.clock.set('2026-03-02T03:00:00.000Z');
      await submit(world, 'ordinary-appeal', { units: [] });
    }
    const { appeal, receipt } = (await submit(within, 'hidden-appeal', accusation)).submitAppeal;
    const hidden = { id: appeal.id, appealId: appeal.id, unifiedCode: receipt.unifiedCode, unitId: accused[0] ?? 'u-housing' };
    for (const moment of ['2026-03-02T03:00:05.000Z', '2026-06-01T03:00:00.000Z']) {
      for (const world of worlds) {
        await world.passTime?.(moment);
        await world.settled();
      }
      for (const person of people)
        for (const { name, query } of everyField(schema, [{ ...hidden, period: '2026-03', first: 5 }], new Set())) {
          const answers = await Promise.all(
            worlds.map(async (world) => {
              world.clock.set(Date.parse(moment) + 1_000);
              return normaliseInTime(await world.raw(person, query));
            }),
          );
          expect(answers[1], `${about}, ${moment}: ${person.sub} learns of the appeal from ${name}`).toStrictEqual(answers[0]);
        }
    }
  } finally {
    await Promise.all([without?.stop(), within?.stop()]);
  }
};

const kinds = [...new Set(units.map(({ kind }) => kind))];
const most = Number(process.env.UNITS ?? 1);
/** Some units of each kind: it is the kind that decides who looks after the appeal instead. */
const tried = kinds.flatMap((kind) =>
  some(
    units.filter((unit) => unit.kind === kind && barredBy(unit.id).length > 0),
    most,
  ),
);

for (const { id } of drawShare(tried, below))
  test(`its people learn nothing of an appeal about ${id}`, async () => {
    const people = barredBy(id);
    expect(people.length).toBeGreaterThan(0);
    const inTime = some([...moved.map((each) => officer(each.id)), admin], 1);
    await compare({ units: [id], district: inMotion(id) }, [...people, ...inTime]);
  });

test('an accused official, his unit’s people, those above him and the clerk who took it in learn nothing of it', async () => {
  const { village, township } = demoPlace;
  const clerk = officer(`${township}.clerk`);
  const above = [officer(`${township}.head`), admin];
  const accusation = { units: [], officers: [`${township}.handler`], from: clerk };
  await compare(accusation, [cast.handler, officer(`${village}.head`), clerk, ...above]);
});

test('it is noticed when somebody learns of it: who looks after an appeal does', async () => {
  await expect(compare({ units: [`u-${demoPlace.village}`] }, [cast.lettersOfficer])).rejects.toThrow(/learns of the appeal/);
});
