// Promise: whom a case accuses has one writer, which says it whole and with a number; every order about the case follows, in whatever
// order things are heard; and it stays true when posts change, without anybody touching the case.
import { accusing, places } from '@daqidi/service-testing';
import { issued, type OrderWorld, openOrderWorld, ordersOf, typesSaid } from './support/order-world.js';

let world: OrderWorld;
beforeEach(async () => {
  world = await openOrderWorld();
});
afterEach(() => world.stop());

const accused = (...units: readonly string[]) => ({ ...accusing(...units), accused: { units, persons: [], since: 2024 } });
const submitted = async (scope: object): Promise<string> => {
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId, { ...scope });
  return appealId;
};
const lastScope = (appealId: string) => world.said(appealId).findLast(({ type }) => type === 'ScopeStated')?.data;
const answer = 'oversight { id version restricted offices accusedUnits { id } accusedOfficers { id } since }';
const adds = (person: string, appealId: string, input: object) =>
  world.officer(person).does('addAccused', { appealId, expectedVersion: 1, ...input }, answer);
const transfer = (person: string, unitId: string, role: 'LETTERS_OFFICER' | 'MAIN_LEADER') => {
  const [post] = world.district.postsOf(person);
  if (post === undefined) throw new Error(`${person} has no post`);
  world.district.state({ post: { ...post, to: '2026-03-01' } });
  world.district.state({
    post: { ...post, id: `${post.id}.next`, unitId, regionId: places.district, role, from: '2026-03-02', to: null },
  });
};

describe('stating', () => {
  it('says nothing of a case that accuses nobody, and once of one that does', async () => {
    expect(typesSaid(world, await submitted({}))).toEqual([]);
    const appealId = await submitted(accused('u-north'));
    expect(lastScope(appealId)).toMatchObject({
      number: 1,
      barred: ['unit:u-north@2024'],
      restricted: true,
      offices: ['LETTERS', 'DISCIPLINE'],
    });
    await world.settled();
    expect(typesSaid(world, appealId)).toEqual(['ScopeStated', 'TrackOpened', 'TrackOpened']);
  });

  it('follows an accused official to his new post, by itself', async () => {
    const appealId = await submitted({
      ...accusing('u-housing'),
      accused: { units: [], persons: ['housing-head'], since: 2024 },
      barred: ['person:housing-head', 'unit:u-housing@2024'],
    });
    transfer('housing-head', 'u-letters', 'LETTERS_OFFICER');
    await world.settled();
    expect(lastScope(appealId)).toMatchObject({
      number: 2,
      barred: ['person:housing-head', 'unit:u-housing@2024', 'unit:u-letters@2024'],
      offices: ['SECRETARIAT', 'DISCIPLINE'],
    });
  });

  it('bars the unit whose head an accused official becomes, so that it loses the case if it has it', async () => {
    const appealId = await submitted({
      ...accusing('u-housing'),
      accused: { units: [], persons: ['housing-head'], since: 2024 },
      barred: ['person:housing-head', 'unit:u-housing@2024'],
    });
    await world.hears('assignment', 'EntryAssigned', appealId, { unitId: 'u-south', unitPath: ['u-south', 'u-group'] });
    transfer('housing-head', 'u-south', 'MAIN_LEADER');
    await world.settled();
    expect(lastScope(appealId)).toMatchObject({
      number: 2,
      barred: ['person:housing-head', 'unit:u-housing@2024', 'unit:u-south@2024'],
    });
  });

  it('names another office where the last of one has left', async () => {
    const appealId = await submitted(accused('u-north'));
    for (const person of ['letters-1', 'letters-2', 'letters-3']) {
      const [post] = world.district.postsOf(person);
      if (post !== undefined) world.district.state({ post: { ...post, to: '2026-03-01' } });
    }
    await world.settled();
    expect(lastScope(appealId)).toMatchObject({ number: 2, offices: ['SECRETARIAT', 'DISCIPLINE'] });
  });
});

describe('adding accused', () => {
  it('is either track’s, at once, and names the whole', async () => {
    const appealId = await submitted(accused('u-north'));
    expect(await adds('inspector', appealId, { expectedVersion: 7, unitIds: ['u-letters'], since: 2020 })).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await adds('inspector', appealId, { unitIds: ['u-letters'], since: 2020 })).toMatchObject({
      code: null,
      data: {
        oversight: {
          accusedUnits: [{ id: 'u-north' }, { id: 'u-letters' }],
          since: 2020,
          offices: ['SECRETARIAT', 'DISCIPLINE'],
        },
      },
    });
    // Whoever is accused has lost the case with it.
    expect(await adds('letters-1', appealId, { unitIds: ['u-housing'] })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await adds('secretary', appealId, { unitIds: ['u-letters'], expectedVersion: 2 })).toMatchObject({
      rule: 'accused.known',
    });
  });

  it('is nobody else’s: hidden as if there were nothing', async () => {
    const appealId = await submitted(accused('u-north'));
    for (const person of ['north-head', 'secretary', 'auditor', 'city-1', 'clerk'])
      expect(await adds(person, appealId, { unitIds: ['u-housing'] })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a statement of being a relative or a party', () => {
  const declares = (person: string, appealId: string, input: object = {}) =>
    world
      .officer(person)
      .does('declareConflict', { appealId, ground: 'RELATIVE', reason: '诉求人是我的表弟。', ...input }, 'appealId');

  it('recuses whoever makes it from then on in every service, and leaves secrecy and accused as they were', async () => {
    const appealId = await submitted({});
    expect(await declares('north-1', appealId)).toMatchObject({ code: null, data: { appealId } });
    expect(typesSaid(world, appealId)).toEqual(['ConflictDeclared', 'ScopeStated']);
    expect(lastScope(appealId)).toMatchObject({
      number: 1,
      recused: ['person:north-1'],
      barred: [],
      restricted: false,
      accused: { units: [], persons: [] },
    });
    expect(JSON.stringify(world.said(appealId))).not.toContain('表弟');
    expect(await declares('north-1', appealId)).toMatchObject({ rule: 'case.recused' });
    expect(await declares('inspector', appealId)).toMatchObject({ code: null });
    expect(lastScope(appealId)).toMatchObject({ number: 2, recused: ['person:north-1', 'person:inspector'] });
    const query = 'query($id: ID!) { oversight(id: $id) { accusedUnits { id } conflicts { officer { id } ground reason } } }';
    expect((await world.officer('letters-1').asks(query, { id: appealId })).data).toEqual({
      oversight: {
        accusedUnits: [],
        conflicts: [
          { officer: { id: 'north-1' }, ground: 'RELATIVE', reason: '诉求人是我的表弟。' },
          { officer: { id: 'inspector' }, ground: 'RELATIVE', reason: '诉求人是我的表弟。' },
        ],
      },
    });
    expect((await world.officer('auditor').asks(query, { id: appealId })).data).toEqual({ oversight: null });
    expect(await world.tools.model.oversights.audit()).toEqual([]);
  });

  it('is made by whoever has the case in his unit, and by nobody who does not see it', async () => {
    const appealId = await submitted({});
    expect(await declares('north-handler', appealId)).toMatchObject({ code: 'NOT_FOUND' });
    await world.hears('assignment', 'EntryAssigned', appealId);
    expect(await declares('north-handler', appealId)).toMatchObject({ code: null });
    expect(await declares('south-1', appealId)).toMatchObject({ code: 'NOT_FOUND' });
    const secret = await submitted(accused('u-north'));
    expect(await declares('north-head', secret)).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      (await world.petitioner('zhang').does('declareConflict', { appealId, ground: 'PARTY', reason: '本人' }, 'appealId')).code,
    ).not.toBeNull();
  });

  it('leaves a track to whoever is left, the city’s people in the end', async () => {
    const appealId = await submitted(accused('u-north'));
    const take = (person: string) =>
      world.officer(person).does('takeTrack', { appealId, track: 'DISCIPLINE', expectedVersion: 1 }, 'dualOversight { id }');
    expect(await declares('inspector', appealId)).toMatchObject({ code: null });
    expect((await take('inspector')).code).not.toBeNull();
    await world.settled();
    expect(lastScope(appealId)).toMatchObject({
      recused: ['unit:u-north@2024', 'person:inspector'],
      offices: ['LETTERS', 'CITY'],
    });
    expect(await take('city-1')).toMatchObject({ code: null });
  });
});

describe('an order about the case', () => {
  const sees = async (person: string, orderId: string) =>
    (await world.officer(person).asks('query($id: ID!) { supervisionOrder(id: $id) { id } }', { id: orderId })).data;

  it('is hidden from whoever is accused later', async () => {
    const { appealId, orderId } = await issued(world, { unitId: null }, accused('u-north'));
    expect(await sees('letters-1', orderId)).toEqual({ supervisionOrder: { id: orderId } });
    expect(await adds('inspector', appealId, { unitIds: ['u-letters'] })).toMatchObject({ code: null });
    expect(await sees('letters-1', orderId)).toEqual({ supervisionOrder: null });
    expect(await sees('secretary', orderId)).toEqual({ supervisionOrder: { id: orderId } });
  });

  it('that a clock raises on a unit which has not heard yet that it is accused is hidden from it all the same', async () => {
    const appealId = await submitted(accused('u-housing'));
    expect(await adds('inspector', appealId, { unitIds: ['u-north'] })).toMatchObject({ code: null });
    // The unit’s clock ran out while it had not been heard there that it is accused.
    await world.hears('assignment', 'ClockOverdue', appealId, { unitId: 'u-north' });
    const [orderId = ''] = (await world.tools.model.oversights.collection.byId(appealId))?.facts.orders ?? [];
    for (const person of ['north-handler', 'north-head', 'housing-head'])
      expect([person, await sees(person, orderId)]).toEqual([person, { supervisionOrder: null }]);
    expect(await world.officer('north-head').does('answerOrder', { orderId, text: '已办结。' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await sees('letters-1', orderId)).toEqual({ supervisionOrder: { id: orderId } });
  });

  it('is nobody’s until the submission is known, then whose the case is', async () => {
    const appealId = world.newAppeal();
    await world.hears('assignment', 'ClockOverdue', appealId, { unitId: null });
    expect(await ordersOf(world, appealId)).toEqual([]);
    await world.hears('intake', 'AppealSubmitted', appealId, accused('u-letters'));
    const oversight = await world.tools.model.oversights.collection.byId(appealId);
    const [orderId = ''] = oversight?.facts.orders ?? [];
    expect(await sees('letters-1', orderId)).toEqual({ supervisionOrder: null });
    expect(await sees('secretary', orderId)).toEqual({ supervisionOrder: { id: orderId } });
  });
});

describe('through the appeal', () => {
  const query =
    'query($appeals: [_Any!]!) { _entities(representations: $appeals) { ... on Appeal { supervision { oversight { since } orders { id } } } } }';
  const seen = async (person: string, appealId: string) =>
    (await world.officer(person).asks(query, { appeals: [{ __typename: 'Appeal', id: appealId }] })).data;

  it('its oversight is shown to those who look after it, and is nothing to others', async () => {
    const appealId = await submitted(accused('u-north'));
    expect(await seen('letters-1', appealId)).toEqual({
      _entities: [{ supervision: { oversight: { since: 2024 }, orders: [] } }],
    });
    for (const person of ['north-head', 'auditor', 'secretary'])
      expect(await seen(person, appealId)).toEqual({ _entities: [null] });
  });
});
