// Promise: an entry is opened once, when submission and verdict are both known, whoever comes first, and goes to whom the procedure says.
import { accusing, places } from '@daqidi/service-testing';
import { assigned, type LedgerWorld, openLedgerWorld, proposed, stateOf, typesSaid } from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

describe('opening an entry', () => {
  it('waits for both submission and verdict', async () => {
    const appealId = world.newAppeal();
    await world.hears('triage', 'AppealAssessed', appealId);
    expect(typesSaid(world, appealId)).toEqual([]);
    await world.hears('intake', 'AppealSubmitted', appealId);
    expect(typesSaid(world, appealId)).toEqual(['EntryOpened', 'EntryAssigned']);
  });

  it('ends in the same state whichever comes first', async () => {
    const one = await assigned(world);
    const other = world.newAppeal();
    await world.hears('triage', 'AppealAssessed', other);
    await world.hears('intake', 'AppealSubmitted', other, { queryCode: (await stateOf(world, one))?.opened?.queryCode });
    const renamed = JSON.parse(JSON.stringify(await stateOf(world, other)).replaceAll(other, one));
    expect(renamed).toEqual(await stateOf(world, one));
  });

  it('happens once, however often the events come', async () => {
    const appealId = world.newAppeal();
    const submitted = await world.hears('intake', 'AppealSubmitted', appealId);
    const assessed = await world.hears('triage', 'AppealAssessed', appealId);
    for (const event of [submitted, assessed, submitted]) await world.hearsAgain(event);
    expect(typesSaid(world, appealId)).toEqual(['EntryOpened', 'EntryAssigned']);
  });

  it('gives village and township matters straight to the proposed unit, with those above it', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'AppealAssessed', appealId, { level: 'VILLAGE', proposedUnitId: 'u-north-village' });
    expect(await stateOf(world, appealId)).toMatchObject({
      stage: 'ASSIGNED',
      holderUnitId: 'u-north-village',
      unitPath: ['u-north-village', 'u-north', 'u-group'],
      clock: { kind: 'HANDLING', status: 'RUNNING', workingDays: 20 },
    });
  });

  it('leaves district matters to the letters office, under its own short clock', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'AppealAssessed', appealId, { level: 'DISTRICT', proposedUnitId: 'u-housing' });
    expect(await stateOf(world, appealId)).toMatchObject({
      stage: 'ASSIGNING',
      holderUnitId: 'u-letters',
      clock: { kind: 'ASSIGNING', workingDays: 1 },
    });
  });

  it.each([
    ['does not exist', 'u-nowhere', {}],
    ['is accused', 'u-north', accusing('u-north')],
  ])('leaves a matter to the letters office where the proposed unit %s', async (_, proposedUnitId, scope) => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId, scope);
    await world.hears('triage', 'AppealAssessed', appealId, { proposedUnitId, ...scope });
    expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSIGNING', holderUnitId: 'u-letters' });
  });

  it('leaves a matter to the letters office where the proposed unit has been dissolved', async () => {
    const unit = world.district.unit('u-south-village');
    if (unit === undefined) throw new Error('the district has lost a unit');
    world.district.state({ unit: { ...unit, validTo: '2026-03-01' } });
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'AppealAssessed', appealId, { level: 'VILLAGE', proposedUnitId: 'u-south-village' });
    expect((await stateOf(world, appealId))?.holderUnitId).toBe('u-letters');
  });

  it('counts a suggestion by its own days', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'AppealAssessed', appealId, { category: 'SUGGESTION' });
    expect((await stateOf(world, appealId))?.clock).toMatchObject({ workingDays: 15, startedOn: '2026-03-02' });
  });
});

/** A district matter that waits for a unit. */
const waiting = async (scope = {}): Promise<string> => {
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId, scope);
  await world.hears('triage', 'AppealAssessed', appealId, { level: 'DISTRICT', proposedUnitId: 'u-housing', ...scope });
  return appealId;
};

describe('naming a unit', () => {
  it('starts the handling clock', async () => {
    const appealId = await waiting();
    const answer = await world.officer('letters-1').does('assignEntry', { appealId, unitId: 'u-housing' });
    expect(answer).toMatchObject({ code: null, data: { ledgerEntry: { stage: 'ASSIGNED' } } });
    expect((await stateOf(world, appealId))?.clock).toMatchObject({ kind: 'HANDLING', workingDays: 20 });
  });

  it.each([
    ['that is accused', 'u-housing', accusing('u-housing')],
    ['that does not exist', 'u-nowhere', {}],
    ['of a lower level: a village committee', 'u-north-village', {}],
    ['of a lower level: a township government', 'u-north', {}],
  ])('refuses a unit %s', async (_, unitId, scope) => {
    const appealId = await waiting(scope);
    const answer = await world.officer('letters-1').does('assignEntry', { appealId, unitId });
    expect(answer).toMatchObject({ code: 'RULE_VIOLATION', rule: 'entry.unit' });
    expect(typesSaid(world, appealId)).toEqual(['EntryOpened']);
  });

  it('is done once', async () => {
    const appealId = await waiting();
    const letters = world.officer('letters-1');
    await letters.does('assignEntry', { appealId, unitId: 'u-housing' });
    const again = await letters.does('assignEntry', { appealId, unitId: 'u-north' });
    expect(again).toMatchObject({ code: 'RULE_VIOLATION', rule: 'entry.stage' });
  });

  it('is the letters office’s, nobody else’s while it is held: who may look on is FORBIDDEN, who may not see it finds nothing', async () => {
    const appealId = await waiting();
    const assign = (person: string) => world.officer(person).does('assignEntry', { appealId, unitId: 'u-housing' });
    for (const person of ['auditor', 'inspector']) expect(await assign(person)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await assign('south-1')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.officer('south-1').does('assignEntry', { appealId: 'no-such', unitId: 'u-housing' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a vacant letters office', () => {
  const read = 'query($id: ID!) { ledgerEntry(id: $id) { stage holder { id } waitingFor } }';
  const desks = { letters: ['letters-1', 'letters-2', 'letters-3'], others: ['secretary', 'inspector', 'city-1', 'city-2'] };
  const state = (people: readonly string[], to: string | null): void => {
    for (const person of people) {
      const post = world.district.post(`post.${person}`);
      if (post === undefined) throw new Error('the district has lost a post');
      world.district.state({ post: { ...post, to } });
    }
  };
  beforeAll(() => state(desks.letters, '2026-03-01'));
  afterEach(() => state(desks.others, null));
  afterAll(() => state(desks.letters, null));

  it('holds up no village matter', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'AppealAssessed', appealId, { level: 'VILLAGE', proposedUnitId: 'u-north-village' });
    expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSIGNED', holderUnitId: 'u-north-village' });
  });

  it('is waited for visibly where nobody stands in: the entry opens all the same, and is the office’s', async () => {
    const appealId = await waiting();
    const shown = { stage: 'ASSIGNING', holder: { id: 'u-letters' } };
    const seen = async () => (await world.officer('auditor').asks(read, { id: appealId })).data;
    expect(await seen()).toEqual({ ledgerEntry: { ...shown, waitingFor: null } });
    state(desks.others, '2026-03-01');
    expect(await seen()).toEqual({ ledgerEntry: { ...shown, waitingFor: 'LETTERS_OFFICER' } });
    expect(await stateOf(world, appealId)).toMatchObject({ clock: { kind: 'ASSIGNING', status: 'RUNNING' } });
  });

  it('is stood in for by the secretariat, after it by the discipline commission', async () => {
    const name = async (person: string, appealId: string) =>
      world.officer(person).does('assignEntry', { appealId, unitId: 'u-housing' });
    const appealId = await waiting();
    expect(await name('inspector', appealId)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await name('secretary', appealId)).toMatchObject({ code: null, data: { ledgerEntry: { stage: 'ASSIGNED' } } });
    state(['secretary'], '2026-03-01');
    expect(await name('inspector', await waiting())).toMatchObject({ code: null });
  });

  it('leaves a restricted matter to the offices that its scope names, and hides it from others', async () => {
    const appealId = await waiting(accusing('u-south'));
    expect(await world.officer('secretary').does('assignEntry', { appealId, unitId: 'u-housing' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await world.officer('inspector').does('assignEntry', { appealId, unitId: 'u-housing' })).toMatchObject({ code: null });
  });
});

describe('a case whose accused become known later', () => {
  const scope = (...units: readonly string[]) => ({ ...accusing(...units), number: 2 });

  it('leaves the unit that is among them, which loses sight of it, and goes to another with its clock', async () => {
    const { appealId } = await proposed(world);
    const before = await stateOf(world, appealId);
    await world.hears('supervision', 'ScopeStated', appealId, scope('u-north'));
    expect(await stateOf(world, appealId)).toMatchObject({
      stage: 'ASSIGNING',
      holderUnitId: 'u-letters',
      slots: [],
      clock: { kind: 'HANDLING', status: 'RUNNING', dueAt: before?.clock?.dueAt },
    });
    expect(await world.officer('north-handler').does('acceptEntry', { appealId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.officer('letters-1').does('assignEntry', { appealId, unitId: 'u-north' })).toMatchObject({
      rule: 'entry.unit',
    });
    expect(await world.officer('letters-1').does('assignEntry', { appealId, unitId: 'u-housing' })).toMatchObject({ code: null });
    expect(await stateOf(world, appealId)).toMatchObject({ clock: { dueAt: before?.clock?.dueAt } });
  });

  const opening = (appealId: string) => ({
    submission: () => world.hears('intake', 'AppealSubmitted', appealId),
    verdict: () => world.hears('triage', 'AppealAssessed', appealId),
    accusation: () => world.hears('supervision', 'ScopeStated', appealId, scope('u-north')),
  });
  it.each([
    ['submission', 'verdict', 'accusation'],
    ['submission', 'accusation', 'verdict'],
    ['verdict', 'submission', 'accusation'],
    ['verdict', 'accusation', 'submission'],
    ['accusation', 'submission', 'verdict'],
    ['accusation', 'verdict', 'submission'],
  ] as const)('is with the letters office in the end, and hidden from them: %s, %s, %s', async (...heard) => {
    const appealId = world.newAppeal();
    const events = opening(appealId);
    for (const name of heard) await events[name]();
    expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSIGNING', holderUnitId: 'u-letters' });
    for (const person of ['north-handler', 'north-head', 'north-village-reviewer'])
      expect(await world.officer(person).does('acceptEntry', { appealId })).toMatchObject({ code: 'NOT_FOUND' });
    const verdict = typesSaid(world, appealId).filter((type) => type === 'EntryAssigned');
    expect(verdict).toHaveLength(heard[2] === 'accusation' ? 1 : 0);
  });

  it('stays where nobody who has it is among them', async () => {
    const { appealId } = await proposed(world);
    await world.hears('supervision', 'ScopeStated', appealId, scope('u-south'));
    expect(await stateOf(world, appealId)).toMatchObject({ stage: 'SIGNING_OFF', holderUnitId: 'u-north' });
  });

  it('is signed at the top by the city’s office where the leading group is accused', async () => {
    const appealId = await waiting(accusing('u-group'));
    expect(await world.officer('letters-1').does('assignEntry', { appealId, unitId: 'u-housing' })).toMatchObject({
      rule: 'entry.unit',
    });
    expect(await world.officer('letters-1').does('assignEntry', { appealId, unitId: 'u-letters' })).toMatchObject({ code: null });
    expect(await stateOf(world, appealId)).toMatchObject({ unitPath: ['u-letters', 'u-city'] });
  });

  it('is signed for its petitioner by the letters office while it is a secret, never by a centre’s clerk', async () => {
    const { appealId, digest } = await proposed(world);
    await world.hears('supervision', 'ScopeStated', appealId, scope('u-south'));
    const proxy = { name: '张小红', relation: 'CHILD', document: 'POWER_OF_ATTORNEY', reference: '档2026-第0017号' };
    const unreachable = { appealId, digest, form: 'PROXY', proxy, satisfaction: 'SATISFIED' };
    for (const person of ['north-clerk', 'clerk'])
      expect(await world.officer(person).does('fillPetitionerSlot', unreachable)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.officer('letters-1').does('fillPetitionerSlot', unreachable)).toMatchObject({ code: null });
  });
});

describe('who may read an entry', () => {
  const read = 'query($id: ID!) { ledgerEntry(id: $id) { id holder { id } region { id } } }';

  it('is everybody above its place, its units and its petitioner', async () => {
    const appealId = await assigned(world);
    for (const person of ['letters-1', 'inspector', 'auditor', 'north-1', 'north-village-reviewer', 'north-handler'])
      expect(await world.officer(person).asks(read, { id: appealId })).toMatchObject({
        code: null,
        data: { ledgerEntry: { id: appealId, region: { id: places.northVillage } } },
      });
    expect(await world.petitioner('zhang').asks(read, { id: appealId })).toMatchObject({
      data: { ledgerEntry: { id: appealId } },
    });
  });

  it('is nobody else: what is hidden looks like what does not exist', async () => {
    const appealId = await assigned(world);
    const hidden = { code: null, data: { ledgerEntry: null } };
    for (const person of ['south-1', 'housing-handler']) {
      expect(await world.officer(person).asks(read, { id: appealId })).toEqual(hidden);
      expect(await world.officer(person).asks(read, { id: 'no-such' })).toEqual(hidden);
    }
    expect(await world.petitioner('li').asks(read, { id: appealId })).toEqual(hidden);
  });

  it('is only oversight and the petitioner for a restricted entry that nobody was given', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId, accusing('u-north'));
    await world.hears('triage', 'AppealAssessed', appealId, accusing('u-north'));
    const sees = async (person: string) =>
      ((await world.officer(person).asks(read, { id: appealId })).data as { ledgerEntry: object | null }).ledgerEntry !== null;
    expect(await sees('letters-1')).toBe(true);
    expect(await sees('inspector')).toBe(true);
    for (const person of ['north-handler', 'north-1', 'auditor', 'clerk'])
      expect([person, await sees(person)]).toEqual([person, false]);
  });
});
