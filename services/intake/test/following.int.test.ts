// Promise: what is added, evaluated and looked at is recorded by whom it is open to, and an appeal shows each reader what is his to see.
import { places } from '@daqidi/service-testing';
import { type IntakeWorld, openIntakeWorld, stateOf, submit, typesSaid } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const zhang = () => world.petitioner('zhang');
const clerk = () => world.officer('clerk');
const closed = async (): Promise<string> => {
  const { id } = await submit(world);
  await world.hears('triage', 'AppealAccepted', id);
  await world.hears('assignment', 'EntryOpened', id);
  await world.hears('assignment', 'EntryAssigned', id);
  await world.hears('assignment', 'AppealClosed', id);
  return id;
};

describe('adding to an appeal', () => {
  it('is the petitioner’s, and the centre’s for him', async () => {
    const { id: appealId } = await submit(world);
    expect(await zhang().does('supplementAppeal', { appealId, text: '补充照片说明' })).toMatchObject({ code: null });
    expect(await clerk().does('supplementAppeal', { appealId, text: '来电补充' })).toMatchObject({ code: null });
    const supplements = (await stateOf(world, appealId))?.supplements ?? [];
    expect(await world.texts(supplements.map(({ content }) => content.vaultId))).toEqual(['补充照片说明', '来电补充']);
    expect(await world.officer('auditor').does('supplementAppeal', { appealId, text: '旁观' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await world.petitioner('li').does('supplementAppeal', { appealId, text: '别人' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('ends with the case', async () => {
    const appealId = await closed();
    const before = await world.keptTexts();
    expect(await zhang().does('supplementAppeal', { appealId, text: '太晚了' })).toMatchObject({ rule: 'intake.open' });
    expect(await world.keptTexts()).toBe(before);
    const { id } = await submit(world);
    await world.hears('triage', 'AppealDismissed', id);
    expect(await zhang().does('supplementAppeal', { appealId: id, text: '太晚了' })).toMatchObject({ rule: 'intake.open' });
  });

  it('is done once for each request', async () => {
    const { id: appealId } = await submit(world);
    const request = { appealId, requestId: 'supplement-once', text: '补充说明', expectedVersion: 1 };
    const first = await zhang().does('supplementAppeal', request);
    expect(await zhang().does('supplementAppeal', request)).toEqual(first);
    expect(await zhang().does('supplementAppeal', { ...request, text: '另一段' })).toMatchObject({ code: 'CONFLICT' });
    expect(await zhang().does('supplementAppeal', { ...request, requestId: 'supplement-late' })).toMatchObject({
      code: 'CONFLICT',
    });
    expect((await stateOf(world, appealId))?.supplements).toHaveLength(1);
  });
});

describe('evaluating', () => {
  it('is the petitioner’s, once, after the close', async () => {
    const { id } = await submit(world);
    const evaluates = (appealId: string) => zhang().does('evaluateAppeal', { appealId, satisfaction: 'SATISFIED' });
    expect(await evaluates(id)).toMatchObject({ rule: 'intake.closed' });
    const appealId = await closed();
    expect(await clerk().does('evaluateAppeal', { appealId, satisfaction: 'SATISFIED' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await evaluates(appealId)).toMatchObject({ code: null });
    expect(await evaluates(appealId)).toMatchObject({ rule: 'intake.evaluated' });
  });

  it('says why where it is dissatisfied, and the reason is kept', async () => {
    const appealId = await closed();
    const dissatisfied = { appealId, satisfaction: 'DISSATISFIED' };
    expect(await zhang().does('evaluateAppeal', dissatisfied)).toMatchObject({ rule: 'intake.evaluation-reason' });
    expect(await zhang().does('evaluateAppeal', { ...dissatisfied, reason: '并没有修好' })).toMatchObject({ code: null });
    const read = 'query($id: ID!) { appeal(id: $id) { evaluation { satisfaction round reason } } }';
    const shown = async (who: ReturnType<typeof zhang>) => (await who.asks(read, { id: appealId })).data;
    expect(await shown(zhang())).toEqual({
      appeal: { evaluation: { satisfaction: 'DISSATISFIED', round: 1, reason: '并没有修好' } },
    });
    expect(await shown(world.officer('auditor'))).toMatchObject({ appeal: { evaluation: { reason: null } } });
  });

  it('has its window: thirty days to the moment', async () => {
    const own = await openIntakeWorld();
    const late = async (moment: string): Promise<unknown> => {
      own.clock.set('2026-03-02T02:00:00.000Z');
      const { id } = await submit(own);
      await own.hears('assignment', 'EntryOpened', id);
      await own.hears('assignment', 'AppealClosed', id);
      own.clock.set(moment);
      return own.petitioner('zhang').does('evaluateAppeal', { appealId: id, satisfaction: 'SATISFIED' });
    };
    expect(await late('2026-04-01T02:00:00.000Z')).toMatchObject({ code: null });
    expect(await late('2026-04-01T02:00:00.001Z')).toMatchObject({ rule: 'intake.evaluation-window' });
    await own.stop();
  });
});

describe('looking at a petitioner in full', () => {
  const petitioner = { name: '张三', telephone: '13812341234', address: '北街1号' };
  const shows = 'details { name telephone identityNumber address }';

  it('is recorded with its purpose before anything is shown, each time', async () => {
    const { id: appealId } = await submit(world, { petitioner }, clerk());
    const view = { appealId, purpose: '回访', requestId: 'view-again' };
    for (const count of [1, 2, 3]) {
      expect(await clerk().does('viewPetitioner', view, shows)).toMatchObject({
        code: null,
        data: { details: { ...petitioner, identityNumber: null } },
      });
      expect(typesSaid(world, appealId).filter((type) => type === 'PetitionerViewed')).toHaveLength(count);
    }
    const views = world.said(appealId).filter(({ type }) => type === 'PetitionerViewed');
    expect(new Set(views.map(({ request }) => request?.id)).size).toBe(3);
    expect(views.every(({ actor }) => actor.person === 'clerk')).toBe(true);
  });

  it('is for posts that need it, and moves no version that others named', async () => {
    const { id: appealId } = await submit(world, { petitioner }, clerk());
    expect(await world.officer('auditor').does('viewPetitioner', { appealId, purpose: '好奇' }, shows)).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await world.officer('south-1').does('viewPetitioner', { appealId, purpose: '好奇' }, shows)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(typesSaid(world, appealId)).toEqual(['AppealSubmitted']);
    await clerk().does('viewPetitioner', { appealId, purpose: '回访' }, shows);
    expect(await clerk().does('supplementAppeal', { appealId, text: '来电补充', expectedVersion: 1 })).toMatchObject({
      code: null,
    });
  });

  it('shows nothing of somebody who left nothing', async () => {
    const { id: appealId } = await submit(world, { anonymous: true }, clerk());
    const nothing = { name: null, telephone: null, identityNumber: null, address: null };
    expect(await clerk().does('viewPetitioner', { appealId, purpose: '回访' }, shows)).toMatchObject({
      data: { details: nothing },
    });
    expect(await clerk().does('viewPetitioner', { appealId, purpose: '看' }, shows)).toMatchObject({ field: 'purpose' });
  });
});

describe('an appeal', () => {
  const read = `query($id: ID!) { appeal(id: $id) {
    unifiedCode custodian stage content region { id } channel { code nameEn }
    petitioner { anonymous name telephone identityNumber address } supplements { text }
  } }`;

  it('shows its text to those whose posts need it, and the petitioner masked to everybody', async () => {
    const petitioner = { name: '张三丰', telephone: '13812341234', identityNumber: '11010519491231002X', address: '北街1号' };
    const { id, unifiedCode } = await submit(world, { petitioner }, clerk());
    const shown = (await clerk().asks(read, { id })).data;
    expect(shown).toMatchObject({
      appeal: {
        unifiedCode,
        custodian: 'INTAKE',
        stage: 'SUBMITTED',
        content: '村口的路灯坏了，晚上看不见路。',
        region: { id: places.northVillage },
        channel: { code: 'WINDOW', nameEn: 'Service window' },
        petitioner: { anonymous: false, name: '张**', telephone: '138****1234' },
      },
    });
    expect(JSON.stringify(shown)).not.toMatch(/张三丰|13812341234|19491231|北街1号/);
    expect((await world.officer('auditor').asks(read, { id })).data).toMatchObject({ appeal: { content: null } });
  });

  it('moves with its custodian, whatever arrives first, and never back', async () => {
    const { id } = await submit(world);
    const custodian = async () =>
      ((await clerk().asks(read, { id })).data as { readonly appeal: { readonly custodian: string; readonly stage: string } })
        .appeal;
    await world.hears('assignment', 'EntryOpened', id);
    expect(await custodian()).toMatchObject({ custodian: 'ASSIGNMENT', stage: 'ASSIGNING' });
    await world.hears('triage', 'AppealAccepted', id);
    expect(await custodian()).toMatchObject({ custodian: 'ASSIGNMENT', stage: 'ASSIGNING' });
  });

  it('is seen by every unit that had it, from then on', async () => {
    const { id } = await submit(world);
    const read = 'query($id: ID!) { appeal(id: $id) { id } }';
    const sees = async () => (await world.officer('housing-handler').asks(read, { id })).data;
    expect(await sees()).toEqual({ appeal: null });
    await world.hears('assignment', 'EntryAssigned', id, { unitId: 'u-housing', unitPath: ['u-housing', 'u-group'] });
    expect(await sees()).toEqual({ appeal: { id } });
    await world.hears('assignment', 'EntryAssigned', id);
    expect(await sees()).toEqual({ appeal: { id } });
  });
});
