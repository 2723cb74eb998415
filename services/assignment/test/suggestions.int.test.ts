// Promise: an answered suggestion is kept for everybody to find, with what became of it; nothing says who made it, and no secret is in it.
import { handled, type LedgerWorld, openLedgerWorld, sealed } from './support/ledger-world.js';

let world: LedgerWorld;
beforeEach(async () => {
  world = await openLedgerWorld();
});
afterEach(() => world.stop());

const answered = async (outcome: string): Promise<string> => {
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId);
  await world.hears('triage', 'AppealAssessed', appealId, { category: 'SUGGESTION' });
  await world.officer('north-handler').does('acceptEntry', { appealId });
  await closes(appealId, outcome);
  return appealId;
};
const closes = async (appealId: string, outcome: string): Promise<void> => {
  await world.officer('north-handler').does('proposeResult', { appealId, outcome, text: '已研究,答复如下。' });
  const digest = (await world.tools.model.entries.collection.byId(appealId))?.state.result?.digest;
  await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
  await world.officer('north-deputy').does('countersign', { appealId, digest });
  await world.officer('north-head').does('countersign', { appealId, digest });
  await sealed(world, appealId);
};
const listed = async (filter = '', who = world.anybody()) => {
  const query = `{ suggestions${filter} { total edges { node { id outcome measure dueOn doneAt text report unit { id } } } } }`;
  const { data } = await who.asks(query);
  return (data as { suggestions: { edges: { node: { id: string } }[] } }).suggestions.edges.map(({ node }) => node);
};
const ids = async (filter = '') => (await listed(filter)).map(({ id }) => id);
const measure = 'suggestion { version measure }';
const version = async (appealId: string) => (await world.tools.model.suggestions.collection.byId(appealId))?.version ?? 0;
const plans = async (person: string, appealId: string, change: object = {}) => {
  const plan = { appealId, expectedVersion: await version(appealId), text: '在村口加装两盏路灯。', dueOn: '2026-06-30' };
  return world.officer(person).does('planMeasure', { ...plan, ...change }, measure);
};
const reports = async (person: string, appealId: string) =>
  world
    .officer(person)
    .does('reportMeasureDone', { appealId, expectedVersion: await version(appealId), report: '路灯已装好。' }, measure);

it('is found by outcome, subject and place once it is answered, by anybody; other categories are not in it', async () => {
  const other = await handled(world);
  await closes(other, 'SOLVED');
  const [adopted, refused] = [await answered('ADOPTED'), await answered('NOT_ADOPTED')];
  expect(new Set(await ids())).toEqual(new Set([adopted, refused]));
  expect(await ids('(outcome: NOT_ADOPTED)')).toEqual([refused]);
  expect(await ids('(regionId: "511902001", subject: "s", outcome: ADOPTED)')).toEqual([adopted]);
  expect(await ids('(regionId: "511902002")')).toEqual([]);
  expect(JSON.stringify(await listed())).not.toContain('zhang');
});

it('leads to a measure where it was adopted, by whoever answered it, and is done once', async () => {
  const appealId = await answered('PARTLY_ADOPTED');
  expect(await reports('north-handler', appealId)).toMatchObject({ rule: 'suggestion.no-measure' });
  expect(await plans('north-handler', appealId, { dueOn: '2026-03-01' })).toMatchObject({
    rule: 'suggestion.date',
    field: 'dueOn',
  });
  expect(await plans('north-handler', appealId)).toMatchObject({ code: null, data: { suggestion: { measure: 'PLANNED' } } });
  expect(await plans('north-deputy', appealId, { dueOn: '2026-07-31' })).toMatchObject({ code: null });
  expect((await plans('south-handler', appealId)).code).toBe('NOT_FOUND');
  expect((await plans('north-1', appealId)).code).toBe('FORBIDDEN');
  expect(await ids('(measure: PLANNED)')).toEqual([appealId]);
  expect(await reports('north-handler', appealId)).toMatchObject({ data: { suggestion: { measure: 'DONE' } } });
  expect(await reports('north-handler', appealId)).toMatchObject({ rule: 'suggestion.done' });
  expect(await plans('north-handler', appealId)).toMatchObject({ rule: 'suggestion.done' });
  expect(await listed('(measure: DONE)')).toMatchObject([
    { dueOn: '2026-07-31', doneAt: expect.any(String), text: null, report: null },
  ]);
  expect(await listed('', world.officer('north-head'))).toMatchObject([{ text: '在村口加装两盏路灯。', report: '路灯已装好。' }]);
  expect(JSON.stringify(world.said(appealId))).not.toContain('路灯');
});

it('leads to nothing where it was not adopted', async () => {
  const appealId = await answered('NOT_ADOPTED');
  expect(await plans('north-handler', appealId)).toMatchObject({ rule: 'suggestion.not-adopted' });
});

it('leaves the bank when its case becomes a secret, for whoever asks', async () => {
  const appealId = await answered('ADOPTED');
  const secret = {
    number: 5,
    restricted: true,
    barred: ['unit:u-south@2024'],
    recused: ['unit:u-south@2024'],
    offices: ['LETTERS'],
  };
  await world.hears('supervision', 'ScopeStated', appealId, secret);
  expect(await listed()).toEqual([]);
  expect(await listed('', world.officer('letters-1'))).toEqual([]);
  expect(await world.tools.model.suggestions.audit()).toEqual([]);
});
