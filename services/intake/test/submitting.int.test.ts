// Promise: whatever is handed in is kept once, for the person it belongs to, with a receipt that a retry shows again.
import { places } from '@daqidi/service-testing';
import { type IntakeWorld, lookups, openIntakeWorld, stateOf, submit, submitting, typesSaid } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const clerk = () => world.officer('clerk');
const details = { name: '张三', telephone: '13812341234', identityNumber: '11010519491231002X', address: '北街1号' };

describe('a petitioner who hands in an appeal', () => {
  it('is its petitioner, and gets a receipt with both codes', async () => {
    const { id, unifiedCode, queryCode } = await submit(world);
    expect(unifiedCode).toMatch(/^511902-20260302-\d{7}-[0-9A-Z]$/);
    expect(queryCode).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    expect((await stateOf(world, id))?.submitted).toMatchObject({
      petitioner: { personId: 'zhang', kind: 'NAMED', protected: false },
      regionPath: [places.district, places.north, places.northVillage],
      receivedAt: '2026-03-02T02:00:00.000Z',
      barred: [],
      restricted: false,
    });
  });

  it('gets the same appeal and receipt for the same requestId, and nothing is kept twice', async () => {
    const first = await submit(world, { requestId: 'submit-once' });
    const kept = await world.keptTexts();
    expect(await submit(world, { requestId: 'submit-once' })).toEqual(first);
    expect(await world.keptTexts()).toBe(kept);
    expect(typesSaid(world, first.id)).toEqual(['AppealSubmitted']);
  });

  it('gets the same even hours later, and made twice at once', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => submit(world, { requestId: 'submit-race' })));
    expect(one).toEqual(two);
    world.clock.advance(5 * 3_600_000);
    expect(await submit(world, { requestId: 'submit-race' })).toEqual(one);
    world.clock.set('2026-03-02T02:00:00.000Z');
  });

  it('has requestIds of his own', async () => {
    const mine = await submit(world, { requestId: 'submit-mine' });
    const hers = await submit(world, { requestId: 'submit-mine' }, world.petitioner('li'));
    expect(hers.id).not.toBe(mine.id);
  });

  it('is told of a CONFLICT where the requestId was used for something else', async () => {
    await submit(world, { requestId: 'submit-else' });
    expect(await submitting(world, { requestId: 'submit-else', text: '另外一件完全不同的事情。' })).toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('puts no word of it into the event', async () => {
    const { id } = await submit(world, { petitioner: details });
    const event = JSON.stringify(world.said(id));
    for (const secret of ['路灯', '张三', '13812341234', '11010519491231002X', '北街']) expect(event).not.toContain(secret);
  });
});

describe('a corrected retry under one requestId', () => {
  it('keeps what was corrected, of text and person', async () => {
    const request = { requestId: 'submit-corrected', petitioner: details };
    const wrong = await submitting(world, { ...request, text: '这是写错的第一次内容。', channel: 'NO_SUCH' });
    expect(wrong).toMatchObject({ code: 'RULE_VIOLATION', rule: 'intake.channel' });
    const { id } = await submit(world, { ...request, petitioner: { ...details, name: '张三丰' } });
    const { content, personal } = (await stateOf(world, id))?.submitted ?? {};
    const [text] = await world.texts([content?.vaultId ?? '']);
    const [person = ''] = await world.texts([personal?.vaultId ?? '']);
    expect([text, JSON.parse(person).name]).toEqual(['村口的路灯坏了，晚上看不见路。', '张三丰']);
  });
});

describe('what is known beside the text', () => {
  const particulars = {
    occurredOn: '2026-02-27',
    place: {
      kind: 'RESIDENTIAL_ESTATE',
      name: '北门小区',
      yearBuilt: 1998,
      propertyCompany: '安居物业',
      coordinates: { latitude: 31.8691, longitude: 106.7538 },
    },
    things: ['电梯', '电梯'],
    organisations: ['安居物业'],
    groups: ['G01', 'G01'],
  };
  const read =
    'query($id: ID!) { appeal(id: $id) { particulars { occurredOn place { kind name yearBuilt propertyCompany coordinates { latitude longitude } } things organisations groups { code } } } }';

  it('is kept sealed, and shown to whoever reads the text', async () => {
    const { id } = await submit(world, { particulars });
    const seen = { ...particulars, things: ['电梯'], groups: [{ code: 'G01' }] };
    expect((await world.petitioner('zhang').asks(read, { id })).data).toEqual({ appeal: { particulars: seen } });
    expect((await world.officer('auditor').asks(read, { id })).data).toEqual({ appeal: { particulars: null } });
    expect(JSON.stringify(world.said(id))).not.toMatch(/北门小区|安居|电梯|1998|31\.86|G01/);
    // To what people he belongs is told to nobody else.
    expect((await clerk().asks(read, { id })).data).toEqual({ appeal: { particulars: { ...seen, groups: [] } } });
    const { id: none } = await submit(world, { particulars: { things: [] } });
    expect((await world.petitioner('zhang').asks(read, { id: none })).data).toEqual({ appeal: { particulars: null } });
  });

  it.each([
    ['occurredOn', { occurredOn: '2026-03-03' }],
    ['place.yearBuilt', { place: { ...particulars.place, yearBuilt: 2027 } }],
    ['place.name', { place: { ...particulars.place, name: ' ' } }],
    ['place.coordinates', { place: { ...particulars.place, coordinates: { latitude: 91, longitude: 106 } } }],
    ['groups', { groups: ['G99'] }],
    ['groups', { groups: ['G01', 'G02', 'G03', 'G04', 'G05', 'G06'] }],
    ['things', { things: Array.from({ length: 11 }, (_, index) => `设施${index}`) }],
  ])('is refused where it cannot be: %s', async (field, wrong) => {
    expect(await submitting(world, { particulars: wrong })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: `particulars.${field}`,
    });
  });
});

it('the place of a protected petitioner’s matter is told to about a kilometre', async () => {
  const place = { kind: 'OTHER', name: '北门小区', coordinates: { latitude: 31.8691, longitude: 106.7538 } };
  const { id } = await submit(world, { particulars: { place }, protected: true, petitioner: details });
  const read = 'query($id: ID!) { appeal(id: $id) { particulars { place { coordinates { latitude longitude } } } } }';
  expect((await clerk().asks(read, { id })).data).toEqual({
    appeal: { particulars: { place: { coordinates: { latitude: 31.87, longitude: 106.75 } } } },
  });
});

describe('somebody who hands in for another', () => {
  it('gives the appeal a person of its own', async () => {
    const one = await submit(world, { petitioner: details }, clerk());
    const two = await submit(world, { petitioner: details }, world.officer('north-grid'));
    const persons = [
      (await stateOf(world, one.id))?.submitted?.petitioner,
      (await stateOf(world, two.id))?.submitted?.petitioner,
    ];
    expect(persons[0]?.personId).not.toBe(persons[1]?.personId);
    expect(persons.map((person) => person?.kind)).toEqual(['NAMED', 'NAMED']);
    const hashes = (await lookups(world)).filter(({ about }) => [one.id, two.id].includes(about)).map(({ hash }) => hash);
    // By telephone, name and identity number.
    expect(hashes).toHaveLength(6);
    expect(new Set(hashes).size, 'it is recognised as the same petitioner’s').toBe(3);
    for (const hash of hashes)
      expect((await world.tools.store.vault.lookUp(hash)).map(({ about }) => about)).toEqual(
        expect.arrayContaining([one.id, two.id]),
      );
    expect(JSON.stringify([world.said(one.id), await world.tools.store.archive.ofCase(one.id)])).not.toContain(hashes[0]);
  });

  it('says that the petitioner is anonymous: what is left out says nothing', async () => {
    for (const nobody of [{}, { petitioner: {} }, { petitioner: { name: ' \u200b', address: '' } }, { anonymous: false }])
      expect(await submitting(world, nobody, clerk())).toMatchObject({ code: 'BAD_USER_INPUT', field: 'petitioner' });
    expect(await submitting(world, { petitioner: details, anonymous: true }, clerk())).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'anonymous',
    });
    const anonymous = await submit(world, { anonymous: true }, clerk());
    expect((await stateOf(world, anonymous.id))?.submitted).toMatchObject({
      petitioner: { kind: 'ANONYMOUS' },
      personal: null,
    });
    const own = await submit(world, { anonymous: true });
    expect((await stateOf(world, own.id))?.submitted?.petitioner).toMatchObject({ personId: 'zhang', kind: 'ANONYMOUS' });
    expect((await lookups(world)).filter(({ about }) => [anonymous.id, own.id].includes(about))).toEqual([]);
  });

  it('names nobody in a channel that has no petitioners', async () => {
    const post = world.district.post('post.clerk');
    if (post === undefined) throw new Error('the district has lost a post');
    world.district.state({ post: { ...post, id: 'post.sensors', personId: 'machine:sensors' } });
    const none = await submit(world, { channel: 'SENSOR' }, world.machine('sensors'));
    expect((await stateOf(world, none.id))?.submitted?.petitioner.kind).toBe('NONE');
  });

  it('is a clerk or a grid worker, nobody else', async () => {
    for (const person of ['letters-1', 'north-handler', 'auditor'])
      expect(await submitting(world, {}, world.officer(person))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await submitting(world, {}, world.anybody())).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is warned of an identity number that looks wrong, which is kept and finds no repeats', async () => {
    const doubtful = { ...details, telephone: null, identityNumber: '110105194912310021' };
    const answer = await submitting(world, { petitioner: doubtful }, clerk());
    expect(answer).toMatchObject({
      code: null,
      data: { warnings: [{ field: 'petitioner.identityNumber', code: 'IDENTITY_NUMBER_CHECK' }] },
    });
    expect(await submitting(world, { petitioner: details }, clerk())).toMatchObject({ data: { warnings: null } });
  });
});

describe('numbers in a text', () => {
  const read = 'query($id: ID!) { appeal(id: $id) { content supplements { text } } }';
  const text = '我是张三，身份证11010519491231002x，电话(0827)5223456，手机138 1234 1234。';
  const masked = '我是张三，身份证110*************2x，电话0827-*******，手机138****1234。';
  const added = ['请打１３８１２３４１２３４', '请打138****1234'];
  let id: string;
  beforeAll(async () => {
    ({ id } = await submit(world, { text, petitioner: details }));
    await world.petitioner('zhang').does('supplementAppeal', { appealId: id, text: added[0] });
  });

  it('are masked for whoever sees the telephone masked, in what was added too, and not for the petitioner', async () => {
    const sees = async (who: ReturnType<typeof clerk>) => (await who.asks(read, { id })).data;
    expect(await sees(world.petitioner('zhang'))).toEqual({ appeal: { content: text, supplements: [{ text: added[0] }] } });
    for (const person of ['clerk', 'north-village-reviewer', 'letters-1'])
      expect([person, await sees(world.officer(person))]).toEqual([
        person,
        { appeal: { content: masked, supplements: [{ text: added[1] }] } },
      ]);
  });

  it('are shown with the petitioner, by a view that is recorded', async () => {
    const viewing = { appealId: id, purpose: '电话核实情况' };
    expect(await clerk().does('viewPetitioner', viewing, 'texts')).toMatchObject({ data: { texts: [text, added[0]] } });
    expect(typesSaid(world, id).at(-1)).toBe('PetitionerViewed');
  });

  it('are masked in what a protected petitioner wrote, and so is his name', async () => {
    const own = await submit(world, { text, petitioner: details, protected: true }, clerk());
    const shown = async (person: string) => (await world.officer(person).asks(read, { id: own.id })).data;
    const [hidden, named] = [masked.replace('张三', '***'), masked];
    expect(await shown('clerk')).toEqual({ appeal: { content: hidden, supplements: [] } });
    expect(await shown('letters-1')).toEqual({ appeal: { content: named, supplements: [] } });
  });
});

describe('a petitioner who asks for protection', () => {
  const read = 'query($id: ID!) { appeal(id: $id) { petitioner { anonymous protected name telephone address } } }';
  const hidden = { anonymous: false, protected: true, name: null, telephone: null, address: null };
  const masked = { ...hidden, name: '张*', telephone: '138****1234', address: '***' };
  let id: string;
  beforeAll(async () => {
    ({ id } = await submit(world, { petitioner: details, protected: true }, clerk()));
  });

  it('is named to the oversight tracks, and nobody else sees a trace of him', async () => {
    const sees = async (person: string) =>
      ((await world.officer(person).asks(read, { id })).data as { appeal: { petitioner: unknown } | null }).appeal?.petitioner;
    for (const person of ['letters-1', 'inspector']) expect([person, await sees(person)]).toEqual([person, masked]);
    for (const person of ['clerk', 'north-village-reviewer', 'auditor'])
      expect([person, await sees(person)]).toEqual([person, hidden]);
  });

  it('is shown in full to them alone', async () => {
    const viewing = (person: string) =>
      world.officer(person).does('viewPetitioner', { appealId: id, purpose: '核实情况' }, 'details { name }');
    expect(await viewing('letters-1')).toMatchObject({ code: null, data: { details: { name: '张三' } } });
    expect(await viewing('clerk')).toMatchObject({ code: 'FORBIDDEN', data: null });
  });

  it('sees his own', async () => {
    const own = await submit(world, { petitioner: details, protected: true });
    expect((await world.petitioner('zhang').asks(read, { id: own.id })).data).toEqual({ appeal: { petitioner: masked } });
  });
});

describe('a channel', () => {
  const user = { code: 'RULE_VIOLATION', rule: 'intake.channel-user' };

  it('that others take appeals in by is not a petitioner’s to choose', async () => {
    for (const channel of ['SENSOR', 'LETTER', 'CITY_DISPATCH', 'HOTLINE', 'GRID_REPORT'])
      expect([channel, await submitting(world, { channel })]).toEqual([channel, expect.objectContaining(user)]);
    for (const channel of ['MINI_PROGRAM', 'QR_CODE', 'WINDOW'])
      expect(await submitting(world, { channel })).toMatchObject({ code: null });
  });

  it('of machines is not a clerk’s, who takes in letters', async () => {
    expect(await submitting(world, { channel: 'LETTER', anonymous: true }, clerk())).toMatchObject({ code: null });
    expect(await submitting(world, { channel: 'LETTER' }, world.officer('north-grid'))).toMatchObject(user);
    for (const channel of ['SENSOR', 'CITY_DISPATCH', 'MINI_PROGRAM'])
      expect([channel, await submitting(world, { channel }, clerk())]).toEqual([channel, expect.objectContaining(user)]);
  });

  it('of the city is the city office’s machine’s', async () => {
    const post = world.district.post('post.clerk');
    if (post === undefined) throw new Error('the district has lost a post');
    world.district.state({ post: { ...post, id: 'post.city', role: 'CITY_OFFICE', personId: 'machine:city' } });
    expect(await submitting(world, { channel: 'CITY_DISPATCH', anonymous: true }, world.machine('city'))).toMatchObject({
      code: null,
    });
    expect(await submitting(world, { channel: 'WINDOW' }, world.machine('city'))).toMatchObject(user);
  });
});

describe('what is refused', () => {
  it.each([
    ['a channel that is not in use', { channel: 'NO_SUCH' }, 'intake.channel'],
    ['a region that does not exist', { regionId: 'nowhere' }, 'intake.region'],
    ['an accused unit that does not exist', { accusedUnitIds: ['u-nowhere'] }, 'accused.unknown'],
    ['an accused official who never held a post', { accusedOfficerIds: ['nobody'] }, 'accused.unknown'],
    ['more accused than anybody has', { accusedUnitIds: Array.from({ length: 6 }, (_, at) => `u-${at}`) }, 'accused.number'],
    ['a year that has not been', { accusedUnitIds: ['u-north'], accusedSince: 2027 }, 'accused.year'],
  ])('is %s, and nothing of it is kept', async (_, change, rule) => {
    const before = await world.keptTexts();
    expect(await submitting(world, change)).toMatchObject({ code: 'RULE_VIOLATION', rule });
    expect(await world.keptTexts()).toBe(before);
  });

  it.each([
    ['a text of nothing', { text: ' \n ' }, 'text'],
    ['a text without end', { text: '长'.repeat(4_001) }, 'text'],
    ['what is no telephone number', { petitioner: { telephone: '打我电话' } }, 'petitioner.telephone'],
    ['a name of fifty-one characters', { petitioner: { name: '张'.repeat(51) } }, 'petitioner.name'],
  ])('is %s, and the field is named', async (_, change, field) => {
    expect(await submitting(world, change)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('an employee who complains about his own unit', () => {
  const read = 'query($id: ID!) { appeal(id: $id) { id content } }';

  it('reads and adds to his appeal as a person, and learns nothing of it in office', async () => {
    const himself = world.petitioner('north-head');
    const { id } = await submit(world, { accusedUnitIds: ['u-north'], text: '单位长期拖欠加班工资。' }, himself);
    expect((await himself.asks(read, { id })).data).toEqual({ appeal: { id, content: '单位长期拖欠加班工资。' } });
    expect(await himself.does('supplementAppeal', { appealId: id, text: '附工资条。' })).toMatchObject({ code: null });
    expect((await world.officer('north-head').asks(read, { id })).data).toEqual({ appeal: null });
  });

  it('is not found by a colleague who signs in as a petitioner', async () => {
    const { id } = await submit(world, { accusedUnitIds: ['u-north'] }, world.petitioner('north-head'));
    expect((await world.petitioner('north-deputy').asks(read, { id })).data).toEqual({ appeal: null });
  });
});

describe('what has been dissolved', () => {
  it('takes no new appeal, neither as a place nor as accused of what arose afterwards, and lets the old ones be shown', async () => {
    const region = world.district.region(places.southVillage);
    const unit = world.district.unit('u-south-village');
    if (region === undefined || unit === undefined) throw new Error('the district has lost a village');
    const { id } = await submit(world, { regionId: places.southVillage });
    world.district.state({ region: { ...region, validTo: '2025-12-31' }, unit: { ...unit, validTo: '2025-12-31' } });
    const refused = { code: 'RULE_VIOLATION' };
    expect(await submitting(world, { regionId: places.southVillage })).toMatchObject({ ...refused, rule: 'intake.region' });
    expect(await submitting(world, { accusedUnitIds: ['u-south-village'] })).toMatchObject({
      ...refused,
      rule: 'accused.unknown',
    });
    const read = 'query($id: ID!) { appeal(id: $id) { region { id } } }';
    expect((await world.petitioner('zhang').asks(read, { id })).data).toEqual({
      appeal: { region: { id: places.southVillage } },
    });
    world.district.state({ region, unit });
  });
});

describe('an appeal about a unit', () => {
  it('is restricted from birth: that unit and all under it never learn of it', async () => {
    const { id } = await submit(world, { accusedUnitIds: ['u-north'] });
    expect((await stateOf(world, id))?.submitted).toMatchObject({
      restricted: true,
      barred: ['unit:u-north@2026'],
    });
    const read = 'query($id: ID!) { appeal(id: $id) { id } }';
    const sees = async (who: ReturnType<typeof clerk>) => (await who.asks(read, { id })).data;
    for (const person of ['letters-1', 'inspector']) expect(await sees(world.officer(person))).toEqual({ appeal: { id } });
    expect(await sees(world.petitioner('zhang'))).toEqual({ appeal: { id } });
    for (const person of ['north-1', 'north-village-reviewer', 'north-head', 'clerk', 'auditor', 'south-1'])
      expect([person, await sees(world.officer(person))]).toEqual([person, { appeal: null }]);
  });
});
