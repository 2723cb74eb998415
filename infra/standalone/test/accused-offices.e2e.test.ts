// Promise: a complaint about an office that would look after complaints itself goes its whole way with whoever stands in, and the office and
// those under it learn nothing of it; one about a private party is no secret, has both tracks all the same, and ends in a public answer.
import { ListCasesDocument, ListPublicationsDocument, ReadCaseDocument, ReadComplaintDocument } from '@daqidi/schemas/operations';
import {
  type AccusedOffice,
  accusedOffices,
  cast,
  demoPlace,
  officer,
  playAccusedOffice,
  playPrivateParty,
} from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld, smallSeed } from './support/embedded-world.js';

const { township, village } = demoPlace;
const { officers } = smallSeed();
const nameOf = (id: string) => officers.find((one) => one.id === id)?.name;

/** Of each: who looks after it, who holds which track, and some of those who may not know. */
const expected: Readonly<
  Record<
    AccusedOffice,
    {
      readonly offices: readonly string[];
      readonly desks: readonly string[];
      readonly inspectors: readonly string[];
      readonly barred: readonly string[];
    }
  >
> = {
  'letters-office': {
    offices: ['SECRETARIAT', 'DISCIPLINE'],
    desks: ['DISCIPLINE', 'SECRETARIAT'],
    inspectors: ['discipline.inspector', 'leading-group.secretariat'],
    barred: ['letters.officer', 'letters.officer-3', 'letters.head'],
  },
  'discipline-commission': {
    offices: ['LETTERS', 'CITY'],
    desks: ['CITY', 'CITY'],
    inspectors: ['city-office.officer', 'city-office.officer-2'],
    barred: ['discipline.inspector'],
  },
  'leading-group': {
    offices: ['LETTERS', 'DISCIPLINE'],
    desks: ['DISCIPLINE', 'LETTERS'],
    inspectors: ['discipline.inspector', 'letters.officer-3'],
    barred: ['leading-group.secretariat', 'leading-group.leader', `${township}.head`, `${village}.reviewer`],
  },
};

describe.each(Object.keys(accusedOffices) as AccusedOffice[])('a complaint about the %s', (office) => {
  const { offices, desks, inspectors, barred } = expected[office];
  const { discipline } = accusedOffices[office].parts;
  const told: string[] = [];
  let world: EmbeddedWorld;
  let id: string;
  beforeAll(async () => {
    world = await openEmbeddedWorld();
    id = await playAccusedOffice(
      world,
      { run: office, narrate: ({ stage, who, en }) => told.push(`[${stage}] ${who.sub} ${en}`) },
      office,
    );
  });
  afterAll(() => world.stop());

  test('is closed by whoever stands in, step by step', () => expect(told).toMatchSnapshot());

  test('has both tracks with whoever may hold them', async () => {
    const { appeal } = await world.ask(discipline, ReadComplaintDocument, { id });
    expect(appeal).toMatchObject({ stage: 'CLOSED', supervision: { oversight: { restricted: true, offices } } });
    const tracks = appeal?.supervision?.dual?.tracks ?? [];
    expect(tracks.map(({ desk }) => desk)).toStrictEqual(desks);
    expect(tracks.map(({ conclusion }) => conclusion?.finding)).toStrictEqual(['PARTLY_SUBSTANTIATED', 'PARTLY_SUBSTANTIATED']);
    expect(tracks.map(({ inspector }) => inspector?.name)).toStrictEqual(inspectors.map(nameOf));
  });

  test.each(barred)('is not found by %s', async (sub) => {
    expect((await world.ask(officer(sub), ReadComplaintDocument, { id })).appeal).toBeNull();
    const { cases } = await world.ask(officer(sub), ListCasesDocument, { first: 5 });
    expect(cases).toMatchObject({ total: 0, edges: [] });
  });
});

describe('a complaint about a property company', () => {
  let world: EmbeddedWorld;
  let id: string;
  beforeAll(async () => {
    world = await openEmbeddedWorld();
    id = await playPrivateParty(world, { run: 'private-party', narrate: () => undefined });
  });
  afterAll(() => world.stop());

  test('is no secret, and both tracks have concluded on it', async () => {
    const { appeal } = await world.ask(cast.inspector, ReadComplaintDocument, { id });
    expect(appeal).toMatchObject({ stage: 'CLOSED', restricted: false, supervision: { oversight: null } });
    expect(appeal?.supervision?.dual?.tracks.map(({ conclusion }) => conclusion?.finding)).toStrictEqual([
      'SUBSTANTIATED',
      'SUBSTANTIATED',
    ]);
    for (const sub of [`${township}.clerk`, `${village}.reviewer`])
      expect((await world.ask(officer(sub), ReadCaseDocument, { id })).appeal).toMatchObject({ stage: 'CLOSED' });
  });

  test('was heard of from both sides before it closed, and the public reads the answer', async () => {
    const heard = (await world.ask(cast.handler, ReadCaseDocument, { id })).appeal;
    expect(heard?.particulars?.organisations).toStrictEqual(['某物业服务有限公司']);
    expect(heard?.ledgerEntry?.progress.edges).toMatchObject([{ node: { text: expect.stringMatching(/听取陈述/) } }]);
    const { publications } = await world.ask({ sub: 'anybody', kind: 'ANONYMOUS' }, ListPublicationsDocument, {
      category: 'COMPLAINT',
      first: 5,
    });
    expect(publications.edges).toMatchObject([{ node: { text: '某小区停车费已恢复原标准,收支情况已公示。' } }]);
  });
});
