// Promise: one row a case shows where it stands, within its reader's scope, the same whatever is heard first; the timeline tells the petitioner.
import { deadline, places } from '@daqidi/service-testing';
import { timelineKinds, timelineText } from '../src/domain/timeline.js';
import { timelineFolds } from '../src/projections/timeline.js';
import { type IntakeWorld, openIntakeWorld, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeEach(async () => {
  world = await openIntakeWorld();
});
afterEach(() => world.stop());

const list = `query($filter: CaseFilter, $sort: CaseSort, $first: Int, $after: String, $position: Position) {
  cases(filter: $filter, sort: $sort, first: $first, after: $after, position: $position) {
    total totalIsExact stale
    edges { node { id stage overdue dueAt category subject round handler { id } satisfaction unit { id } channel { code } region { id } } }
    pageInfo { endCursor hasNextPage }
  }
}`;
interface Row {
  readonly id: string;
  readonly stage: string;
}
interface Cases {
  readonly total: number;
  readonly stale: boolean;
  readonly edges: readonly { readonly node: Row }[];
  readonly pageInfo: { readonly endCursor: string };
}
const cases = async (person: string, variables: object = {}): Promise<Cases> =>
  ((await world.officer(person).asks(list, { first: 20, ...variables })).data as { readonly cases: Cases }).cases;
const ids = ({ edges }: Cases) => edges.map(({ node }) => node.id);
const rowOf = async (id: string) => (await cases('letters-1')).edges.find(({ node }) => node.id === id)?.node;

describe('a row', () => {
  it('follows the case from service to service', async () => {
    const { id } = await submit(world);
    expect(await rowOf(id)).toMatchObject({ stage: 'SUBMITTED', dueAt: null, unit: null, region: { id: places.northVillage } });
    await world.hears('triage', 'AppealAccepted', id);
    expect(await rowOf(id)).toMatchObject({ stage: 'SCREENING', overdue: false });
    await world.hears('triage', 'ScreeningPassed', id);
    expect(await rowOf(id)).toMatchObject({ stage: 'ASSESSING', category: null, subject: null });
    await world.hears('triage', 'AppealAssessed', id);
    expect(await rowOf(id)).toMatchObject({ category: 'RESOLUTION', subject: 's', dueAt: null });
    const clock = {
      startedOn: '2026-03-02',
      workingDays: 1,
      dueSoonAt: '2026-03-03T15:59:59.999Z',
      dueAt: '2026-03-03T15:59:59.999Z',
    };
    await world.hears('assignment', 'EntryOpened', id, { clock: { ...clock, provisional: false, policyVersion: 1 } });
    expect(await rowOf(id)).toMatchObject({ stage: 'ASSIGNING', dueAt: clock.dueAt, unit: null });
    await world.hears('assignment', 'EntryAssigned', id);
    expect(await rowOf(id)).toMatchObject({ stage: 'ASSIGNED', dueAt: '2026-03-30T15:59:59.999Z', unit: { id: 'u-north' } });
    await world.hears('assignment', 'EntryAccepted', id);
    expect(await rowOf(id)).toMatchObject({
      stage: 'HANDLING',
      handler: { id: 'north-handler' },
      dueAt: '2026-03-30T15:59:59.999Z',
    });
    await world.hears('assignment', 'ResultProposed', id);
    await world.hears('assignment', 'SlotFilled', id);
    expect(await rowOf(id)).toMatchObject({ stage: 'SIGNING_OFF', dueAt: '2026-04-03T15:59:59.999Z' });
    await world.hears('assignment', 'ResultRefused', id);
    expect(await rowOf(id)).toMatchObject({ stage: 'HANDLING', dueAt: '2026-03-30T15:59:59.999Z', round: 1 });
    await world.hears('assignment', 'AppealClosed', id, { round: 2 });
    expect(await rowOf(id)).toMatchObject({ stage: 'CLOSED', satisfaction: 'SATISFIED', dueAt: null, round: 2 });
    await world.petitioner('zhang').does('evaluateAppeal', { appealId: id, satisfaction: 'VERY_SATISFIED' });
    expect(await rowOf(id)).toMatchObject({ satisfaction: 'VERY_SATISFIED' });
  });

  it('is overdue from the moment after its clock is due, whether anybody has said so or not, until no clock runs', async () => {
    const { id } = await submit(world);
    await world.hears('assignment', 'EntryOpened', id);
    await world.hears('assignment', 'EntryAssigned', id);
    const overdue = async () => [
      ((await rowOf(id)) as unknown as { readonly overdue: boolean }).overdue,
      (await cases('letters-1', { filter: { overdue: true } })).total,
    ];
    world.clock.set('2026-03-30T15:59:59.999Z');
    expect(await overdue()).toEqual([false, 0]);
    world.clock.set('2026-03-30T16:00:00.000Z');
    expect(await overdue()).toEqual([true, 1]);
    await world.hears('assignment', 'AppealClosed', id);
    expect(await overdue()).toEqual([false, 0]);
  });

  it('is the same whichever service is heard first, and however often', async () => {
    const [one, other] = [await submit(world), await submit(world)];
    const triage = async (id: string) => {
      const accepted = await world.hears('triage', 'AppealAccepted', id);
      await world.hearsAgain(accepted);
    };
    const assignment = async (id: string) => {
      await world.hears('assignment', 'EntryOpened', id);
      const assigned = await world.hears('assignment', 'EntryAssigned', id);
      await world.hearsAgain(assigned);
    };
    await triage(one.id);
    await assignment(one.id);
    await assignment(other.id);
    await triage(other.id);
    const [first, second] = [await rowOf(one.id), await rowOf(other.id)];
    expect({ ...second, id: one.id }).toEqual(first);
  });

  it('is nobody’s while only others have spoken of its case', async () => {
    await world.hears('triage', 'AppealAccepted', 'unheard');
    expect(ids(await cases('letters-1'))).toEqual([]);
    const read = 'query($id: ID!) { appeal(id: $id) { id } }';
    expect((await world.officer('letters-1').asks(read, { id: 'unheard' })).data).toEqual({ appeal: null });
  });
});

describe('the list of cases', () => {
  it('begins with the newest, page by page, within the reader’s scope', async () => {
    const first = await submit(world);
    world.clock.advance(1_000);
    const second = await submit(world, { regionId: places.southVillage });
    world.clock.advance(1_000);
    const hidden = await submit(world, { accusedUnitIds: ['u-housing'] });
    expect(ids(await cases('letters-1'))).toEqual([hidden.id, second.id, first.id]);
    expect(ids(await cases('north-1'))).toEqual([first.id]);
    expect((await cases('auditor')).total).toBe(2);
    expect(await cases('auditor')).toMatchObject({ total: 2, totalIsExact: true });
    const page = await cases('letters-1', { first: 1 });
    expect(ids(await cases('letters-1', { first: 1, after: page.pageInfo.endCursor }))).toEqual([second.id]);
    expect(((await world.petitioner('li').asks(list, { first: 20 })).data as { readonly cases: Cases }).cases.total).toBe(0);
  });

  it('says up to which event of its reader’s cases it goes, not what time it is', async () => {
    const asOf = async (person: string) =>
      ((await world.officer(person).asks('{ cases(first: 1) { asOf } }')).data as { cases: { asOf: string | null } }).cases.asOf;
    expect(await asOf('letters-1')).toBeNull();
    await submit(world);
    world.clock.advance(60_000);
    const south = await submit(world, { regionId: places.southVillage });
    world.clock.advance(3_600_000);
    expect([await asOf('letters-1'), await asOf('north-1')]).toEqual(['2026-03-02T02:01:00.000Z', '2026-03-02T02:00:00.000Z']);
    await world.hears('triage', 'AppealAccepted', south.id);
    expect([await asOf('letters-1'), await asOf('north-1')]).toEqual(['2026-03-02T03:01:00.000Z', '2026-03-02T02:00:00.000Z']);
  });

  it('narrows by stage, place, unit, channel and time', async () => {
    const { id } = await submit(world);
    world.clock.advance(3_600_000);
    const other = await submit(world, { regionId: places.southVillage, channel: 'QR_CODE' });
    await world.hears('assignment', 'EntryOpened', id);
    await world.hears('assignment', 'EntryAssigned', id);
    const by = async (filter: object) => ids(await cases('letters-1', { filter }));
    expect(await by({ stage: 'ASSIGNED' })).toEqual([id]);
    expect(await by({ regionId: places.south })).toEqual([other.id]);
    expect(await by({ regionId: places.northVillage })).toEqual([id]);
    expect(await by({ unitId: 'u-north' })).toEqual([id]);
    expect(await by({ channel: 'QR_CODE' })).toEqual([other.id]);
    expect(await by({ submittedFrom: '2026-03-02T02:30:00.000Z' })).toEqual([other.id]);
    expect(await by({ submittedBefore: '2026-03-02T02:30:00.000Z' })).toEqual([id]);
    expect(await world.officer('letters-1').asks(list, { first: 20, filter: { regionId: 'nowhere' } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'filter.regionId',
    });
  });

  it('narrows by the grid that somebody answers for, and finds it under its village too', async () => {
    const inGrid = await submit(world, { regionId: places.northGrid });
    const inVillage = await submit(world);
    const by = async (regionId: string) => ids(await cases('letters-1', { filter: { regionId } }));
    expect(await by(places.northGrid)).toEqual([inGrid.id]);
    expect((await by(places.northVillage)).toSorted()).toEqual([inGrid.id, inVillage.id].toSorted());
  });

  it('narrows by all that desks ask for, in whichever order, and counts the same', async () => {
    const clockDue = (day: number) => ({ clock: { ...deadline, dueAt: `2026-03-${day}T15:59:59.999Z` } });
    const begin = async (given: {
      readonly day: number;
      readonly unit?: string;
      readonly handler?: string;
      readonly verdict?: Readonly<Record<string, unknown>>;
    }) => {
      const { id } = await submit(world);
      world.clock.advance(1_000);
      await world.hears('triage', 'AppealAssessed', id, given.verdict ?? {});
      await world.hears('assignment', 'EntryOpened', id);
      const unit = given.unit ?? 'u-north';
      await world.hears('assignment', 'EntryAssigned', id, { unitId: unit, unitPath: [unit, 'u-group'], ...clockDue(given.day) });
      if (given.handler !== undefined) await world.hears('assignment', 'EntryAccepted', id, { handlerId: given.handler });
      return id;
    };
    const late = await begin({ day: 19, verdict: { category: 'COMPLAINT', subject: '城建/噪音' } });
    const early = await begin({ day: 10, handler: 'north-handler', verdict: { category: 'SUGGESTION', subject: '城建/路灯' } });
    const middle = await begin({ day: 12, unit: 'u-housing', handler: 'housing-handler', verdict: { subject: '城建提案/其他' } });
    const closed = await begin({ day: 11, handler: 'north-handler' });
    await world.hears('assignment', 'AppealClosed', closed, { round: 2, satisfaction: 'DISSATISFIED' });
    world.clock.set('2026-03-13T00:00:00.000Z');
    const expected: readonly (readonly [object, readonly string[]])[] = [
      [{}, [early, middle, late, closed]],
      [{ category: 'SUGGESTION' }, [early]],
      [{ subject: '城建/噪音' }, [late]],
      [{ subject: '城建' }, [early, late]],
      [{ dueBefore: '2026-03-11T00:00:00.000Z' }, [early]],
      [{ overdue: true }, [early, middle]],
      [{ overdue: true, dueBefore: '2026-03-12T00:00:00.000Z' }, [early]],
      [{ overdue: true, unitId: 'u-housing' }, [middle]],
      [{ satisfaction: 'DISSATISFIED' }, [closed]],
      [{ closedFrom: '2026-01-01T00:00:00.000Z', closedBefore: '2027-01-01T00:00:00.000Z' }, [closed]],
      [{ closedBefore: '2026-01-01T00:00:00.000Z' }, []],
      [{ handlerId: 'north-handler' }, [early, closed]],
      [{ handlerId: 'north-handler', stage: 'HANDLING' }, [early]],
      [{ reopened: true }, [closed]],
      [{ reopened: false, stage: 'HANDLING' }, [early, middle]],
      [{ stage: 'HANDLING', regionId: places.northVillage, submittedBefore: '2026-03-02T02:00:02.000Z' }, [early]],
    ];
    const byTime = [late, early, middle, closed];
    for (const [filter, found] of expected) {
      const shown = async (sort: string) => [filter, ids(await cases('letters-1', { filter, sort }))];
      expect(await shown('DUE_FIRST')).toEqual([filter, found]);
      expect(await shown('OLDEST_FIRST')).toEqual([filter, byTime.filter((id) => found.includes(id))]);
      expect(await shown('NEWEST_FIRST')).toEqual([filter, byTime.filter((id) => found.includes(id)).reverse()]);
      const counts = 'query($filter: CaseFilter) { caseCounts(filter: $filter) { stage count } }';
      const { caseCounts } = (await world.officer('letters-1').asks(counts, { filter })).data as {
        readonly caseCounts: readonly { readonly stage: string; readonly count: number }[];
      };
      expect([filter, caseCounts.reduce((sum, { count }) => sum + count, 0)]).toEqual([filter, found.length]);
    }
    expect(ids(await cases('letters-1', { filter: { overdue: true } }))).toEqual([early, middle]);
    const page = await cases('letters-1', { sort: 'DUE_FIRST', first: 2 });
    expect(ids(await cases('letters-1', { sort: 'DUE_FIRST', first: 2, after: page.pageInfo.endCursor }))).toEqual([
      late,
      closed,
    ]);
    const other = { sort: 'OLDEST_FIRST', first: 2, after: page.pageInfo.endCursor };
    expect(await world.officer('letters-1').asks(list, other)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });

  it('shows as mine what waits for its reader, and for nobody else, from desk to desk', async () => {
    const { id } = await submit(world);
    const readers = [
      'north-village-reviewer',
      'north-1',
      'north-handler',
      'north-deputy',
      'north-head',
      'north-clerk',
      'letters-1',
      'clerk',
      'group-deputy',
    ];
    const whose = async (): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const reader of readers) if ((await cases(reader, { filter: { mine: true } })).total > 0) found.push(reader);
      const own = (await world.petitioner('zhang').asks(list, { first: 20, filter: { mine: true } })).data as {
        readonly cases: Cases;
      };
      return own.cases.total > 0 ? [...found, 'zhang'] : found;
    };
    const signs = (slot: string) => world.hears('assignment', 'SlotFilled', id, { slot });
    const steps: readonly (readonly [() => Promise<unknown>, readonly string[]])[] = [
      [async () => undefined, []],
      [() => world.hears('triage', 'AppealAccepted', id), ['north-village-reviewer']],
      [() => world.hears('triage', 'ScreeningPassed', id), ['north-1']],
      [() => world.hears('triage', 'VerdictProposed', id), ['north-head']],
      [() => world.hears('triage', 'VerdictRefused', id), ['north-1']],
      [() => world.hears('triage', 'AppealAssessed', id), []],
      [() => world.hears('assignment', 'EntryOpened', id), ['letters-1']],
      [() => world.hears('assignment', 'EntryAssigned', id), ['north-handler']],
      [() => world.hears('assignment', 'EntryAccepted', id), ['north-handler']],
      [() => world.hears('assignment', 'HandlerNamed', id), ['north-deputy']],
      // Whoever proposes signs in the same act; in between it is the handler’s to sign.
      [() => world.hears('assignment', 'ResultProposed', id), ['north-handler']],
      [() => signs('HANDLER'), ['north-clerk', 'zhang']],
      [() => signs('PETITIONER'), ['north-deputy']],
      [() => signs('LEADER_IN_CHARGE'), ['north-head']],
      [() => world.hears('assignment', 'AppealClosed', id), []],
    ];
    for (const [number, [happens, whoseTurn]] of steps.entries()) {
      await happens();
      expect([number, await whose()]).toEqual([number, whoseTurn]);
    }
  });

  it('waits for a position that its reader may see, and calls any other stale', async () => {
    const { data } = await world.petitioner('zhang').does('submitAppeal', {
      channel: 'WINDOW',
      regionId: places.northVillage,
      text: '村口的路灯坏了，晚上看不见路。',
    });
    const { position } = data as { readonly position: string };
    expect((await cases('letters-1', { position })).stale).toBe(false);
    // What no row holds is nothing to wait for, whoever asks.
    const foreign = Buffer.from('1 1 supervision:order:o-1').toString('base64url');
    expect([
      (await cases('letters-1', { position: foreign })).stale,
      (await cases('south-1', { position: foreign })).stale,
    ]).toEqual([false, false]);
    expect((await cases('south-1', { position })).stale).toBe(true);
    expect(await world.officer('letters-1').asks(list, { first: 20, position: 'invented' })).toMatchObject({ field: 'position' });
  });

  it('is counted by stage within the same scope', async () => {
    const { id } = await submit(world);
    await submit(world);
    await world.hears('triage', 'AppealAccepted', id);
    expect((await world.officer('auditor').asks('{ caseCounts { stage count } }')).data).toEqual({
      caseCounts: [
        { stage: 'SCREENING', count: 1 },
        { stage: 'SUBMITTED', count: 1 },
      ],
    });
    expect((await world.officer('south-1').asks('{ caseCounts { stage count } }')).data).toEqual({ caseCounts: [] });
  });
});

describe('the timeline', () => {
  const timeline =
    'query($unifiedCode: String!, $queryCode: String!) { timelineByCode(unifiedCode: $unifiedCode, queryCode: $queryCode) { textEn dueAt } }';

  it('tells whoever holds both codes, step by step', async () => {
    const { id, unifiedCode, queryCode } = await submit(world);
    await world.hears('triage', 'AppealAccepted', id);
    await world.hears('triage', 'AppealDismissed', id);
    const { data } = await world
      .anybody()
      .asks(timeline, { unifiedCode, queryCode: queryCode.toLowerCase().replaceAll('-', ' ') });
    expect(data).toEqual({
      timelineByCode: [
        { textEn: 'We have received your appeal.', dueAt: null },
        { textEn: 'The first review has begun.', dueAt: '2026-03-30T15:59:59.999Z' },
        { textEn: expect.stringContaining('did not accept'), dueAt: null },
      ],
    });
  });

  it('looks the same for a wrong code as for no appeal', async () => {
    const { unifiedCode, queryCode } = await submit(world);
    const other = await submit(world);
    for (const asked of [
      { unifiedCode, queryCode: 'AAAA-AAAA-AAAA-AAAA' },
      { unifiedCode, queryCode: other.queryCode },
      { unifiedCode: '511902-20260302-0000000-0', queryCode },
      { unifiedCode: 'no code', queryCode },
    ])
      expect(await world.anybody().asks(timeline, asked)).toEqual({ code: null, data: { timelineByCode: null } });
  });

  it('has words, in both languages, for every step that it hears of, and no others', () => {
    expect([...new Set(timelineFolds.map(({ type }) => type))].sort()).toEqual([...timelineKinds].sort());
    for (const kind of timelineKinds) {
      const { en = '', zh = '' } = timelineText(kind) ?? {};
      expect([en, zh]).toEqual([expect.stringMatching(/^[A-Z].*\.$/), expect.stringMatching(/[\u4e00-\u9fff].*。$/)]);
    }
  });
});

describe('changes', () => {
  interface Told {
    readonly cursor: string | null;
    readonly changes: readonly { readonly id: string; readonly at: string }[];
    readonly more: boolean;
  }
  const query =
    'query($since: String, $first: Int! = 100) { caseChanges(since: $since, first: $first) { cursor more changes { id at } } }';
  const told = async (person: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Told> =>
    ((await world.officer(person).asks(query, variables)).data as { readonly caseChanges: Told }).caseChanges;

  it('are told to those who see the case, the last first, and look the same to everybody else', async () => {
    const hidden = await told('south-handler');
    expect(hidden).toEqual({ cursor: null, changes: [], more: false });
    const one = await submit(world);
    world.clock.advance(60_000);
    const two = await submit(world);
    const before = await told('letters-1');
    expect(before.changes.map(({ id }) => id)).toStrictEqual([two.id, one.id]);
    expect(await told('south-handler')).toEqual(hidden);
    world.clock.advance(60_000);
    await world.hears('triage', 'AppealAccepted', one.id);
    const after = await told('letters-1', { since: before.cursor });
    expect(after.changes.map(({ id }) => id)).toStrictEqual([one.id, two.id]);
    world.clock.advance(60_000);
    await world.hears('triage', 'ScreeningPassed', one.id);
    expect((await told('letters-1', { since: after.cursor })).changes.map(({ id }) => id)).toStrictEqual([one.id]);
    expect((await told('letters-1', { first: 1 })).more).toBe(true);
  });

  it('are later with each change, also under a clock that stands still; that somebody looked is none', async () => {
    const { id } = await submit(world);
    const stamp = async () => (await told('letters-1')).changes.find((change) => change.id === id)?.at ?? '';
    const first = await stamp();
    await world.hears('triage', 'AppealAccepted', id);
    const second = await stamp();
    expect(second > first).toBe(true);
    await world.hears('supervision', 'StreamsStated', id);
    expect(await stamp()).toBe(second);
  });

  it('refuse a cursor that is none', async () => {
    const { code } = await world.officer('letters-1').asks(query, { since: 'x' });
    expect(code).toBe('BAD_USER_INPUT');
  });
});
