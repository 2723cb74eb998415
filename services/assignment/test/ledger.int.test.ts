// Promise: lists, counts and the directory answer within what their reader may see, page by page, and hide names of slots that are not his.
import { randomInt } from 'node:crypto';
import { accusing, places } from '@daqidi/service-testing';
import fc from 'fast-check';
import { assigned, handled, type LedgerWorld, openLedgerWorld, proposed } from './support/ledger-world.js';

let world: LedgerWorld;
let open: string;
let working: string;
let restricted: string;
beforeAll(async () => {
  world = await openLedgerWorld();
  open = await assigned(world);
  world.clock.advance(1_000);
  working = await handled(world, { receivedAt: '2026-03-02T02:00:01.000Z' });
  restricted = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', restricted, { ...accusing('u-south'), receivedAt: '2026-03-02T02:00:02.000Z' });
  await world.hears('triage', 'AppealAssessed', restricted, accusing('u-south'));
});
afterAll(() => world.stop());

interface Page {
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly stale: boolean;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const list = `query($book: Level, $stage: EntryStage, $unitId: ID, $handlerId: ID, $dueBefore: DateTime, $overdue: Boolean, $sort: LedgerSort, $first: Int = 20, $after: String, $position: Position) {
  ledger(book: $book, stage: $stage, unitId: $unitId, handlerId: $handlerId, dueBefore: $dueBefore, overdue: $overdue, sort: $sort, first: $first, after: $after, position: $position) {
    total totalIsExact stale edges { cursor node { id } } pageInfo { hasNextPage endCursor }
  }
}`;
const page = async (person: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Page> =>
  ((await world.officer(person).asks(list, variables)).data as { readonly ledger: Page }).ledger;
const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.id);

describe('the ledger', () => {
  it('begins with the oldest', async () => {
    expect(idsOf(await page('letters-1'))).toEqual([open, working, restricted]);
  });

  it('shows and counts only what its reader may see', async () => {
    const audited = await page('auditor');
    expect([idsOf(audited), audited.total]).toEqual([[open, working], 2]);
    const south = await page('south-1');
    expect([idsOf(south), south.total]).toEqual([[], 0]);
    expect(idsOf(await page('north-handler'))).toEqual([open, working, restricted]);
  });

  it('narrows by stage and unit', async () => {
    expect(idsOf(await page('letters-1', { stage: 'HANDLING' }))).toEqual([working]);
    expect(idsOf(await page('letters-1', { unitId: 'u-housing' }))).toEqual([]);
    expect(idsOf(await page('letters-1', { unitId: 'u-north' }))).toEqual([open, working, restricted]);
  });

  it('narrows by book, handler and due date in either order, and is overdue by the clock of the read', async () => {
    const another = await openLedgerWorld();
    const handler = await handled(another);
    const waiting = await assigned(another, { receivedAt: '2026-03-02T02:00:01.000Z' });
    another.clock.set('2026-03-05T02:00:00.000Z');
    const later = await assigned(another, { receivedAt: '2026-03-02T02:00:02.000Z' });
    const shown = async (variables: Readonly<Record<string, unknown>>) =>
      idsOf(((await another.officer('letters-1').asks(list, variables)).data as { readonly ledger: Page }).ledger);
    const counted = async (variables: Readonly<Record<string, unknown>>) => {
      const query = `query($book: Level, $unitId: ID, $handlerId: ID, $dueBefore: DateTime, $overdue: Boolean) {
        ledgerCounts(book: $book, unitId: $unitId, handlerId: $handlerId, dueBefore: $dueBefore, overdue: $overdue) { count }
      }`;
      const { data } = await another.officer('letters-1').asks(query, variables);
      return (data as { readonly ledgerCounts: readonly { readonly count: number }[] }).ledgerCounts.reduce(
        (sum, { count }) => sum + count,
        0,
      );
    };
    another.clock.set('2026-03-31T02:00:00.000Z');
    const all = [handler, waiting, later];
    const expected: readonly (readonly [object, readonly string[]])[] = [
      [{}, all],
      [{ book: 'TOWNSHIP' }, all],
      [{ book: 'VILLAGE' }, []],
      [{ handlerId: 'north-handler' }, [handler]],
      [{ overdue: true }, [handler, waiting]],
      [{ dueBefore: '2026-04-20T00:00:00.000Z' }, all],
      [{ overdue: true, unitId: 'u-north', dueBefore: '2026-04-20T00:00:00.000Z' }, [handler, waiting]],
    ];
    for (const [filter, ids] of expected) {
      expect([filter, await shown({ ...filter, sort: 'DUE_FIRST' })]).toEqual([filter, ids]);
      expect([filter, await shown({ ...filter, sort: 'OLDEST_FIRST' })]).toEqual([filter, ids]);
      expect([filter, await shown({ ...filter, sort: 'NEWEST_FIRST' })]).toEqual([filter, [...ids].reverse()]);
      expect([filter, await counted(filter as Readonly<Record<string, unknown>>)]).toEqual([filter, ids.length]);
    }
    await another.stop();
  });

  it('holds what its own commands did at once, and says of another service’s position whether it has come', async () => {
    const another = await openLedgerWorld();
    const accepting = await assigned(another);
    const { data } = await another.officer('north-handler').does('acceptEntry', { appealId: accepting });
    const { position } = data as { readonly position: string };
    const token = (seq: number, stream: string) => Buffer.from(`1 ${seq} ${stream}`).toString('base64url');
    const stale = async (person: string, asked: string) =>
      ((await another.officer(person).asks(list, { position: asked })).data as { readonly ledger: Page }).ledger.stale;
    expect([await stale('letters-1', position), await stale('south-1', position)]).toEqual([false, true]);
    expect(await stale('letters-1', token(1, `triage:case:${accepting}`))).toBe(false);
    expect(await stale('letters-1', token(9, `triage:case:${accepting}`))).toBe(true);
    expect(await stale('south-1', token(9, 'supervision:order:o'))).toBe(false);
    expect(await another.officer('letters-1').asks(list, { position: 'invented' })).toMatchObject({ field: 'position' });
    await another.stop();
  });

  it('goes on after a cursor of its own, and refuses any other', async () => {
    const first = await page('letters-1', { first: 2 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await page('letters-1', { first: 2, after: first.pageInfo.endCursor });
    expect([idsOf(first), idsOf(rest), rest.pageInfo.hasNextPage]).toEqual([[open, working], [restricted], false]);
    expect(await world.officer('letters-1').asks(list, { after: 'another' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'after',
    });
    expect(await world.officer('letters-1').asks(list, { first: 101 })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
  });

  it('is FORBIDDEN to those whom no rule lets list, UNAUTHENTICATED for nobody', async () => {
    expect(await world.officer('performance').asks(list)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.anybody().asks(list)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is counted by stage, within the same scope', async () => {
    const counts = '{ ledgerCounts { stage count } }';
    expect((await world.officer('auditor').asks(counts)).data).toEqual({
      ledgerCounts: [
        { stage: 'ASSIGNED', count: 1 },
        { stage: 'HANDLING', count: 1 },
      ],
    });
  });
});

it('each count of the ledger is that of its list, for every reader, whatever became of the entries', async () => {
  const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
  process.stdout.write(`# SEED=${seed}\n`);
  const fates = {
    waiting: assigned,
    handled,
    signing: async (of: LedgerWorld, change?: object) => (await proposed(of, change as never)).appealId,
  };
  const fate = fc.record({ becomes: fc.constantFrom(...(Object.keys(fates) as (keyof typeof fates)[])), secret: fc.boolean() });
  const counts = `query($book: Level, $unitId: ID, $handlerId: ID, $overdue: Boolean) {
    ledgerCounts(book: $book, unitId: $unitId, handlerId: $handlerId, overdue: $overdue) { stage count }
  }`;
  const readers = [
    'letters-1',
    'inspector',
    'auditor',
    'clerk',
    'group-head',
    'housing-handler',
    'north-1',
    'north-handler',
    'north-grid',
    'south-1',
  ];
  const filters = [{}, { book: 'TOWNSHIP' }, { unitId: 'u-north' }, { handlerId: 'north-handler' }, { overdue: true }];
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { minLength: 3, maxLength: 6 }), async (drawn) => {
      const another = await openLedgerWorld();
      for (const { becomes, secret } of drawn) await fates[becomes](another, secret ? accusing('u-south') : {});
      another.clock.set('2026-03-11T00:00:00.000Z');
      for (const person of readers)
        for (const filter of filters) {
          const reader = another.officer(person);
          const { ledgerCounts } = (await reader.asks(counts, filter)).data as {
            readonly ledgerCounts: readonly { readonly stage: string; readonly count: number }[];
          };
          const all = ((await reader.asks(list, filter)).data as { readonly ledger: Page }).ledger;
          const about = `${person} ${JSON.stringify(filter)}`;
          expect([about, ledgerCounts.reduce((sum, { count }) => sum + count, 0)]).toEqual([about, all.total]);
          for (const { stage, count } of ledgerCounts) {
            const { total, edges } = ((await reader.asks(list, { ...filter, stage })).data as { readonly ledger: Page }).ledger;
            expect([about, stage, total, edges.length]).toEqual([about, stage, count, count]);
          }
        }
      await another.stop();
    }),
    { numRuns: 2, seed },
  );
});

describe('an entry', () => {
  const slots = 'query($id: ID!) { ledgerEntry(id: $id) { slots { name form by { id } postId } contactAttempts { total } } }';

  it('shows its four slots in order, the signing petitioner unnamed', async () => {
    const { appealId, digest } = await proposed(world);
    await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
    const { data } = await world.officer('auditor').asks(slots, { id: appealId });
    expect(data).toMatchObject({
      ledgerEntry: {
        slots: [
          { name: 'HANDLER', form: 'SIGNED', by: { id: 'north-handler' }, postId: 'post.north-handler' },
          { name: 'PETITIONER', form: 'SIGNED', by: null, postId: null },
          { name: 'LEADER_IN_CHARGE', form: null, by: null },
          { name: 'MAIN_LEADER', form: null, by: null },
        ],
      },
    });
  });

  it('is reached through its appeal, by those who may see it', async () => {
    const query = `query($appeals: [_Any!]!) { _entities(representations: $appeals) { ... on Appeal { ledgerEntry { id stage } } } }`;
    const appeals = [open, 'no-such'].map((id) => ({ __typename: 'Appeal', id }));
    expect((await world.officer('letters-1').asks(query, { appeals })).data).toEqual({
      _entities: [{ ledgerEntry: { id: open, stage: 'ASSIGNED' } }, null],
    });
    expect((await world.officer('south-1').asks(query, { appeals })).data).toEqual({ _entities: [null, null] });
  });
});

describe('the directory', () => {
  it('is open to everybody', async () => {
    const query =
      'query($id: ID!, $unit: ID!) { region(id: $id) { name parent { id } } unit(id: $unit) { level parent { id } region { id } } }';
    expect((await world.anybody().asks(query, { id: places.north, unit: 'u-north' })).data).toEqual({
      region: { name: places.north, parent: { id: places.district } },
      unit: { level: 'TOWNSHIP', parent: { id: 'u-group' }, region: { id: places.north } },
    });
    expect((await world.anybody().asks(query, { id: 'no-such', unit: 'no-such' })).data).toEqual({ region: null, unit: null });
  });

  it('is paged by id, and filtered by parent, level and region', async () => {
    const regions =
      'query($level: RegionLevel, $parentId: ID, $first: Int!) { regions(level: $level, parentId: $parentId, first: $first) { total edges { node { id } } } }';
    const asked = async (variables: object) => (await world.anybody().asks(regions, { first: 1, ...variables })).data;
    expect(await asked({ level: 'TOWNSHIP' })).toEqual({ regions: { total: 2, edges: [{ node: { id: places.north } }] } });
    expect(await asked({ parentId: places.north })).toEqual({
      regions: { total: 1, edges: [{ node: { id: places.northVillage } }] },
    });
    const units = 'query($regionId: ID) { units(regionId: $regionId, first: 50) { edges { node { id } } } }';
    expect((await world.anybody().asks(units, { regionId: places.north })).data).toEqual({
      units: { edges: [{ node: { id: 'u-north' } }] },
    });
  });

  it('lists what exists on the day asked about, today where none is, and still shows what was dissolved by its id', async () => {
    const region = world.district.region(places.southVillage);
    const unit = world.district.unit('u-south-village');
    if (region === undefined || unit === undefined) throw new Error('the district has lost a village');
    world.district.state({ region: { ...region, validTo: '2026-03-01' }, unit: { ...unit, validTo: '2026-03-01' } });
    const query = `query($regionId: ID!, $parentId: ID!, $on: Date, $unit: ID!) {
      regions(parentId: $parentId, on: $on) { total } units(regionId: $regionId, on: $on) { total } unit(id: $unit) { validTo }
    }`;
    const about = { regionId: places.southVillage, parentId: places.south, unit: 'u-south-village' };
    const asked = async (on?: string) => (await world.anybody().asks(query, { ...about, on })).data;
    const found = (total: number) => ({ regions: { total }, units: { total }, unit: { validTo: '2026-03-01' } });
    expect([await asked(), await asked('2026-03-01'), await asked('2020-12-31')]).toEqual([found(0), found(1), found(0)]);
    world.district.state({ region, unit });
  });

  it('tells an officer who he is and which posts he holds, and says the policy numbers in force', async () => {
    const query = '{ me { id posts { id role unit { id } validFrom } } policyNumbers { version resolutionWorkingDays } }';
    expect((await world.officer('north-deputy').asks(query)).data).toEqual({
      me: {
        id: 'north-deputy',
        posts: [{ id: 'post.north-deputy', role: 'LEADER_IN_CHARGE', unit: { id: 'u-north' }, validFrom: '2021-01-01' }],
      },
      policyNumbers: { version: 1, resolutionWorkingDays: 20 },
    });
    expect((await world.petitioner('zhang').asks(query)).data).toMatchObject({ me: { id: 'zhang', posts: [] } });
  });
});
