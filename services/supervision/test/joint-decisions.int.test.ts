// Promise: what needs both tracks stands only with both, on exactly the digest that was proposed; whoever proposed it in a review does not
// consent to it, who was recused since has said nothing, and where they differ the joint conference decides.
import { accusing } from '@daqidi/service-testing';
import { asked, type DualWorld, openDualWorld, stateOf, taken, typesSaid } from './support/dual-world.js';

let world: DualWorld;
beforeEach(async () => {
  world = await openDualWorld();
});
afterEach(() => world.stop());

const digest = 'sm3:digest';
const consents = (person: string, appealId: string, agrees: boolean, change: object = {}) =>
  world.officer(person).does('stateConsent', {
    appealId,
    track: person === 'inspector' ? 'DISCIPLINE' : 'LETTERS',
    digest,
    agrees,
    ...(agrees ? {} : { reason: '证据不足,不宜不予受理。' }),
    ...change,
  });
const decided = (appealId: string) => world.said(appealId).findLast(({ type }) => type === 'JointDecisionDecided')?.data;
const lastScope = (appealId: string) => world.said(appealId).findLast(({ type }) => type === 'ScopeStated')?.data;
const waiting = async (person: string, track: string) => {
  const { data } = await world.officer(person).asks(`{ myConsents(track: ${track}) { edges { node { id asked { kind } } } } }`);
  return (data as { readonly myConsents: { readonly edges: readonly unknown[] } }).myConsents.edges.length;
};

describe('consents', () => {
  it('of both, in either order, let it stand', async () => {
    const appealId = await asked(world);
    expect(await waiting('inspector', 'DISCIPLINE')).toBe(1);
    expect(await consents('letters-1', appealId, true)).toMatchObject({ code: null });
    expect(decided(appealId)).toBeUndefined();
    expect(await waiting('letters-1', 'LETTERS')).toBe(0);
    expect(await consents('inspector', appealId, true)).toMatchObject({ code: null });
    expect(decided(appealId)).toMatchObject({ decision: 'DISMISSAL', digest, agreed: true });
    expect((await stateOf(world, appealId))?.asked).toBeNull();
  });

  it('are about exactly what was proposed, each given once, a refusal with its reason', async () => {
    const appealId = await asked(world);
    expect(await consents('inspector', appealId, true, { digest: 'sm3:another' })).toMatchObject({ rule: 'joint.digest' });
    expect(await consents('inspector', appealId, false, { reason: undefined })).toMatchObject({ rule: 'joint.reason' });
    expect(await consents('letters-2', appealId, true)).toMatchObject({ rule: 'track.inspector' });
    await consents('inspector', appealId, false);
    expect(await consents('inspector', appealId, true)).toMatchObject({ rule: 'joint.once' });
    await consents('letters-1', appealId, false);
    expect(decided(appealId)).toMatchObject({ agreed: false });
  });

  it('that come before the proposal is heard of are refused, and given once it is', async () => {
    const appealId = await taken(world, 'u-north');
    for (const person of ['inspector', 'letters-1'])
      expect(await consents(person, appealId, true)).toMatchObject({ rule: 'joint.none' });
    await world.hears('triage', 'JointDecisionProposed', appealId, { digest });
    for (const person of ['inspector', 'letters-1']) expect(await consents(person, appealId, true)).toMatchObject({ code: null });
    expect(decided(appealId)).toMatchObject({ agreed: true, digest });
  });

  it('are not given by whoever proposed it in the review', async () => {
    const appealId = await taken(world, 'u-north');
    await world.hears('triage', 'JointDecisionProposed', appealId, {}, { person: 'letters-1', post: 'post.letters-1' });
    expect(await consents('letters-1', appealId, true)).toMatchObject({ rule: 'joint.own' });
  });

  it('have no effect once the proposal was withdrawn', async () => {
    const appealId = await asked(world);
    await consents('letters-1', appealId, true);
    await world.hears('triage', 'JointDecisionWithdrawn', appealId);
    expect(typesSaid(world, appealId)).toContain('ConsentLapsed');
    expect(await consents('inspector', appealId, true)).toMatchObject({ rule: 'joint.none' });
    expect(decided(appealId)).toBeUndefined();
  });

  it('of somebody who was recused since are asked anew of the successor', async () => {
    const appealId = await asked(world);
    await consents('letters-1', appealId, true);
    await world
      .officer('inspector')
      .does('addAccused', { appealId, expectedVersion: 1, officerIds: ['letters-1'] }, 'oversight { id }');
    await consents('inspector', appealId, true);
    expect(decided(appealId)).toBeUndefined();
    const { offices } = lastScope(appealId) as { readonly offices: readonly string[] };
    expect(offices).toContain('SECRETARIAT');
    await world.officer('secretary').does('takeTrack', { appealId, track: 'LETTERS' });
    expect(await consents('secretary', appealId, true)).toMatchObject({ code: null });
    expect(decided(appealId)).toMatchObject({ agreed: true });
  });

  it('that differ are decided by a head of the joint conference', async () => {
    const appealId = await asked(world);
    await consents('inspector', appealId, false);
    await consents('letters-1', appealId, true);
    expect((await stateOf(world, appealId))?.disagreement).toMatchObject({ about: 'DECISION', desk: 'CONFERENCE' });
    await world.settled();
    // He knows from then on what he decides about, and every service hears that he may.
    expect(lastScope(appealId)).toMatchObject({ offices: ['LETTERS', 'DISCIPLINE', 'CONFERENCE'], number: 2, restricted: true });
    const accused = '{ oversight(id: "APPEAL") { accusedUnits { id } offices } }'.replace('APPEAL', appealId);
    expect((await world.officer('leader').asks(accused)).data).toEqual({
      oversight: { accusedUnits: [{ id: 'u-north' }], offices: ['LETTERS', 'DISCIPLINE'] },
    });
    const { number } = lastScope(appealId) as { readonly number: number };
    await world.settled();
    expect(lastScope(appealId), 'it is stated once').toMatchObject({ number });
    const decision = { appealId, about: 'DECISION', agreed: false, reason: '应当受理。' };
    expect(await world.officer('leader').does('decideDisagreement', { ...decision, agreed: undefined })).toMatchObject({
      rule: 'joint.answer',
    });
    expect(await world.officer('leader').does('decideDisagreement', decision)).toMatchObject({ code: null });
    expect(decided(appealId)).toMatchObject({ agreed: false });
    expect(await stateOf(world, appealId)).toMatchObject({
      asked: null,
      disagreement: null,
      decided: { agreed: false, by: 'leader' },
    });
  });

  it('that nobody gives raise an order on the first office that owes one', async () => {
    const appealId = await asked(world);
    await consents('inspector', appealId, true);
    await world.until('2026-03-10T00:00:00Z');
    expect(world.said(appealId).find(({ type }) => type === 'ClockOverdue')?.data).toMatchObject({
      clock: 'CONSENT',
      unitId: 'u-letters',
    });
  });
});

describe('what a track proposes', () => {
  const proposes = (appealId: string, input: object) =>
    world
      .officer('inspector')
      .does(
        'proposeJointDecision',
        { appealId, expectedVersion: 1, reason: '经核查无关。', ...input },
        'oversight { id version proposal { kind digest removedUnits { id } reason } }',
      );
  const agreeBoth = async (appealId: string): Promise<void> => {
    const proposed = world.said(appealId).findLast(({ type }) => type === 'JointDecisionProposed')?.data as {
      readonly digest: string;
    };
    for (const person of ['inspector', 'letters-1']) await consents(person, appealId, true, { digest: proposed.digest });
    await world.settled();
  };

  it('removes accused with both, and their keys with them', async () => {
    const appealId = await taken(world, 'u-north', 'u-housing');
    expect(await proposes(appealId, { decision: 'REMOVE_ACCUSED', unitIds: ['u-south'] })).toMatchObject({ rule: 'joint.none' });
    expect(await proposes(appealId, { decision: 'REMOVE_ACCUSED', unitIds: ['u-housing'] })).toMatchObject({
      code: null,
      data: { oversight: { proposal: { kind: 'REMOVE_ACCUSED', removedUnits: [{ id: 'u-housing' }], reason: '经核查无关。' } } },
    });
    expect(await proposes(appealId, { decision: 'END_SECRECY', expectedVersion: 2 })).toMatchObject({ rule: 'joint.open' });
    await agreeBoth(appealId);
    expect(lastScope(appealId)).toMatchObject({
      number: 2,
      barred: ['unit:u-north@2024'],
      recused: ['unit:u-north@2024'],
      restricted: true,
      accused: { units: ['u-north'] },
    });
  });

  it('ends secrecy with both: who was barred may learn of it, and still takes no part', async () => {
    const appealId = await taken(world, 'u-north');
    await proposes(appealId, { decision: 'END_SECRECY' });
    await agreeBoth(appealId);
    expect(lastScope(appealId)).toMatchObject({ barred: [], recused: ['unit:u-north@2024'], restricted: false });
    await world
      .officer('inspector')
      .does('addAccused', { appealId, expectedVersion: 2, unitIds: ['u-housing'] }, 'oversight { id }');
    expect(lastScope(appealId)).toMatchObject({
      barred: [],
      recused: ['unit:u-north@2024', 'unit:u-housing@2024'],
      restricted: false,
    });
  });

  it('falls where both refuse', async () => {
    const appealId = await taken(world, 'u-north');
    await proposes(appealId, { decision: 'END_SECRECY' });
    const proposed = world.said(appealId).findLast(({ type }) => type === 'JointDecisionProposed')?.data as {
      readonly digest: string;
    };
    for (const person of ['inspector', 'letters-1']) await consents(person, appealId, false, { digest: proposed.digest });
    await world.settled();
    expect(lastScope(appealId)).toMatchObject({ number: 1, restricted: true });
    expect((await world.tools.model.oversights.collection.byId(appealId))?.state.proposal).toBeNull();
  });
});

describe('two decisions at once', () => {
  const other = 'sm3:other';
  const proposed = async (appealId: string): Promise<string> => {
    const { data } = world.said(appealId).findLast(({ type }) => type === 'JointDecisionProposed') as {
      readonly data: object;
    };
    return (data as { readonly digest: string }).digest;
  };
  const endSecrecy = (appealId: string) =>
    world
      .officer('inspector')
      .does(
        'proposeJointDecision',
        { appealId, expectedVersion: 1, reason: '可以公开。', decision: 'END_SECRECY' },
        'oversight { id }',
      );
  const agreeBoth = async (appealId: string, of: string): Promise<void> => {
    for (const person of ['inspector', 'letters-1'])
      expect(await consents(person, appealId, true, { digest: of })).toMatchObject({ code: null });
  };

  it('of the panel and of a track are asked about one after the other, and none is forgotten', async () => {
    const appealId = await asked(world);
    expect(await endSecrecy(appealId)).toMatchObject({ code: null });
    const own = await proposed(appealId);
    expect(await consents('inspector', appealId, true, { digest: own })).toMatchObject({ rule: 'joint.digest' });
    await agreeBoth(appealId, digest);
    await agreeBoth(appealId, own);
    expect(decided(appealId)).toMatchObject({ decision: 'END_SECRECY', agreed: true });
    expect(lastScope(appealId)).toMatchObject({ restricted: false });
    expect(typesSaid(world, appealId).filter((type) => type === 'ConsentAsked')).toHaveLength(2);
  });

  it('where the first is withdrawn, the next has its turn; one that is withdrawn before its turn is never asked about', async () => {
    const appealId = await taken(world, 'u-north');
    await endSecrecy(appealId);
    const own = await proposed(appealId);
    for (const each of [digest, other]) await world.hears('triage', 'JointDecisionProposed', appealId, { digest: each });
    await world.hears('triage', 'JointDecisionWithdrawn', appealId, { digest });
    expect((await stateOf(world, appealId))?.asked).toMatchObject({ digest: own });
    await agreeBoth(appealId, own);
    expect((await stateOf(world, appealId))?.asked).toMatchObject({ digest: other });
    await world.hears('triage', 'JointDecisionWithdrawn', appealId, { digest: other });
    expect((await stateOf(world, appealId))?.asked).toBeNull();
  });

  it('one that is heard of before the case accuses anybody waits for the tracks', async () => {
    const appealId = world.newAppeal();
    await world.hears('triage', 'JointDecisionProposed', appealId, { digest });
    expect(await stateOf(world, appealId)).toMatchObject({ appealId: null, asked: null });
    const accused = { units: ['u-north'], persons: [], since: 2024 };
    await world.hears('intake', 'AppealSubmitted', appealId, { ...accusing('u-north'), accused });
    expect((await stateOf(world, appealId))?.asked).toMatchObject({ digest, consents: {} });
  });
});
