// Promise: a track asks a unit for material that is never told of the case; only that track and that unit read it, and nobody of an accused
// unit is ever asked, or learns that others were.
import { type DualWorld, openDualWorld, taken, typesSaid } from './support/dual-world.js';

let world: DualWorld;
beforeAll(async () => {
  world = await openDualWorld();
});
afterAll(() => world.stop());

const text = '请提供 2025 年以来路灯维护合同及付款凭证。';
const requests = (appealId: string, input: object = {}, person = 'inspector') =>
  world.officer(person).does('requestMaterial', { appealId, track: 'DISCIPLINE', unitId: 'u-housing', text, ...input });
interface Shown {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}
const listed = async (person: string, answered = false): Promise<readonly Shown[]> => {
  const query = `{ materialRequests(answered: ${answered}) { total edges { node {
    id version askedBy unit { id } text dueAt overdue answer answeredBy { id } withdrawnAt } } } }`;
  const { code, data } = await world.officer(person).asks(query);
  expect([person, code]).toEqual([person, null]);
  const { total, edges } = (data as { readonly materialRequests: { readonly total: number; readonly edges: { node: Shown }[] } })
    .materialRequests;
  expect(total).toBe(edges.length);
  return edges.map(({ node }) => node);
};
const ofTracks = async (person: string, appealId: string) => {
  const query = `query($id: ID!) { dualOversight(id: $id) { tracks { name materialRequests {
    total edges { node { text answer withdrawnAt unit { id } } } } } } }`;
  const { data } = await world.officer(person).asks(query, { id: appealId });
  return (
    data as {
      readonly dualOversight: {
        readonly tracks: readonly {
          readonly name: string;
          readonly materialRequests: { readonly total: number; readonly edges: { node: object }[] } | null;
        }[];
      };
    }
  ).dualOversight.tracks.map(({ name, materialRequests }) => [name, materialRequests?.edges.map(({ node }) => node) ?? null]);
};
const answers = (person: string, request: Shown | undefined) =>
  world
    .officer(person)
    .does(
      'answerMaterialRequest',
      { materialRequestId: request?.id, expectedVersion: request?.version, text: '合同及凭证复印件已送达。' },
      'materialRequest { id version answer }',
    );

it('the unit reads what is asked, by whom and until when, and answers once; the track reads the answer', async () => {
  const appealId = await taken(world, 'u-north');
  expect(await requests(appealId)).toMatchObject({ code: null });
  const [request] = await listed('housing-handler');
  expect(request).toMatchObject({
    askedBy: 'DISCIPLINE',
    unit: { id: 'u-housing' },
    text,
    dueAt: '2026-03-09T15:59:59.999Z',
    answer: null,
  });
  expect(JSON.stringify(request)).not.toContain(appealId);
  expect(await answers('housing-handler', request)).toMatchObject({
    code: null,
    data: { materialRequest: { answer: '合同及凭证复印件已送达。' } },
  });
  expect(await answers('housing-handler', { ...request, id: String(request?.id), version: 2 })).toMatchObject({
    rule: 'material.answered',
  });
  expect(await listed('housing-handler')).toEqual([]);
  expect(await listed('housing-handler', true)).toMatchObject([{ id: request?.id, answeredBy: { id: 'housing-handler' } }]);
  expect(await ofTracks('inspector', appealId)).toEqual([
    ['DISCIPLINE', [{ text, answer: '合同及凭证复印件已送达。', withdrawnAt: null, unit: { id: 'u-housing' } }]],
    ['LETTERS', null],
  ]);
});

it('is read by neither the other track nor any other unit, the accused’s among them', async () => {
  const appealId = await taken(world, 'u-north');
  await requests(appealId);
  expect(await ofTracks('letters-1', appealId)).toEqual([
    ['DISCIPLINE', null],
    ['LETTERS', []],
  ]);
  for (const person of ['north-handler', 'north-head', 'south-handler']) {
    expect(await listed(person)).toEqual([]);
    const [request] = await listed('housing-handler');
    expect(await answers(person, request)).toMatchObject({ code: 'NOT_FOUND' });
  }
  const { data } = await world.officer('auditor').asks('{ materialRequests { total } }');
  expect(data).toBeNull();
});

it('is asked by whoever holds the track, of a unit that exists and is not accused, in words that name no case', async () => {
  const appealId = await taken(world, 'u-north');
  const refused = async (input: object, person?: string) => (await requests(appealId, input, person)).rule;
  expect(await refused({ unitId: 'u-north' })).toBe('material.unit');
  expect(await refused({ unitId: 'u-north-village' })).toBe('material.unit');
  expect(await refused({ unitId: 'u-nowhere' })).toBe('material.unit');
  expect(await refused({ text: '请提供 511902-20260302-4820917-K 一件的材料。' })).toBe('material.names-case');
  expect(await refused({ text: '请提供511902２０２６０３０２4820917K一件的材料。' })).toBe('material.names-case');
  expect(await refused({ text: `请提供 ${appealId} 的材料。` })).toBe('material.names-case');
  expect(await refused({ track: 'LETTERS' }, 'letters-2')).toBe('track.inspector');
  expect(typesSaid(world, appealId)).not.toContain('MaterialAsked');
});

it('is gone for a unit that turns out to be accused, and stays with the track', async () => {
  const appealId = await taken(world, 'u-north');
  await requests(appealId, { unitId: 'u-south' });
  const [request] = await listed('south-handler');
  expect(request).toBeDefined();
  await world.officer('inspector').does('addAccused', { appealId, expectedVersion: 1, unitIds: ['u-south'] }, 'oversight { id }');
  await world.settled();
  expect(await listed('south-handler')).toEqual([]);
  expect(await answers('south-handler', request)).toMatchObject({ code: 'NOT_FOUND' });
  expect(typesSaid(world, appealId)).toContain('MaterialWithdrawn');
  expect(await ofTracks('inspector', appealId)).toMatchObject([
    ['DISCIPLINE', [{ unit: { id: 'u-south' }, withdrawnAt: expect.any(String) }]],
    ['LETTERS', null],
  ]);
});

it('is asked no more once the track has concluded without it', async () => {
  const appealId = await taken(world, 'u-north');
  await requests(appealId, { unitId: 'u-south' });
  const conclusion = { appealId, track: 'DISCIPLINE', finding: 'UNSUBSTANTIATED', text: '查无实据。' };
  expect(await world.officer('inspector').does('concludeTrack', conclusion)).toMatchObject({ code: null });
  expect(await listed('south-handler')).toEqual([]);
  expect(await requests(appealId)).toMatchObject({ rule: 'track.status' });
});

it('whose time runs out is seen to be overdue, and raises no order, which would name the case', async () => {
  const own = await openDualWorld();
  const appealId = await taken(own, 'u-north');
  await own.officer('inspector').does('requestMaterial', { appealId, track: 'DISCIPLINE', unitId: 'u-housing', text });
  await own.until('2026-03-10T00:00:00.000Z');
  const { data } = await own.officer('housing-head').asks('{ materialRequests { edges { node { overdue } } } }');
  expect(data).toEqual({ materialRequests: { edges: [{ node: { overdue: true } }] } });
  const said = own.said(appealId).map(({ type }) => type);
  expect(said).toContain('MaterialOverdue');
  expect(said).not.toContain('OrderIssued');
  await own.stop();
});

it('its stream is among those that supervision states at closing', async () => {
  const appealId = await taken(world, 'u-north');
  await requests(appealId);
  for (const [person, track] of [
    ['inspector', 'DISCIPLINE'],
    ['letters-1', 'LETTERS'],
  ] as const)
    await world.officer(person).does('concludeTrack', { appealId, track, finding: 'SUBSTANTIATED', text: '反映情况属实。' });
  await world.hears('assignment', 'CloseRequested', appealId, { category: 'COMPLAINT' });
  const stated = world.said(appealId).findLast(({ type }) => type === 'StreamsStated')?.data as {
    readonly streams: readonly { readonly stream: string }[];
  };
  expect(stated.streams.map(({ stream }) => stream.split(':')[1])).toEqual(['dual', 'material']);
});
