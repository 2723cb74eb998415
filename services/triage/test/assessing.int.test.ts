// Promise: the second review is by other people, each gives one opinion, and what leaves triage is fit to be assigned.
import { places } from '@daqidi/service-testing';
import {
  accepted,
  heard,
  openTriageWorld,
  screened,
  stateOf,
  type TriageWorld,
  typesSaid,
  verdict,
} from './support/triage-world.js';

let world: TriageWorld;
let subject: string;
beforeAll(async () => {
  world = await openTriageWorld();
  subject = world.tools.subjects.list[0]?.code ?? '';
});
afterAll(() => world.stop());

const opinion = { reasonableness: 'REASONABLE', text: '情况属实' };
const assess = (appealId: string, change: object = {}, person = 'north-3') =>
  world.officer(person).does('assessAppeal', { appealId, ...verdict, subject, ...change });

describe('an opinion', () => {
  it('is a township reviewer’s, named with his office, and kept', async () => {
    const appealId = await screened(world);
    expect(await world.officer('north-2').does('recordOpinion', { appealId, ...opinion })).toMatchObject({ code: null });
    const [given] = (await stateOf(world, appealId))?.opinions ?? [];
    expect(given).toMatchObject({ reviewer: 'north-2', office: 'JUSTICE', reasonableness: 'REASONABLE' });
    expect(await world.texts([given?.text.vaultId ?? ''])).toEqual(['情况属实']);
  });

  it('is given once by each', async () => {
    const appealId = await screened(world);
    await world.officer('north-2').does('recordOpinion', { appealId, ...opinion });
    const again = await world.officer('north-2').does('recordOpinion', { appealId, ...opinion, text: '再补充一句' });
    expect(again).toMatchObject({ code: 'RULE_VIOLATION', rule: 'triage.opinion-once' });
  });

  it('is not given before the first review has passed', async () => {
    const appealId = await accepted(world);
    const answer = await world.officer('north-2').does('recordOpinion', { appealId, ...opinion });
    expect(answer).toMatchObject({ code: 'RULE_VIOLATION', rule: 'triage.stage' });
  });

  it('is not the village’s, nor the letters office’s for an open appeal', async () => {
    const appealId = await screened(world);
    expect(await world.officer('north-village-reviewer').does('recordOpinion', { appealId, ...opinion })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await world.officer('letters-1').does('recordOpinion', { appealId, ...opinion })).toMatchObject({
      rule: 'triage.panel',
    });
  });

  it('is another person’s than the first review', async () => {
    const own = await openTriageWorld();
    const appealId = await accepted(own);
    await own.until('2026-03-20T00:00:00.000Z');
    await own.officer('north-1').does('passScreening', { appealId });
    const answer = await own.officer('north-1').does('recordOpinion', { appealId, ...opinion });
    expect(answer).toMatchObject({ code: 'RULE_VIOLATION', rule: 'triage.same-reviewer' });
    await own.stop();
  });
});

describe('the verdict', () => {
  it('gives the case to assignment with the scope that it came with', async () => {
    const appealId = await heard(world);
    expect(await assess(appealId)).toMatchObject({ code: null, data: { triageCase: { stage: 'ASSESSED' } } });
    expect(world.said(appealId).at(-1)).toMatchObject({
      type: 'AppealAssessed',
      data: { ...verdict, subject, reasonablePart: null, barred: [], restricted: false },
    });
    expect((await stateOf(world, appealId))?.clock?.status).toBe('ENDED');
  });

  it('needs as many opinions as the policy says', async () => {
    const appealId = await screened(world);
    await world.officer('north-1').does('recordOpinion', { appealId, ...opinion });
    expect(await assess(appealId)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'triage.opinions' });
  });

  it.each([
    ['a subject that the table does not have', { subject: 'no/such' }, 'triage.subject'],
    ['a unit that does not exist', { proposedUnitId: 'u-nowhere' }, 'triage.unit'],
    ['a unit of another place', { proposedUnitId: 'u-south' }, 'triage.unit'],
    ['a unit of another level', { level: 'DISTRICT' }, 'triage.unit'],
    ['a category that has no way yet', { category: 'COMPLAINT' }, 'triage.category'],
    ['a part where all is reasonable', { reasonablePart: '只有这一部分' }, 'triage.reasonable-part'],
    ['no part where one is reasonable', { reasonableness: 'PARTLY_REASONABLE' }, 'triage.reasonable-part'],
  ])('refuses %s, and leaves nothing', async (_, change, rule) => {
    const appealId = await heard(world);
    const before = await world.keptTexts();
    expect(await assess(appealId, change)).toMatchObject({ code: 'RULE_VIOLATION', rule });
    expect(await world.keptTexts()).toBe(before);
    expect((await stateOf(world, appealId))?.stage).toBe('ASSESSING');
  });

  it('keeps the part that is reasonable', async () => {
    const appealId = await heard(world);
    await assess(appealId, { reasonableness: 'PARTLY_REASONABLE', reasonablePart: '路灯确有损坏' });
    const { assessment } = (await stateOf(world, appealId)) ?? {};
    expect(await world.texts([assessment?.reasonablePart?.vaultId ?? ''])).toEqual(['路灯确有损坏']);
  });

  it('refuses a unit that has been dissolved', async () => {
    const unit = world.district.unit('u-housing');
    if (unit === undefined) throw new Error('the district has lost a unit');
    const appealId = await heard(world);
    world.district.state({ unit: { ...unit, validTo: '2026-03-01' } });
    const proposal = { level: 'DISTRICT', proposedUnitId: 'u-housing' };
    expect(await assess(appealId, proposal)).toMatchObject({ rule: 'triage.unit' });
    world.district.state({ unit });
    expect(await assess(appealId, proposal)).toMatchObject({ code: null });
  });

  it('never proposes a village committee for a district matter, whatever its record says', async () => {
    const unit = world.district.unit('u-north-village');
    if (unit === undefined) throw new Error('the district has lost a unit');
    const appealId = await heard(world);
    world.district.state({ unit: { ...unit, level: 'DISTRICT', regionId: places.district } });
    expect(await assess(appealId, { level: 'DISTRICT', proposedUnitId: unit.id })).toMatchObject({ rule: 'triage.unit' });
    world.district.state({ unit });
  });

  it('is given once, and a repeated request gets the first outcome', async () => {
    const appealId = await heard(world);
    const request = { requestId: 'verdict-once', expectedVersion: 4 };
    const first = await assess(appealId, request);
    expect(await assess(appealId, request)).toEqual(first);
    expect(await assess(appealId)).toMatchObject({ rule: 'triage.stage' });
    expect(typesSaid(world, appealId).filter((type) => type === 'AppealAssessed')).toHaveLength(1);
  });

  it('is a CONFLICT for whoever has not seen the last opinion', async () => {
    const appealId = await heard(world);
    expect(await assess(appealId, { expectedVersion: 3 })).toMatchObject({ code: 'CONFLICT' });
  });
});
