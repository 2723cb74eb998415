// Promise: an entry is opened once, when submission and verdict are both known, whoever comes first, and goes to whom the procedure says.
import { accusing, places } from '@daqidi/service-testing';
import { assigned, type LedgerWorld, openLedgerWorld, stateOf, typesSaid } from './support/ledger-world.js';

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

describe('naming a unit', () => {
  const waiting = async (scope = {}): Promise<string> => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId, scope);
    await world.hears('triage', 'AppealAssessed', appealId, { level: 'DISTRICT', proposedUnitId: 'u-housing', ...scope });
    return appealId;
  };

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

  it('is the letters office’s: who may look on is FORBIDDEN, who may not see it finds nothing', async () => {
    const appealId = await waiting();
    const assign = (person: string) => world.officer(person).does('assignEntry', { appealId, unitId: 'u-housing' });
    expect(await assign('auditor')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await assign('south-1')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.officer('south-1').does('assignEntry', { appealId: 'no-such', unitId: 'u-housing' })).toMatchObject({
      code: 'NOT_FOUND',
    });
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
