// Promise: from opening to the last signature the unit decides on a request to withdraw; a complaint goes on with its petitioner's slot
// filled by itself, and requests meet verdicts and signatures in either order with the same end.
import {
  handled,
  type LedgerWorld,
  openLedgerWorld,
  proposed,
  queryCode,
  result,
  stateOf,
  typesSaid,
} from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const reason = '核实系本人意愿,同意撤回。';
const decides = (appealId: string, accepts = true, person = 'north-deputy') =>
  world.officer(person).does('decideWithdrawal', { appealId, accepts, reason });
const asks = (appealId: string, change = {}) => world.hears('intake', 'WithdrawalRequested', appealId, change);

it('a leader of the unit accepts: the work ends, with every clock', async () => {
  const { appealId } = await proposed(world);
  await asks(appealId);
  for (const person of ['clerk', 'north-handler'])
    expect(await decides(appealId, true, person)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await decides(appealId)).toMatchObject({ code: null, data: { ledgerEntry: { stage: 'WITHDRAWN' } } });
  expect(world.said(appealId).at(-1)).toMatchObject({ type: 'WithdrawalAccepted', data: { goesOn: false } });
  expect(await stateOf(world, appealId)).toMatchObject({ clock: { status: 'ENDED' }, signingClock: { status: 'ENDED' } });
  const read = 'query($id: ID!) { ledgerEntry(id: $id) { waitingFor withdrawal { status reason } } }';
  expect((await world.petitioner('zhang').asks(read, { id: appealId })).data).toEqual({
    ledgerEntry: { waitingFor: null, withdrawal: { status: 'ACCEPTED', reason } },
  });
  await world.until('2026-03-09T02:00:00.000Z');
  expect(typesSaid(world, appealId)).not.toContain('ClockOverdue');
});

it('the letters office decides while it is to name a unit', async () => {
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId);
  await world.hears('triage', 'AppealAssessed', appealId, { level: 'DISTRICT', proposedUnitId: 'u-housing' });
  await asks(appealId);
  expect(await decides(appealId, false, 'letters-1')).toMatchObject({ code: null });
  expect((await stateOf(world, appealId))?.withdrawal).toMatchObject({ status: 'REFUSED', by: 'letters-1' });
});

describe('custody passes with its unanswered requests', () => {
  it.each(['before', 'after'])('when the request is heard %s the verdict', async (when) => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    if (when === 'before') await asks(appealId);
    await world.hears('triage', 'AppealAssessed', appealId);
    if (when === 'after') await asks(appealId);
    expect(await stateOf(world, appealId)).toMatchObject({ stage: 'ASSIGNED', withdrawal: { status: 'ASKED' } });
    expect(typesSaid(world, appealId)).toEqual(['EntryOpened', 'EntryAssigned', 'WithdrawalAsked']);
  });

  it('what the review answered is answered', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'WithdrawalRefused', appealId);
    await asks(appealId);
    await world.hears('triage', 'AppealAssessed', appealId);
    expect((await stateOf(world, appealId))?.withdrawal).toBeNull();
    await asks(appealId, { number: 2 });
    expect((await stateOf(world, appealId))?.withdrawal).toMatchObject({ number: 2, status: 'ASKED' });
  });
});

describe('against the last signature', () => {
  const signed = async () => {
    const { appealId, digest } = await proposed(world);
    await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
    await world.officer('north-deputy').does('countersign', { appealId, digest });
    return { appealId, digest };
  };
  const close = ({ appealId, digest }: { readonly appealId: string; readonly digest: string }) =>
    world.officer('north-head').does('countersign', { appealId, digest });

  it('that comes first: the answer is no, whether the request waited or was on its way', async () => {
    const [waiting, late] = [await signed(), await signed()];
    await asks(waiting.appealId);
    await close(waiting);
    await close(late);
    await asks(late.appealId);
    for (const { appealId } of [waiting, late]) {
      expect(world.said(appealId).at(-1)).toMatchObject({ type: 'WithdrawalRefused', data: { number: 1, reason: null } });
      expect(await stateOf(world, appealId)).toMatchObject({ stage: 'SEALING', withdrawal: { status: 'REFUSED', by: null } });
      expect(await decides(appealId)).toMatchObject({ rule: 'withdrawal.none' });
    }
  });

  it('that comes second: nothing is left to sign', async () => {
    const entry = await signed();
    await asks(entry.appealId);
    await decides(entry.appealId);
    expect(await close(entry)).toMatchObject({ rule: 'entry.stage' });
  });
});

describe('a complaint', () => {
  const complaint = async (): Promise<string> => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await world.hears('triage', 'AppealAssessed', appealId, { category: 'COMPLAINT' });
    await world.officer('north-handler').does('acceptEntry', { appealId });
    return appealId;
  };
  const states = { ...result, outcome: 'UNSUBSTANTIATED' };
  const propose = (appealId: string) => world.officer('north-handler').does('proposeResult', { appealId, ...states });

  it('goes on without its petitioner, whose slot fills itself in its turn, and the leaders sign as ever', async () => {
    const appealId = await complaint();
    await asks(appealId);
    await decides(appealId);
    expect(await propose(appealId)).toMatchObject({ code: null });
    const state = await stateOf(world, appealId);
    expect(state?.slots.map(({ slot, form, satisfaction }) => [slot, form, satisfaction])).toEqual([
      ['HANDLER', 'SIGNED', null],
      ['PETITIONER', 'WITHDRAWN', null],
    ]);
    expect(state?.signingClock).toMatchObject({ status: 'RUNNING', workingDays: 2 });
    const digest = state?.result?.digest ?? '';
    expect(await world.petitioner('zhang').does('refuseResult', { appealId, digest, reason: '不同意。' })).toMatchObject({
      rule: 'countersign.turn',
    });
    expect(await world.officer('north-deputy').does('countersign', { appealId, digest })).toMatchObject({ code: null });
    const read = 'query($id: ID!) { ledgerEntry(id: $id) { slots { form by { id } postId } } }';
    expect((await world.officer('north-head').asks(read, { id: appealId })).data).toMatchObject({
      ledgerEntry: { slots: [{}, { form: 'WITHDRAWN', by: null, postId: null }, {}, {}] },
    });
  });

  it('whose result waits for him is passed on with the decision, and whoever decided may still sign', async () => {
    const appealId = await complaint();
    await propose(appealId);
    await asks(appealId);
    await decides(appealId);
    const state = await stateOf(world, appealId);
    expect(state).toMatchObject({ stage: 'SIGNING_OFF', slots: [{}, { form: 'WITHDRAWN' }] });
    const digest = state?.result?.digest ?? '';
    expect(await world.officer('north-deputy').does('countersign', { appealId, digest })).toMatchObject({ code: null });
  });

  it('that was withdrawn in its review asks him for nothing either', async () => {
    const appealId = world.newAppeal();
    await world.hears('intake', 'AppealSubmitted', appealId);
    await asks(appealId);
    await world.hears('triage', 'WithdrawalAccepted', appealId, { goesOn: true });
    await world.hears('triage', 'AppealAssessed', appealId, { category: 'COMPLAINT' });
    await world.officer('north-handler').does('acceptEntry', { appealId });
    await propose(appealId);
    expect((await stateOf(world, appealId))?.slots).toMatchObject([{ form: 'SIGNED' }, { form: 'WITHDRAWN' }]);
  });

  it('is never closed by the centre in that form', async () => {
    const { appealId, digest } = await proposed(world);
    const answer = await world.officer('clerk').does('fillPetitionerSlot', { appealId, digest, form: 'WITHDRAWN' });
    expect(answer).toMatchObject({ rule: 'countersign.form' });
  });
});

it('says once that nobody has decided in time: of the unit, whatever else runs', async () => {
  const own = await openLedgerWorld();
  const appealId = await handled(own);
  await own.hears('intake', 'WithdrawalRequested', appealId);
  await own.until('2026-04-20T02:00:00.000Z');
  const alarms = own.said(appealId).filter(({ type }) => type === 'ClockOverdue');
  expect(alarms.map(({ data }) => data)).toMatchObject([
    { clock: 'WITHDRAWAL', unitId: 'u-north' },
    { clock: 'HANDLING', unitId: 'u-north' },
  ]);
  await own.stop();
});

describe('what was done by query code and taken back', () => {
  const back = (appealId: string, act: string, digest: string) =>
    world.hears('intake', 'CodeActTakenBack', appealId, { act, digest });

  it('a signature is void with those after it, and he is asked again', async () => {
    const { appealId, digest } = await proposed(world);
    const byCode = { appealId, digest, form: 'BY_CODE', satisfaction: 'SATISFIED', queryCode: queryCode.code };
    await world.officer('clerk').does('fillPetitionerSlot', byCode);
    await world.officer('north-deputy').does('countersign', { appealId, digest });
    await world.hearsAgain(await back(appealId, 'SIGNATURE', digest));
    expect(await stateOf(world, appealId)).toMatchObject({
      stage: 'SIGNING_OFF',
      slots: [{ slot: 'HANDLER' }],
      signingClock: { status: 'RUNNING', workingDays: 5 },
    });
    expect(await world.officer('north-head').does('countersign', { appealId, digest })).toMatchObject({
      rule: 'countersign.turn',
    });
    const confirmation = { appealId, digest, satisfaction: 'SATISFIED' };
    expect(await world.petitioner('zhang').does('confirmResult', confirmation)).toMatchObject({ code: null });
    // He has signed himself: nothing by code is left to take back.
    await back(appealId, 'SIGNATURE', digest);
    expect((await stateOf(world, appealId))?.slots).toHaveLength(2);
  });

  it('what is being sealed is up for signing again, whatever the services answer then', async () => {
    const { appealId, digest } = await proposed(world);
    const byCode = { appealId, digest, form: 'BY_CODE', satisfaction: 'SATISFIED', queryCode: queryCode.code };
    await world.officer('clerk').does('fillPetitionerSlot', byCode);
    for (const leader of ['north-deputy', 'north-head']) await world.officer(leader).does('countersign', { appealId, digest });
    await back(appealId, 'SIGNATURE', digest);
    for (const service of ['intake', 'triage', 'supervision'] as const) await world.hears(service, 'StreamsStated', appealId);
    expect(await stateOf(world, appealId)).toMatchObject({ stage: 'SIGNING_OFF', closing: null, slots: [{ slot: 'HANDLER' }] });
  });

  it('a refusal does not count towards a hearing', async () => {
    const { appealId, digest } = await proposed(world);
    const refusal = { appealId, digest, reason: '不同意。', queryCode: queryCode.code };
    await world.officer('clerk').does('refuseResult', refusal);
    expect((await stateOf(world, appealId))?.petitionerRefusals).toBe(1);
    await back(appealId, 'REFUSAL', digest);
    expect(await stateOf(world, appealId)).toMatchObject({ stage: 'HANDLING', petitionerRefusals: 0 });
  });
});
