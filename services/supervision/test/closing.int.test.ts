// Promise: supervision lets a case be closed only with its orders about handling, both tracks and what lies between them concluded; what it
// said no for it takes back by itself. What is opened after the answer belongs to the next volume.
import { complaint, type DualWorld, openDualWorld, taken } from './support/dual-world.js';
import { ordersOf } from './support/order-world.js';

let world: DualWorld;
beforeAll(async () => {
  world = await openDualWorld();
});
afterAll(() => world.stop());

const plain = async (): Promise<string> => {
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId);
  return appealId;
};
const isAnswer = (type: string): boolean => ['StreamsStated', 'CloseDenied', 'DenialLifted'].includes(type);
const answers = (appealId: string) =>
  world
    .said(appealId)
    .filter(({ type }) => isAnswer(type))
    .map(({ type, data }) => {
      const { reason } = data as { readonly reason?: string };
      return reason === undefined ? type : `${type} ${reason}`;
    });
interface Stated {
  readonly streams: readonly { readonly stream: string; readonly seq: number; readonly hash: string }[];
}
const stated = (appealId: string) => {
  const event = world.said(appealId).findLast(({ type }) => type === 'StreamsStated');
  return (event?.data as Stated | undefined)?.streams;
};
const asks = (appealId: string, change: object = {}) => world.hears('assignment', 'CloseRequested', appealId, { ...change });
const concludeOrder = async (appealId: string): Promise<void> => {
  const [order] = await ordersOf(world, appealId);
  const input = { orderId: order?._id };
  const answer = 'supervisionOrder { id }';
  const expectedVersion = (await ordersOf(world, appealId))[0]?.version;
  await world.officer('north-handler').does('answerOrder', { ...input, expectedVersion, text: '已责成专人限期办理。' }, answer);
  const now = (await ordersOf(world, appealId))[0]?.version;
  expect(await world.officer('letters-1').does('concludeOrder', { ...input, expectedVersion: now }, answer)).toMatchObject({
    code: null,
  });
};
const concludes = (person: string, appealId: string, finding = 'SUBSTANTIATED') =>
  world.officer(person).does('concludeTrack', {
    appealId,
    track: person === 'inspector' ? 'DISCIPLINE' : 'LETTERS',
    finding,
    text: '经核查,反映的问题属实。',
  });

describe('a case that accuses nobody', () => {
  it('may be closed, and has no oversight to be read before one of the tracks’ desks names somebody', async () => {
    const appealId = await plain();
    await asks(appealId);
    expect(answers(appealId)).toEqual(['StreamsStated']);
    expect(stated(appealId)).toEqual([]);
    const read = 'query($id: ID!) { oversight(id: $id) { id restricted } }';
    expect((await world.officer('inspector').asks(read, { id: appealId })).data).toEqual({ oversight: null });
    const adds = { appealId, expectedVersion: 1, unitIds: ['u-north'] };
    const added = await world.officer('inspector').does('addAccused', adds, 'oversight { id restricted }');
    expect(added).toMatchObject({ code: null, data: { oversight: { restricted: true } } });
  });

  it('is closed also where somebody has stated that he takes no part: no track watches it', async () => {
    const appealId = await plain();
    const declared = { appealId, ground: 'RELATIVE', reason: '诉求人是我的表弟。' };
    expect(await world.officer('north-1').does('declareConflict', declared, 'appealId')).toMatchObject({ code: null });
    await asks(appealId);
    expect(answers(appealId)).toEqual(['StreamsStated']);
  });

  it('is not closed over an order about its handling, and is asked about again when that is concluded', async () => {
    const appealId = await plain();
    await world.hears('assignment', 'ClockOverdue', appealId);
    await asks(appealId);
    expect(answers(appealId)).toEqual(['CloseDenied ORDERS']);
    await concludeOrder(appealId);
    expect(answers(appealId)).toEqual(['CloseDenied ORDERS', 'DenialLifted']);
    await asks(appealId, { number: 2 });
    expect(answers(appealId).at(-1)).toBe('StreamsStated');
    const [order] = await ordersOf(world, appealId);
    expect(stated(appealId)).toEqual([{ stream: `supervision:order:${order?._id}`, seq: order?.seq, hash: order?.head }]);
  });

  it('is closed over an order about another step, whose stream is stated as far as it was; what follows is for the next volume', async () => {
    const appealId = await plain();
    await world.hears('assignment', 'ClockOverdue', appealId, { clock: 'SIGNING' });
    await asks(appealId);
    expect(answers(appealId)).toEqual(['StreamsStated']);
    const [head] = stated(appealId) ?? [];
    await concludeOrder(appealId);
    const events = world.said(appealId).filter(({ stream }) => stream === head?.stream);
    expect(events.length).toBeGreaterThan(head?.seq ?? 0);
    expect(events.find(({ seq }) => seq === head?.seq)?.hash).toBe(head?.hash);
  });

  it('an order that is raised after the answer denies nothing any more', async () => {
    const appealId = await plain();
    await asks(appealId);
    await world.hears('assignment', 'ClockOverdue', appealId);
    expect(answers(appealId)).toEqual(['StreamsStated']);
    expect(stated(appealId)).toEqual([]);
  });
});

describe('a complaint', () => {
  it('is closed after both tracks also where it accuses nobody any more, whatever a panel found it to be', async () => {
    const appealId = await taken(world, 'u-north');
    const input = { appealId, expectedVersion: 1, decision: 'REMOVE_ACCUSED', unitIds: ['u-north'], reason: '经核查无关。' };
    await world.officer('inspector').does('proposeJointDecision', input, 'oversight { id }');
    const digest = (await world.tools.model.oversights.collection.byId(appealId))?.state.proposal?.digest;
    for (const [person, track] of [
      ['inspector', 'DISCIPLINE'],
      ['letters-1', 'LETTERS'],
    ] as const)
      await world.officer(person).does('stateConsent', { appealId, track, digest, agrees: true });
    await asks(appealId, { category: 'RESOLUTION' });
    expect(answers(appealId)).toEqual(['CloseDenied TRACKS']);
    for (const person of ['inspector', 'letters-1']) await concludes(person, appealId);
    expect(answers(appealId)).toEqual(['CloseDenied TRACKS', 'DenialLifted']);
  });

  it('is closed after both tracks, and says so itself', async () => {
    const appealId = await taken(world, 'u-north');
    await asks(appealId, { category: 'COMPLAINT' });
    await concludes('letters-1', appealId);
    expect(answers(appealId)).toEqual(['CloseDenied TRACKS']);
    await concludes('inspector', appealId);
    expect(answers(appealId)).toEqual(['CloseDenied TRACKS', 'DenialLifted']);
    await asks(appealId, { category: 'COMPLAINT', number: 2 });
    const dual = await world.tools.model.duals.collection.byId(appealId);
    expect(stated(appealId)).toEqual([{ stream: `supervision:dual:${appealId}`, seq: dual?.seq, hash: dual?.head }]);
  });

  it('that a panel found to be one waits for both tracks even where that is not heard of yet', async () => {
    const appealId = await plain();
    await asks(appealId, { category: 'COMPLAINT' });
    expect(answers(appealId)).toEqual(['CloseDenied TRACKS']);
    await world.hears('triage', 'AppealAssessed', appealId, { category: 'COMPLAINT' });
    for (const person of ['inspector', 'letters-1'])
      await world.officer(person).does('takeTrack', { appealId, track: person === 'inspector' ? 'DISCIPLINE' : 'LETTERS' });
    for (const person of ['inspector', 'letters-1']) await concludes(person, appealId);
    expect(answers(appealId)).toEqual(['CloseDenied TRACKS', 'DenialLifted']);
  });

  it.each(['before', 'after'])(
    'is closed though a track was overdue %s it concluded: that order is no one about handling',
    async (when) => {
      const own = await openDualWorld();
      const appealId = await taken(own, 'u-north');
      const conclude = async () => {
        for (const person of ['inspector', 'letters-1'])
          expect(
            await own.officer(person).does('concludeTrack', {
              appealId,
              track: person === 'inspector' ? 'DISCIPLINE' : 'LETTERS',
              finding: 'SUBSTANTIATED',
              text: '经核查,反映的问题属实。',
            }),
          ).toMatchObject({ code: null });
      };
      if (when === 'after') await conclude();
      await own.until('2026-09-01T00:00:00.000Z');
      if (when === 'before') await conclude();
      await own.hears('assignment', 'CloseRequested', appealId, { category: 'COMPLAINT' });
      expect(
        own
          .said(appealId)
          .filter(({ type }) => isAnswer(type))
          .map(({ type }) => type),
      ).toEqual(['StreamsStated']);
      await own.stop();
    },
  );

  it('is not closed over findings that differ, at no moment between the second and what the conference says', async () => {
    const appealId = await taken(world, 'u-north');
    await asks(appealId, { category: 'COMPLAINT' });
    await concludes('letters-1', appealId);
    await concludes('inspector', appealId, 'UNSUBSTANTIATED');
    expect(answers(appealId)).toEqual(['CloseDenied TRACKS']);
    await asks(appealId, { category: 'COMPLAINT', number: 2 });
    expect(answers(appealId).at(-1)).toBe('CloseDenied DISAGREEMENT');
    await world
      .officer('leader')
      .does('decideDisagreement', { appealId, about: 'CONCLUSIONS', finding: 'SUBSTANTIATED', reason: '以信访核查为准。' });
    expect(answers(appealId).at(-1)).toBe('DenialLifted');
  });

  it('is not closed over a joint decision that waits for both', async () => {
    const appealId = await taken(world, 'u-north');
    for (const person of ['inspector', 'letters-1']) await concludes(person, appealId);
    const proposes = { appealId, expectedVersion: 1, decision: 'END_SECRECY', reason: '已无保密必要。' };
    await world.officer('inspector').does('proposeJointDecision', proposes, 'oversight { id }');
    await asks(appealId, { category: 'COMPLAINT' });
    expect(answers(appealId)).toEqual(['CloseDenied JOINT_DECISION']);
    const digest = (await world.tools.model.oversights.collection.byId(appealId))?.state.proposal?.digest;
    for (const person of ['inspector', 'letters-1'])
      await world
        .officer(person)
        .does('stateConsent', { appealId, track: person === 'inspector' ? 'DISCIPLINE' : 'LETTERS', digest, agrees: true });
    expect(answers(appealId)).toEqual(['CloseDenied JOINT_DECISION', 'DenialLifted']);
  });

  it('whose accusation came with the request is denied for its tracks', async () => {
    const appealId = await complaint(world, 'u-north');
    await asks(appealId);
    expect(answers(appealId)).toEqual(['CloseDenied TRACKS']);
  });
});
