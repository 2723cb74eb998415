// Proves: whichever unit of the tree is accused, its people and those of every unit under it get the same answers with and without the
// appeal, when it comes in and when all its clocks have run out. SEED says which units are tried.
import { createSeededRandomness, randomInteger } from '@daqidi/runtime';
import { SubmitAppealDocument } from '@daqidi/schemas/operations';
import { cast, demoPlace, type Person } from '@daqidi/standalone';
import { apiSchema } from './support/api-schema.js';
import { type EmbeddedWorld, openEmbeddedWorld, smallSeed } from './support/embedded-world.js';
import { everyField } from './support/every-field.js';
import { normalise } from './support/normalise.js';

const seed = process.env.SEED ?? String(Math.floor(Math.random() * 2 ** 31));
beforeAll(() => process.stdout.write(`# SEED=${seed}\n`));

const randomness = createSeededRandomness(seed);
const some = <Item>(items: readonly Item[], most: number): readonly Item[] => {
  const rest = [...items];
  return Array.from({ length: Math.min(most, rest.length) }, () => rest.splice(randomInteger(randomness, rest.length), 1)).flat();
};

const { units, posts } = smallSeed();
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
  return [...some(own, 2), ...some(under, 1)].map(({ personId }) => ({ sub: personId, kind: 'OFFICER' }));
};

const submit = (world: EmbeddedWorld, requestId: string, accusedUnitIds: string[]) => {
  const input = {
    requestId,
    channel: 'WINDOW',
    regionId: demoPlace.village,
    text: '工作人员推诿扯皮,久拖不办。',
    accusedUnitIds,
  };
  return world.ask(cast.petitioner, SubmitAppealDocument, { input });
};

const compare = async (accused: string, people: readonly Person[]): Promise<void> => {
  const worlds = await Promise.all([openEmbeddedWorld(), openEmbeddedWorld()]);
  const [without, within] = worlds;
  try {
    const schema = await apiSchema(within);
    for (const world of worlds) {
      world.clock.set('2026-03-02T03:00:00.000Z');
      await submit(world, 'ordinary-appeal', []);
    }
    const { appeal, receipt } = (await submit(within, 'hidden-appeal', [accused])).submitAppeal;
    const hidden = { id: appeal.id, appealId: appeal.id, unifiedCode: receipt.unifiedCode, unitId: accused };
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
              return normalise(await world.raw(person, query));
            }),
          );
          expect(answers[1], `${accused}, ${moment}: ${person.sub} learns of the appeal from ${name}`).toStrictEqual(answers[0]);
        }
    }
  } finally {
    await Promise.all([without?.stop(), within?.stop()]);
  }
};

const kinds = [...new Set(units.map(({ kind }) => kind))];
/** One unit of each kind: it is the kind that decides who looks after the appeal instead. */
const tried = kinds.flatMap((kind) =>
  some(
    units.filter((unit) => unit.kind === kind && barredBy(unit.id).length > 0),
    1,
  ),
);

for (const { id } of tried)
  test(`its people learn nothing of an appeal about ${id}`, async () => {
    const people = barredBy(id);
    expect(people.length).toBeGreaterThan(0);
    await compare(id, people);
  });

test('it is noticed when somebody learns of it: who looks after an appeal does', async () => {
  await expect(compare(`u-${demoPlace.village}`, [cast.lettersOfficer])).rejects.toThrow(/learns of the appeal/);
});
