// Promise: the queue shows what is waiting within its reader's scope, the most urgent first; a case shows its texts to those who may read them.
import { accusing, type Someone } from '@daqidi/service-testing';
import { accepted, heard, openTriageWorld, type TriageWorld, verdict } from './support/triage-world.js';

let world: TriageWorld;
beforeAll(async () => {
  world = await openTriageWorld();
});
afterAll(() => world.stop());

const queue =
  'query($stage: TriageStage!, $dueBefore: DateTime, $overdue: Boolean, $mine: Boolean, $first: Int, $after: String, $position: Position) { triageQueue(stage: $stage, dueBefore: $dueBefore, overdue: $overdue, mine: $mine, first: $first, after: $after, position: $position) { total stale edges { node { id } } pageInfo { endCursor hasNextPage } } }';
interface Queue {
  readonly total: number;
  readonly stale: boolean;
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly endCursor: string };
}
const waiting = async (person: string, variables: object = {}): Promise<Queue> =>
  (
    (await world.officer(person).asks(queue, { stage: 'SCREENING', first: 20, ...variables })).data as {
      readonly triageQueue: Queue;
    }
  ).triageQueue;
const ids = ({ edges }: Queue) => edges.map(({ node }) => node.id);

describe('the queue', () => {
  it('begins with what is due first, page by page, within the reader’s scope', async () => {
    const first = await accepted(world);
    world.clock.set('2026-03-03T02:00:00.000Z');
    const second = await accepted(world);
    const hidden = await accepted(world, accusing('u-south'));
    expect(ids(await waiting('north-village-reviewer'))).toEqual([first, second]);
    expect(ids(await waiting('letters-1'))).toEqual([first, second, hidden]);
    expect((await waiting('south-1')).total).toBe(0);
    const page = await waiting('letters-1', { first: 1 });
    expect(ids(await waiting('letters-1', { first: 1, after: page.pageInfo.endCursor }))).toEqual([second]);
  });

  it('narrows by due date, and to what is overdue by the clock of the read', async () => {
    const another = await openTriageWorld();
    const early = await accepted(another);
    another.clock.set('2026-03-03T02:00:00.000Z');
    const late = await accepted(another);
    const found = async (variables: object) => {
      const { data } = await another.officer('letters-1').asks(queue, { stage: 'SCREENING', first: 20, ...variables });
      return ids((data as { readonly triageQueue: Queue }).triageQueue);
    };
    const { dueAt } = (await another.tools.model.cases.collection.byId(early))?.state.clock ?? { dueAt: '' };
    another.clock.set(dueAt);
    expect(await found({ overdue: true })).toEqual([]);
    another.clock.set(new Date(Date.parse(dueAt) + 1).toISOString());
    expect(await found({ overdue: true })).toEqual([early]);
    expect(await found({ dueBefore: '2027-01-01T00:00:00.000Z' })).toEqual([early, late]);
    await another.officer('north-village-reviewer').does('passScreening', { appealId: early });
    expect(await found({ stage: 'ASSESSING', overdue: true })).toEqual([]);
    await another.stop();
  });

  it('narrows to what waits for a panel of the reader’s, a village’s overdue screening also for its township’s', async () => {
    const another = await openTriageWorld();
    const appeal = await accepted(another);
    const mine = async (person: string, stage = 'SCREENING') => {
      const { data } = await another.officer(person).asks(queue, { stage, mine: true, first: 20 });
      return ids((data as { readonly triageQueue: Queue }).triageQueue);
    };
    expect(await mine('north-village-reviewer')).toEqual([appeal]);
    expect(await mine('north-1')).toEqual([]);
    expect(await mine('letters-1')).toEqual([]);
    const { dueAt } = (await another.tools.model.cases.collection.byId(appeal))?.state.clock ?? { dueAt: '' };
    await another.until(new Date(Date.parse(dueAt) + 1).toISOString());
    expect(await mine('north-1')).toEqual([appeal]);
    expect(await mine('north-village-reviewer')).toEqual([appeal]);
    await another.officer('north-village-reviewer').does('passScreening', { appealId: appeal });
    expect(await mine('north-village-reviewer')).toEqual([]);
    expect(await mine('north-1', 'ASSESSING')).toEqual([appeal]);
    expect(await mine('north-village-reviewer', 'ASSESSING')).toEqual([]);
    await another.stop();
  });

  it('says whether a position has come: its own at once, another service’s once it was heard', async () => {
    const id = await accepted(world);
    const token = (seq: number, stream: string) => Buffer.from(`1 ${seq} ${stream}`).toString('base64url');
    const stale = async (person: string, position: string) => (await waiting(person, { position })).stale;
    expect(await stale('letters-1', token(1, `triage:case:${id}`))).toBe(false);
    expect(await stale('letters-1', token(1, `intake:appeal:${id}`))).toBe(false);
    expect(await stale('letters-1', token(7, `intake:appeal:${id}`))).toBe(true);
    expect(await stale('south-1', token(1, `triage:case:${id}`))).toBe(true);
  });

  it('is the panels’ alone', async () => {
    expect(await world.officer('auditor').asks(queue, { stage: 'SCREENING', first: 20 })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.petitioner('zhang').asks(queue, { stage: 'SCREENING', first: 20 })).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a case', () => {
  const whole = `query($id: ID!) { triageCase(id: $id) {
    desk dueAt opinions { reviewer { id } text } assessment { subject { code } reasonablePart proposedUnit { id } }
  } }`;

  it('shows opinions to the petitioner and the panels, and that there are some to those who look on', async () => {
    const id = await heard(world);
    const opinions = async (who: Someone) =>
      (
        (await who.asks(whole, { id })).data as {
          readonly triageCase: { readonly opinions: readonly { readonly text: string | null }[] };
        }
      ).triageCase.opinions.map(({ text }) => text);
    expect(await opinions(world.petitioner('zhang'))).toEqual(['情况属实', '情况属实']);
    expect(await opinions(world.officer('north-3'))).toEqual(['情况属实', '情况属实']);
    expect(await opinions(world.officer('auditor'))).toEqual([null, null]);
  });

  it('tells the panel which of its members have given no opinion yet', async () => {
    const id = await accepted(world);
    await world.officer('north-village-reviewer').does('passScreening', { appealId: id });
    const asked = 'query($id: ID!) { triageCase(id: $id) { awaited { id } } }';
    const awaited = async (person: string) => {
      const { data } = await world.officer(person).asks(asked, { id });
      return (data as { triageCase: { awaited: { id: string }[] } }).triageCase.awaited.map((one) => one.id).sort();
    };
    expect(await awaited('north-1')).toEqual(['north-1', 'north-2', 'north-3']);
    await world.officer('north-1').does('recordOpinion', { appealId: id, reasonableness: 'REASONABLE', text: '情况属实' });
    expect(await awaited('north-2')).toEqual(['north-2', 'north-3']);
    expect(await awaited('auditor')).toEqual([]);
  });

  it('is seen by the unit that is given it, from then on', async () => {
    const id = await heard(world);
    const subject = world.tools.subjects.list[0]?.code ?? '';
    await world.officer('north-1').does('assessAppeal', { appealId: id, ...verdict, subject });
    const read = async () => (await world.officer('housing-handler').asks(whole, { id })).data;
    expect(await read()).toEqual({ triageCase: null });
    await world.hears('assignment', 'EntryAssigned', id, { unitId: 'u-housing', unitPath: ['u-housing', 'u-group'] });
    expect(await read()).toMatchObject({
      triageCase: { desk: 'TOWNSHIP', dueAt: null, assessment: { subject: { code: subject } } },
    });
  });

  it('is reached through its appeal', async () => {
    const id = await accepted(world);
    const query = 'query($appeals: [_Any!]!) { _entities(representations: $appeals) { ... on Appeal { triage { id stage } } } }';
    const appeals = [
      { __typename: 'Appeal', id },
      { __typename: 'Appeal', id: 'no-such' },
    ];
    expect((await world.officer('letters-1').asks(query, { appeals })).data).toEqual({
      _entities: [{ triage: { id, stage: 'SCREENING' } }, null],
    });
    expect((await world.officer('south-1').asks(query, { appeals })).data).toEqual({ _entities: [null, null] });
  });
});

it('the subject table has two levels and no code twice', async () => {
  const { subjects } = (await world.officer('north-1').asks('{ subjects { code level1 level2 } }')).data as {
    readonly subjects: readonly { readonly code: string; readonly level1: string; readonly level2: string }[];
  };
  expect(subjects.length).toBeGreaterThan(100);
  expect(new Set(subjects.map(({ code }) => code)).size).toBe(subjects.length);
  expect(subjects.every(({ code, level1, level2 }) => code === `${level1}/${level2}`)).toBe(true);
});
