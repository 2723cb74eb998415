// Promise: what the public reads of a closed case was written by the unit, checked by its leader and by somebody who knows the petitioner's
// name; nothing restricted is ever in it, and a complaint's answer has its own clock from the end of its secrecy on.
import { accusing, places } from '@daqidi/service-testing';
import { closedEntry, digestOf, type LedgerWorld, openLedgerWorld, result, sealed, typesSaid } from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const answer =
  'publicationFile { version dueAt overdue draft { text leaderCheckedBy { id } nameCheckedBy { id } } published { id text } takenDownAt }';
const version = async (appealId: string) => (await world.tools.model.publications.collection.byId(appealId))?.version ?? 0;
const does = async (person: string, mutation: string, appealId: string, input: object) =>
  world.officer(person).does(mutation, { appealId, expectedVersion: await version(appealId), ...input }, answer);
const text = '经核查,相关路段路灯已全部修复。';
const proposes = (appealId: string, input: object = {}, person = 'north-handler') =>
  does(person, 'proposePublication', appealId, { text, ...input });
const checks = (person: string, appealId: string, input: object = { agrees: true }) =>
  does(person, 'checkPublication', appealId, input);

const closed = (change?: Readonly<Record<string, unknown>>, outcome?: string, submission?: object): Promise<string> =>
  closedEntry(world, { change, outcome, submission });
interface Shown {
  readonly [field: string]: unknown;
}
const read = async (args = ''): Promise<readonly Shown[]> => {
  const query = `{ publications${args} { total edges { node {
    id category outcome month text correctedAt region { id } unit { id } } } } }`;
  const { code, data } = await world.anybody().asks(query);
  expect(code).toBeNull();
  return (data as { readonly publications: { readonly edges: { node: Shown }[] } }).publications.edges.map(({ node }) => node);
};
const published = async (appealId: string): Promise<void> => {
  await proposes(appealId);
  await checks('north-deputy', appealId);
  expect(await checks('clerk', appealId)).toMatchObject({ code: null });
};

it('everybody reads it by place, category and month once both have agreed, and never of which case it is', async () => {
  const appealId = await closed();
  expect(await proposes(appealId)).toMatchObject({ code: null, data: { publicationFile: { draft: { text }, published: null } } });
  expect(await read()).toEqual([]);
  expect(await checks('north-deputy', appealId)).toMatchObject({ code: null });
  expect(await read()).toEqual([]);
  expect(await checks('clerk', appealId)).toMatchObject({ data: { publicationFile: { draft: null, published: { text } } } });
  const [shown] = await read();
  expect(shown).toMatchObject({
    category: 'RESOLUTION',
    outcome: 'SOLVED',
    month: '2026-03',
    text,
    region: { id: places.northVillage },
    unit: { id: 'u-north' },
  });
  expect(JSON.stringify(shown)).not.toContain(appealId);
  for (const args of [
    `(regionId: "${places.north}", category: RESOLUTION, month: "2026-03")`,
    `(regionId: "${places.district}")`,
  ])
    expect(await read(args)).toHaveLength(1);
  for (const args of [`(regionId: "${places.south}")`, '(category: COMPLAINT)', '(month: "2026-02")'])
    expect(await read(args)).toEqual([]);
});

it('is written by the unit’s handler, checked by two other people each in his part, and refused with a reason', async () => {
  const appealId = await closed();
  expect(await proposes(appealId, {}, 'south-handler')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await proposes(appealId, {}, 'north-deputy')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await checks('north-deputy', appealId)).toMatchObject({ rule: 'publication.none' });
  await proposes(appealId);
  expect(await checks('north-head', appealId)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await checks('letters-1', appealId)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await checks('north-deputy', appealId, { agrees: false })).toMatchObject({ rule: 'publication.reason' });
  await checks('clerk', appealId);
  expect(await checks('north-clerk', appealId)).toMatchObject({ rule: 'publication.checked' });
  expect(await checks('clerk', appealId)).toMatchObject({ rule: 'publication.own' });
  const refusal = { agrees: false, reason: '文中可推知诉求人。' };
  expect(await checks('north-deputy', appealId, refusal)).toMatchObject({ data: { publicationFile: { draft: null } } });
  expect(await checks('north-deputy', appealId)).toMatchObject({ rule: 'publication.none' });
});

it('of a protected petitioner is checked by the letters office, which alone knows him', async () => {
  const protectedOne = { petitioner: { personId: 'zhang', kind: 'NAMED', protected: true } };
  const appealId = await closed({}, 'SOLVED', protectedOne);
  await proposes(appealId);
  expect(await checks('clerk', appealId)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await checks('letters-1', appealId)).toMatchObject({ code: null });
});

it('is corrected in the same way, the earlier text staying until then, and taken down with a reason', async () => {
  const appealId = await closed();
  await published(appealId);
  const id = (await world.tools.model.publications.collection.byId(appealId))?.state.opened?.publicationId;
  const mine = async () => (await read()).find((shown) => shown.id === id);
  await proposes(appealId, { text: '更正:相关路段路灯已修复三盏。' });
  expect(await mine()).toMatchObject({ text, correctedAt: null });
  await checks('clerk', appealId);
  await checks('north-deputy', appealId);
  expect(await mine()).toMatchObject({ text: '更正:相关路段路灯已修复三盏。', correctedAt: expect.any(String) });
  const takesDown = (person: string) => does(person, 'takeDownPublication', appealId, { reason: '涉及个人信息,撤下复核。' });
  expect(await takesDown('auditor')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await takesDown('letters-1')).toMatchObject({ code: null });
  expect(await mine()).toBeUndefined();
  expect(await takesDown('letters-1')).toMatchObject({ rule: 'publication.none' });
  expect(typesSaid(world, appealId).filter((type) => type.startsWith('Publication'))).toEqual([
    'PublicationOpened',
    ...['PublicationProposed', 'PublicationChecked', 'PublicationChecked', 'PublicationPublished'],
    ...['PublicationProposed', 'PublicationChecked', 'PublicationChecked', 'PublicationPublished'],
    'PublicationTakenDown',
  ]);
});

it('of a RESOLUTION is owed to the public from its closing on, and listed for its unit until it is there', async () => {
  const due = async (person = 'north-handler') => {
    const query = '{ publicationsDue { total edges { node { dueAt ledgerEntry { id } } } } }';
    const { data } = await world.officer(person).asks(query);
    return (data as { publicationsDue: { edges: { node: { ledgerEntry: { id: string } } }[] } }).publicationsDue.edges;
  };
  const appealId = await closed();
  const mine = { node: { dueAt: '2026-03-23T15:59:59.999Z', ledgerEntry: { id: appealId } } };
  expect(await due()).toContainEqual(expect.objectContaining(mine));
  expect(await due('south-handler')).toEqual([]);
  await published(appealId);
  expect(await due()).not.toContainEqual(expect.objectContaining(mine));
  const suggestion = await closed({ category: 'SUGGESTION' }, 'ADOPTED');
  expect(JSON.stringify(await due())).not.toContain(suggestion);
});

describe('of a complaint', () => {
  const complaint = (outcome = 'SUBSTANTIATED') => closed({ category: 'COMPLAINT' }, outcome);

  it('its clock runs from the closing, names a township at least, and being late is seen', async () => {
    const own = world.clock.now();
    const appealId = await complaint();
    expect(await proposes(appealId)).toMatchObject({
      data: { publicationFile: { dueAt: '2026-03-23T15:59:59.999Z', overdue: false } },
    });
    await world.until('2026-03-24T00:00:00.000Z');
    expect(typesSaid(world, appealId)).toContain('PublicationOverdue');
    await checks('clerk', appealId);
    await checks('north-deputy', appealId);
    expect(await read('(category: COMPLAINT)')).toMatchObject([{ region: { id: places.north } }]);
    world.clock.set(new Date(own).toISOString());
  });

  it('names officials only where it was substantiated', async () => {
    const names = { namesOfficials: true };
    expect(await proposes(await complaint('UNSUBSTANTIATED'), names)).toMatchObject({ rule: 'publication.officials' });
    expect(await proposes(await closed(), names)).toMatchObject({ rule: 'publication.officials' });
    expect(await proposes(await complaint(), names)).toMatchObject({ code: null });
  });

  it.each([
    ['after', ['closing', 'end of secrecy']],
    ['before', ['end of secrecy', 'closing']],
  ])('that is a secret there is nothing to publish before that has ended, %s its closing', async (when) => {
    const appealId = world.newAppeal();
    const secret = { ...accusing('u-south'), accused: { units: ['u-south'], persons: [], since: 2024 } };
    await world.hears('intake', 'AppealSubmitted', appealId, secret);
    await world.hears('triage', 'AppealAssessed', appealId, { ...accusing('u-south'), category: 'COMPLAINT' });
    await world.officer('north-handler').does('acceptEntry', { appealId });
    await world.officer('north-handler').does('proposeResult', { appealId, ...result, outcome: 'SUBSTANTIATED' });
    const digest = await digestOf(world, appealId);
    await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
    await world.officer('north-deputy').does('countersign', { appealId, digest });
    for (const track of ['DISCIPLINE', 'LETTERS']) await world.hears('supervision', 'TrackConcluded', appealId, { track });
    const ends = () =>
      world.hears('supervision', 'ScopeStated', appealId, {
        ...secret,
        number: 1,
        barred: [],
        restricted: false,
        offices: [],
      });
    if (when === 'before') await ends();
    expect(await world.officer('north-head').does('countersign', { appealId, digest })).toMatchObject({ code: null });
    await sealed(world, appealId);
    if (when === 'after') {
      expect(typesSaid(world, appealId)).not.toContain('PublicationOpened');
      expect(await proposes(appealId)).toMatchObject({ code: 'NOT_FOUND' });
      await ends();
    }
    expect(world.said(appealId).findLast(({ type }) => type === 'PublicationOpened')?.data).toMatchObject({
      category: 'COMPLAINT',
      regionId: places.north,
      clock: { dueAt: '2026-03-23T15:59:59.999Z' },
    });
    // Whoever was accused may know of it now, and still takes no part in it.
    expect(await proposes(appealId, {}, 'south-handler')).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that becomes a secret again is read by nobody', async () => {
    const appealId = await closed();
    await published(appealId);
    const before = (await read()).length;
    const again = { ...accusing('u-south'), accused: { units: ['u-south'], persons: [], since: 2024 }, number: 1 };
    await world.hears('supervision', 'ScopeStated', appealId, again);
    expect(await read()).toHaveLength(before - 1);
  });
});
