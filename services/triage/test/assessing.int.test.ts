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

const against = {
  reasonableness: 'PARTLY_REASONABLE',
  reasonablePart: '路灯确有损坏',
  differingReason: '其余部分已有其他渠道处理。',
};
const opinion = { reasonableness: 'REASONABLE', text: '情况属实' };
const assess = (appealId: string, change: object = {}, person = 'north-1') =>
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
    ['a helper that does not exist', { helperUnitIds: ['u-nowhere'] }, 'triage.helper'],
    ['a helper that leads', { helperUnitIds: ['u-north'] }, 'triage.helper'],
    ['a helper named twice', { helperUnitIds: ['u-housing', 'u-housing'] }, 'triage.helper'],
    ['a part where all is reasonable', { reasonablePart: '只有这一部分' }, 'triage.reasonable-part'],
    ['no part where one is reasonable', { reasonableness: 'PARTLY_REASONABLE' }, 'triage.reasonable-part'],
  ])('refuses %s, and leaves nothing', async (_, change, rule) => {
    const appealId = await heard(world);
    const before = await world.keptTexts();
    expect(await assess(appealId, change)).toMatchObject({ code: 'RULE_VIOLATION', rule });
    expect(await world.keptTexts()).toBe(before);
    expect((await stateOf(world, appealId))?.stage).toBe('ASSESSING');
  });

  it('keeps who helps, and whether it is a common problem or a complex one', async () => {
    const marks = { helperUnitIds: ['u-housing'], commonProblem: true, complex: true };
    const appealId = await heard(world);
    expect(await assess(appealId, marks)).toMatchObject({ code: null });
    expect(world.said(appealId).findLast(({ type }) => type === 'AppealAssessed')?.data).toMatchObject(marks);
  });

  it('keeps the part that is reasonable', async () => {
    const appealId = await heard(world);
    await world.officer('north-3').does('recordOpinion', { appealId, ...opinion, reasonableness: 'PARTLY_REASONABLE' });
    expect(await assess(appealId, { ...against, reasonablePart: '路灯确有损坏' })).toMatchObject({ code: null });
    expect(await world.officer('north-head').does('approveVerdict', { appealId })).toMatchObject({ code: null });
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
    const request = { requestId: 'verdict-once', expectedVersion: 2 };
    const first = await assess(appealId, request);
    expect(await assess(appealId, request)).toEqual(first);
    expect(await assess(appealId)).toMatchObject({ rule: 'triage.stage' });
    expect(typesSaid(world, appealId).filter((type) => type === 'AppealAssessed')).toHaveLength(1);
  });

  it('is a CONFLICT for whoever has not seen where the case stands', async () => {
    const appealId = await heard(world);
    expect(await assess(appealId, { expectedVersion: 1 })).toMatchObject({ code: 'CONFLICT' });
  });

  it('is given by somebody who has given an opinion', async () => {
    const appealId = await heard(world);
    expect(await assess(appealId, {}, 'north-3')).toMatchObject({ code: 'RULE_VIOLATION', rule: 'triage.own-opinion' });
  });
});

describe('a verdict against the majority', () => {
  const state = (appealId: string) => stateOf(world, appealId);
  const leader = (person: string, act: 'approveVerdict' | 'refuseVerdict', appealId: string) =>
    world.officer(person).does(act, { appealId, ...(act === 'refuseVerdict' ? { reason: '请按多数意见重新研究。' } : {}) });

  it('says why, and waits for the main leader of the panel’s township', async () => {
    const appealId = await heard(world);
    const { differingReason: _, ...silent } = against;
    expect(await assess(appealId, silent)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'triage.differing' });
    const read =
      'query($id: ID!) { triageCase(id: $id) { proposal { reason unit { id } verdict { reasonableness reviewer { id } } } } }';
    const asked = async () => (await world.officer('north-head').asks(read, { id: appealId })).data;
    expect(await asked()).toEqual({ triageCase: null });
    expect(await assess(appealId, against)).toMatchObject({ code: null, data: { triageCase: { stage: 'ASSESSING' } } });
    expect(await asked()).toEqual({
      triageCase: {
        proposal: {
          reason: against.differingReason,
          unit: { id: 'u-north' },
          verdict: { reasonableness: 'PARTLY_REASONABLE', reviewer: { id: 'north-1' } },
        },
      },
    });
    expect(typesSaid(world, appealId)).not.toContain('AppealAssessed');
  });

  it('stands once the leader approves it, and names both', async () => {
    const appealId = await heard(world);
    await assess(appealId, against);
    expect(await leader('north-head', 'approveVerdict', appealId)).toMatchObject({
      code: null,
      data: { triageCase: { stage: 'ASSESSED' } },
    });
    expect(typesSaid(world, appealId).slice(-3)).toEqual(['VerdictProposed', 'VerdictApproved', 'AppealAssessed']);
    expect((await state(appealId))?.assessment).toMatchObject({ reviewer: 'north-1', approved: { by: 'north-head' } });
    expect(await leader('north-head', 'approveVerdict', appealId)).toMatchObject({ rule: 'triage.proposal' });
  });

  it('is nobody else’s to approve', async () => {
    const appealId = await heard(world);
    await assess(appealId, against);
    for (const person of ['north-1', 'north-deputy', 'letters-1'])
      expect([person, await leader(person, 'approveVerdict', appealId)]).toEqual([
        person,
        expect.objectContaining({ code: 'FORBIDDEN' }),
      ]);
    for (const person of ['group-head', 'housing-head'])
      expect([person, await leader(person, 'approveVerdict', appealId)]).toEqual([
        person,
        expect.objectContaining({ code: 'NOT_FOUND' }),
      ]);
  });

  it('is not approved by whoever proposed it, in another office of his', async () => {
    const post = world.district.post('post.north-head');
    if (post === undefined) throw new Error('the district has lost a post');
    const both = { ...post, id: 'post.both', personId: 'north-1' };
    world.district.state({ post: both });
    const appealId = await heard(world);
    await assess(appealId, against);
    expect(await leader('north-1', 'approveVerdict', appealId)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'triage.leader' });
    world.district.state({ post: { ...both, to: '2026-03-01' } });
  });

  it('goes back to the panel where the leader refuses it, which then follows its opinions', async () => {
    const appealId = await heard(world);
    await assess(appealId, against);
    expect(await leader('north-head', 'refuseVerdict', appealId)).toMatchObject({ code: null });
    expect(await state(appealId)).toMatchObject({ stage: 'ASSESSING', proposal: null });
    expect(await assess(appealId)).toMatchObject({ code: null, data: { triageCase: { stage: 'ASSESSED' } } });
  });

  it('never holds the case up: the panel may give another meanwhile', async () => {
    const appealId = await heard(world);
    await assess(appealId, against);
    expect(await assess(appealId)).toMatchObject({ code: null });
    expect((await state(appealId))?.assessment).toMatchObject({
      reviewer: 'north-1',
      reasonableness: 'REASONABLE',
      approved: null,
    });
  });
});
