// Proves: whichever unit is accused, whichever has lost all its people and wherever the case stands then, somebody is offered the next step,
// by the real services, until it is closed. SEED says which units and stages are drawn, UNITS how many units of each kind (one unless told;
// 1000 are all), SHARE how many of those that are emptied.
import type { DistrictSeed } from '@daqidi/assignment';
import { SubmitAppealDocument } from '@daqidi/schemas/operations';
import { demoPlace, type Person } from '@daqidi/standalone';
import { drawShare, useSeed } from '@daqidi/testing';
import { type EmbeddedWorld, openEmbeddedWorld, smallSeed } from './support/embedded-world.js';
import { createPlayByActions, type Matter, stations } from './support/play-by-actions.js';

const { below } = useSeed();
const oneOf = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
const shuffled = <Item>(items: readonly Item[]): Item[] => {
  const rest = [...items];
  return Array.from(items, () => rest.splice(below(rest.length), 1)[0] as Item);
};

const seeded = smallSeed();
const { units, posts } = seeded;
const lastDay = '2026-03-03';
const afterwards = '2026-03-04T02:00:00.000Z';

const withoutPeople = (vacated: string): DistrictSeed => ({
  ...seeded,
  posts: posts.map((post) => (post.unitId === vacated ? { ...post, to: lastDay } : post)),
});

const people: readonly Person[] = [
  { sub: 'petitioner-1', kind: 'PETITIONER' },
  ...[...new Set(posts.map(({ personId }) => personId))]
    .filter((personId) => !personId.startsWith('machine:'))
    .map((sub): Person => ({ sub, kind: 'OFFICER' })),
];

const { district, township, village } = demoPlace;
const unitsAt: Readonly<Record<Matter['level'], readonly string[]>> = {
  VILLAGE: [`u-${village}`],
  TOWNSHIP: [`u-${township}`],
  DISTRICT: units.filter(({ level, regionId }) => level === 'DISTRICT' && regionId === district).map(({ id }) => id),
};

const handIn = async (world: EmbeddedWorld, number: number, accused: string | null): Promise<Matter> => {
  const anonymous = below(3) === 0;
  const { submitAppeal } = await world.ask(people[0] as Person, SubmitAppealDocument, {
    input: {
      requestId: `competent-${number}`,
      channel: 'QR_CODE',
      regionId: village,
      text: '工作人员推诿扯皮,久拖不办。',
      ...(anonymous ? { anonymous } : { petitioner: { name: '王小明', telephone: '13900001234' } }),
      ...(accused === null ? {} : { accusedUnitIds: [accused] }),
    },
  });
  const level = accused === null ? oneOf(['VILLAGE', 'TOWNSHIP', 'DISTRICT'] as const) : 'DISTRICT';
  const category = accused === null ? oneOf(['COMPLAINT', 'SUGGESTION'] as const) : 'COMPLAINT';
  return { id: submitAppeal.appeal.id, category, level, units: shuffled(unitsAt[level]) };
};

const kinds = [...new Set(units.map(({ kind }) => kind))];
const most = Number(process.env.UNITS ?? 1);
const drawn = (): readonly string[] =>
  kinds.flatMap((kind) =>
    shuffled(units.filter((unit) => unit.kind === kind))
      .slice(0, most)
      .map(({ id }) => id),
  );

/** Behind the discipline commission's track the city's office is alone: without both it waits until one of them has somebody. */
const areBoth = (accused: string, vacated: string): boolean =>
  accused !== vacated && [accused, vacated].every((id) => id === 'u-discipline' || id === 'u-city-office');

for (const vacated of drawShare(drawn(), below))
  test(`every case goes on to its end when ${vacated} has lost all its people`, async () => {
    const world = await openEmbeddedWorld({ district: withoutPeople(vacated) });
    try {
      const play = createPlayByActions(world, shuffled(people));
      const matters: { readonly about: string; readonly matter: Matter }[] = [];
      const stuck: string[] = [];
      for (const accused of [null, ...drawn().filter((id) => !areBoth(id, vacated))]) {
        const station = oneOf(stations);
        const matter = await handIn(world, matters.length, accused);
        const about = `${accused ?? 'nobody'} accused, ${vacated} emptied at ${station}, ${matter.level} ${matter.category}, units ${matter.units.slice(0, 3)}`;
        matters.push({ about, matter });
        const before = await play.until(matter, station);
        if (before !== null) stuck.push(`${about}: before that, ${before}`);
      }
      await world.passTime?.(afterwards);
      for (const { about, matter } of matters) {
        const after = await play.until(matter, 'CLOSED');
        if (after !== null) stuck.push(`${about}: ${after}`);
      }
      expect(stuck).toStrictEqual([]);
    } finally {
      await world.stop();
    }
  });
