// Promise: a closed case that its petitioner says is not solved is reopened or not, on a clock; the next round has its full days, a result and
// signatures of its own, and the one before stays readable, unchanged.
import {
  handled,
  type LedgerWorld,
  openLedgerWorld,
  proposed,
  result,
  sealed,
  stateOf,
  typesSaid,
} from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const reason = '路灯次日又熄灭,应当继续办理。';
const sign = async (appealId: string, digest: string): Promise<void> => {
  await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
  for (const person of ['north-deputy', 'north-head']) await world.officer(person).does('countersign', { appealId, digest });
  await sealed(world, appealId);
};
const closed = async (): Promise<string> => {
  const { appealId, digest } = await proposed(world);
  await sign(appealId, digest);
  return appealId;
};
const reports = (appealId: string, round = 1) => world.hears('intake', 'NotSolvedReported', appealId, { round });
const decides = (appealId: string, reopens: boolean, person = 'letters-1') =>
  world.officer(person).does('decideReopening', { appealId, reopens, reason });

it('reopened by the letters office, never by the unit that closed it, with the full days of its category', async () => {
  const appealId = await closed();
  expect(await decides(appealId, true)).toMatchObject({ rule: 'reopening.none' });
  await world.hearsAgain(await reports(appealId));
  expect(typesSaid(world, appealId).filter((type) => type === 'ReopeningAsked')).toHaveLength(1);
  expect((await stateOf(world, appealId))?.reopening).toMatchObject({ clock: { workingDays: 3, status: 'RUNNING' } });
  expect(await decides(appealId, true, 'north-head')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await decides(appealId, true)).toMatchObject({ code: null, data: { ledgerEntry: { stage: 'HANDLING' } } });
  expect(await stateOf(world, appealId)).toMatchObject({
    round: 2,
    result: null,
    slots: [],
    closedAt: null,
    petitionerRefusals: 0,
    clock: { kind: 'HANDLING', status: 'RUNNING', workingDays: 20 },
    ownDays: { left: 20 },
  });
  expect(await decides(appealId, true)).toMatchObject({ rule: 'reopening.none' });
});

it('the next round is handled, signed and closed anew, and the one before stays as it was', async () => {
  const appealId = await closed();
  const first = (await stateOf(world, appealId))?.result?.digest;
  await reports(appealId);
  await decides(appealId, true);
  await world.officer('north-handler').does('proposeResult', { appealId, ...result, text: '已更换整条线路,连续三晚复查正常。' });
  const second = (await stateOf(world, appealId))?.result?.digest ?? '';
  expect(second).not.toBe(first);
  await sign(appealId, second);
  expect(world.said(appealId).at(-1)).toMatchObject({ type: 'AppealClosed', data: { round: 2 } });
  const read =
    'query($id: ID!) { ledgerEntry(id: $id) { round rounds { total edges { node { round digest text slots { name form by { id } satisfaction } } } } } }';
  expect((await world.officer('north-head').asks(read, { id: appealId })).data).toEqual({
    ledgerEntry: {
      round: 2,
      rounds: {
        total: 1,
        edges: [
          {
            node: {
              round: 1,
              digest: first,
              text: result.text,
              slots: [
                { name: 'HANDLER', form: 'SIGNED', by: { id: 'north-handler' }, satisfaction: null },
                { name: 'PETITIONER', form: 'SIGNED', by: null, satisfaction: 'SATISFIED' },
                { name: 'LEADER_IN_CHARGE', form: 'SIGNED', by: { id: 'north-deputy' }, satisfaction: null },
                { name: 'MAIN_LEADER', form: 'SIGNED', by: { id: 'north-head' }, satisfaction: null },
              ],
            },
          },
        ],
      },
    },
  });
  // What was said of the round before asks for nothing any more; of this one it does.
  await reports(appealId, 1);
  expect((await stateOf(world, appealId))?.reopening?.round).toBe(1);
  await reports(appealId, 2);
  expect((await stateOf(world, appealId))?.reopening).toMatchObject({ round: 2, reopened: null });
});

it('not reopened it stays closed, and the petitioner reads why', async () => {
  const appealId = await closed();
  await reports(appealId);
  expect(await decides(appealId, false)).toMatchObject({ code: null });
  const read = 'query($id: ID!) { ledgerEntry(id: $id) { stage reopening { reopened reason by { id } } } }';
  expect((await world.petitioner('zhang').asks(read, { id: appealId })).data).toEqual({
    ledgerEntry: { stage: 'CLOSED', reopening: { reopened: false, reason, by: { id: 'letters-1' } } },
  });
  await reports(appealId);
  expect(typesSaid(world, appealId).filter((type) => type === 'ReopeningAsked')).toHaveLength(1);
});

it('asks for nothing while the case is open', async () => {
  const appealId = await handled(world);
  await reports(appealId);
  expect(typesSaid(world, appealId)).not.toContain('ReopeningAsked');
});

it('a decision that is late is said once, to the letters office', async () => {
  const appealId = await closed();
  await reports(appealId);
  await world.until('2026-03-20T02:00:00.000Z');
  const late = world.said(appealId).filter(({ type }) => type === 'ClockOverdue');
  expect(late.map(({ data }) => data)).toMatchObject([{ clock: 'REOPENING', unitId: 'u-letters' }]);
});

it('whoever follows a case is told when it is answered, once, and its handler reads that answer', async () => {
  const leader = await handled(world);
  const follower = await handled(world, { petitioner: { personId: 'li', kind: 'NAMED', protected: false } });
  const early = world.newAppeal();
  for (const id of [follower, early]) await world.hears('triage', 'LeaderNamed', id, { leaderId: leader });
  await world.officer('north-handler').does('proposeResult', { appealId: leader, ...result });
  await sign(leader, (await stateOf(world, leader))?.result?.digest ?? '');
  const told = (id: string) => typesSaid(world, id).filter((type) => type === 'LeaderAnswered');
  expect(told(follower)).toHaveLength(1);
  const read = 'query($id: ID!) { ledgerEntry(id: $id) { stage result { id } leader { id result { outcome text } } } }';
  expect((await world.officer('north-handler').asks(read, { id: follower })).data).toEqual({
    ledgerEntry: { stage: 'HANDLING', result: null, leader: { id: leader, result } },
  });
  expect((await world.petitioner('li').asks(read, { id: follower })).data).toMatchObject({ ledgerEntry: { leader: null } });
  // Where it was still in review, it is told when its entry is opened; where the link came later, at once.
  await world.hears('intake', 'AppealSubmitted', early);
  await world.hears('triage', 'AppealAssessed', early);
  expect(told(early)).toHaveLength(1);
  const late = await handled(world);
  await world.hears('triage', 'LeaderNamed', late, { leaderId: leader });
  expect(told(late)).toHaveLength(1);
  // Once it goes its own way it is offered nothing of the other any more.
  await world.hears('triage', 'FollowingEnded', follower, { leaderId: leader });
  expect(told(follower)).toHaveLength(1);
  expect((await world.officer('north-handler').asks(read, { id: follower })).data).toMatchObject({
    ledgerEntry: { leader: null },
  });
});
