// Promise: channels, policy numbers and holiday lists are the office's own, dated and with a reason; closing a channel, or narrowing it, is
// nobody's alone.
import { type OfficeWorld, openOfficeWorld, reason, today, tomorrow, yesterday } from './support/office-world.js';

let world: OfficeWorld;
beforeAll(async () => {
  world = await openOfficeWorld();
});
afterAll(() => world.stop());

const does: OfficeWorld['does'] = (...asked) => world.does(...asked);
const changesFor: OfficeWorld['changesFor'] = (...asked) => world.changesFor(...asked);

describe('tags', () => {
  const tag = { code: 'FLOODED', nameZh: '洪涝', nameEn: 'Flood', validFrom: tomorrow };
  const holding = async (on: string) => {
    const { data } = await world.anybody().asks('query($on: Date) { tags(on: $on) { code } }', { on });
    return (data as { tags: { code: string }[] }).tags.some(({ code }) => code === tag.code);
  };

  it('are added from a day on, renamed and ended by the office, with a reason; what has passed stays', async () => {
    const shown = 'tag { code nameZh validFrom validTo }';
    const states = (change: object = {}, person = 'admin') => does(person, 'stateTag', { ...tag, ...change }, shown);
    expect(await states({ validFrom: yesterday })).toMatchObject({ rule: 'directory.past' });
    expect(await states({ code: '洪涝' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'code' });
    expect(await states({}, 'letters-1')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await states()).toMatchObject({ code: null, data: { tag: { validFrom: tomorrow, validTo: null } } });
    expect([await holding(today), await holding(tomorrow)]).toEqual([false, true]);
    expect(await states()).toMatchObject({ rule: 'directory.nothing' });
    expect(await states({ nameZh: '内涝' })).toMatchObject({ data: { tag: { nameZh: '内涝', validFrom: tomorrow } } });
    expect(await states({ validTo: yesterday })).toMatchObject({ rule: 'directory.past' });
    expect(await states({ validTo: tomorrow })).toMatchObject({ data: { tag: { validTo: tomorrow } } });
    expect(await holding('2026-03-04')).toBe(false);
    expect(await changesFor('auditor', tag.code)).toMatchObject([{ kind: 'TAG', reason }, {}, {}]);
  });
});

describe('channels', () => {
  const channel = {
    ...{ code: 'LOUDSPEAKER', nameZh: '院坝会', nameEn: 'Courtyard meeting', hasPetitioner: true, usedBy: ['GRID_WORKER'] },
    ...{ machinesOnly: false, asksFor: ['NAME'], validFrom: tomorrow },
  };
  const shown = 'channel { code nameZh asksFor validFrom validTo }';
  const open = async (on: string) => {
    const { data } = await world.anybody().asks('query($on: Date) { channels(on: $on) { code } }', { on });
    return (data as { channels: { code: string }[] }).channels.map(({ code }) => code);
  };

  const decide = async (person: string, code: string, consents = true) =>
    does(person, 'decideChannel', { code, expectedVersion: await bookVersion(), consents }, `${shown} proposal { version }`);
  const bookVersion = async (): Promise<number> => (await world.tools.model.channels.collection.byId('channels'))?.version ?? 0;

  it('are opened for a day, changed from now on, and closed; everybody reads which are open', async () => {
    expect(await does('admin', 'stateChannel', channel, shown)).toMatchObject({
      code: null,
      data: { channel: { validFrom: tomorrow } },
    });
    expect([(await open(today)).includes(channel.code), (await open(tomorrow)).includes(channel.code)]).toEqual([false, true]);
    const renamed = { ...channel, nameZh: '坝坝会' };
    expect(await does('admin', 'stateChannel', renamed, shown)).toMatchObject({ data: { channel: { nameZh: '坝坝会' } } });
    expect(await does('admin', 'stateChannel', renamed, shown)).toMatchObject({ rule: 'directory.nothing' });
    const closed = { ...renamed, validTo: tomorrow };
    expect(await does('admin', 'stateChannel', closed, shown)).toMatchObject({ data: { channel: { validTo: null } } });
    expect(await decide('letters-1', channel.code)).toMatchObject({ data: { channel: { validTo: tomorrow } } });
    expect((await open('2026-03-04')).includes(channel.code)).toBe(false);
  });

  const usual = { nameZh: '二维码采集点', nameEn: 'QR code point', hasPetitioner: true, machinesOnly: false, validFrom: today };
  const fields = ['NAME', 'TELEPHONE', 'IDENTITY_NUMBER', 'ADDRESS'];
  const qrCode = { ...usual, code: 'QR_CODE', usedBy: ['PETITIONER', 'ANONYMOUS'], asksFor: fields };

  it.each([
    ['closed', { validTo: today }],
    ['taken from petitioners', { usedBy: ['CENTRE_CLERK'] }],
    ['left to machines', { machinesOnly: true }],
    ['made to ask for more', { requires: ['IDENTITY_NUMBER'] }],
  ])('are not %s by one person alone: the letters office consents, or what was proposed falls', async (_, change) => {
    const proposed = await does(
      'admin',
      'stateChannel',
      { ...qrCode, ...change },
      'channel { validTo usedBy } proposal { channel { code } }',
    );
    expect(proposed).toMatchObject({
      code: null,
      data: { channel: { validTo: null, usedBy: ['PETITIONER', 'ANONYMOUS'] }, proposal: { channel: { code: 'QR_CODE' } } },
    });
    expect(await does('admin', 'stateChannel', { ...qrCode, nameZh: '码' }, shown)).toMatchObject({ rule: 'channel.waiting' });
    const query = '{ channelProposals { version channel { code } proposedBy { id } reason } }';
    const waiting = { version: await bookVersion(), channel: { code: 'QR_CODE' }, proposedBy: { id: 'admin' }, reason };
    expect((await world.officer('letters-2').asks(query)).data).toEqual({ channelProposals: [waiting] });
    for (const other of ['admin', 'other-admin', 'auditor'])
      expect(await decide(other, 'QR_CODE'), other).toMatchObject({ rule: 'channel.second-person' });
    expect((await decide('north-head', 'QR_CODE')).code).toBe('FORBIDDEN');
    expect(await decide('letters-1', 'QR_CODE', false)).toMatchObject({ data: { channel: { validTo: null }, proposal: null } });
    expect(await decide('letters-1', 'QR_CODE')).toMatchObject({ rule: 'channel.proposal' });
    expect(world.district.channel('QR_CODE')).toMatchObject({
      usedBy: ['PETITIONER', 'ANONYMOUS'],
      requires: [],
      machinesOnly: false,
    });
  });

  it('say who closed them, and who consented', async () => {
    await does('admin', 'stateChannel', { ...qrCode, validTo: today }, shown);
    expect(await decide('letters-2', 'QR_CODE')).toMatchObject({ code: null, data: { channel: { validTo: today } } });
    expect((await changesFor('auditor', 'QR_CODE')).slice(0, 2)).toMatchObject([
      { act: 'CONSENTED', by: { id: 'letters-2' } },
      { act: 'PROPOSED', by: { id: 'admin' } },
    ]);
  });

  it.each([
    ['from the past', { code: 'PIGEON', validFrom: yesterday }, 'directory.past'],
    ['for those who hand in nothing', { code: 'PIGEON', usedBy: ['MAIN_LEADER'] }, 'channel.users'],
    ['for petitioners without a petitioner', { code: 'PIGEON', hasPetitioner: false, usedBy: ['PETITIONER'] }, 'channel.users'],
    ['for nobody', { code: 'PIGEON', usedBy: [] }, 'channel.users'],
    ['that require what they do not ask for', { code: 'PIGEON', requires: ['ADDRESS'] }, 'channel.fields'],
    ['a lifetime ahead', { code: 'PIGEON', validFrom: '2126-03-02' }, 'directory.horizon'],
  ])('are not opened %s', async (_, change, rule) => {
    expect(await does('admin', 'stateChannel', { ...channel, ...change }, shown)).toMatchObject({ rule });
  });

  it('have codes that machines can write', async () => {
    expect(await does('admin', 'stateChannel', { ...channel, code: '信鸽' }, shown)).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'code',
    });
  });
});

describe('policy numbers', () => {
  const shown = 'policyNumbers { version effectiveFrom orderWorkingDays signingWorkingDays { mainLeader petitioner } }';
  const inForce = (day: string) => world.district.policy(Date.parse(`${day}T04:00:00Z`));

  it('are all of them the office’s to state', async () => {
    const query = '{ __type(name: "StatePolicyInput") { inputFields { name } } }';
    const { data } = await world.anybody().asks(query);
    const stated = (data as { __type: { inputFields: { name: string }[] } }).__type.inputFields.map(({ name }) => name);
    const { number: _, effectiveFrom: __, ...numbers } = inForce(today);
    expect(Object.keys(numbers).filter((name) => !stated.includes(name))).toEqual([]);
  });

  it('are stated as a new version from a day on, and earlier versions stay', async () => {
    const before = inForce(today);
    const next = { basedOn: 1, effectiveFrom: '2026-05-01', orderWorkingDays: 4, signingWorkingDays: { mainLeader: 3 } };
    expect(await does('admin', 'statePolicy', next, shown)).toMatchObject({
      data: { policyNumbers: { version: 2, orderWorkingDays: 4, signingWorkingDays: { mainLeader: 3, petitioner: 5 } } },
    });
    expect(inForce('2026-04-30')).toEqual(before);
    expect(inForce('2026-05-01')).toMatchObject({
      number: 2,
      orderWorkingDays: 4,
      screeningWorkingDays: before.screeningWorkingDays,
    });
    expect(await does('admin', 'statePolicy', next, shown)).toMatchObject({ rule: 'policy.latest' });
    const { data } = await world.anybody().asks('{ policyVersions { version } }');
    expect(data).toEqual({ policyVersions: [{ version: 2 }, { version: 1 }] });
  });

  it.each([
    ['from the past', { effectiveFrom: yesterday }, 'directory.past', 'effectiveFrom'],
    ['a lifetime ahead', { effectiveFrom: '2126-03-02', orderWorkingDays: 6 }, 'directory.horizon', 'effectiveFrom'],
    ['on a version that is not the latest', { basedOn: 1 }, 'policy.latest', 'basedOn'],
    ['that change nothing', { orderWorkingDays: 4 }, 'directory.nothing', undefined],
    ['that let nobody look for a petitioner', { petitionerSearchesPerDay: 0 }, 'policy.numbers', 'petitionerSearchesPerDay'],
    ['below what can be worked by', { orderWorkingDays: 0 }, 'policy.numbers', 'orderWorkingDays'],
    ['beyond a year', { handlingWorkingDays: { resolution: 1_000 } }, 'policy.numbers', 'handlingWorkingDays.resolution'],
    ['with no day to sign', { signingWorkingDays: { leaderInCharge: 0 } }, 'policy.numbers', 'signingWorkingDays.leaderInCharge'],
    [
      'with a slot twice',
      { countersignOrder: ['HANDLER', 'PETITIONER', 'PETITIONER', 'MAIN_LEADER'] },
      'policy.numbers',
      'countersignOrder',
    ],
    [
      'with the main leader first',
      { countersignOrder: ['MAIN_LEADER', 'PETITIONER', 'LEADER_IN_CHARGE', 'HANDLER'] },
      'policy.numbers',
      'countersignOrder',
    ],
  ])('are not stated %s', async (_, change, rule, field) => {
    const answer = await does('admin', 'statePolicy', { basedOn: 2, effectiveFrom: tomorrow, ...change }, shown);
    expect([answer.rule, answer.field]).toEqual([rule, field]);
  });
});

test('a holiday list says why to those who oversee the office', async () => {
  const list = { year: 2028, daysOff: ['2028-01-03'], makeUpDays: [], provisional: true, source: '通知' };
  await does('admin', 'stateHolidays', list, 'holidayList { year }');
  const { data } = await world.officer('auditor').asks('{ holidayLists { year reason } }');
  expect((data as { holidayLists: object[] }).holidayLists).toContainEqual({ year: 2028, reason });
  expect(await changesFor('auditor', '2028')).toMatchObject([{ kind: 'HOLIDAYS', reason }]);
  expect((await world.anybody().asks('{ holidayLists { year reason } }')).data).toMatchObject({
    holidayLists: expect.arrayContaining([{ year: 2028, reason: null }]),
  });
});
