// Promise: a question is answered, and a village's micro-matter settled, while the petitioner is there; nothing comes of it before he has
// confirmed it himself, signed in, by his own entry of the query code or on paper that is shown, and never by the worker alone.
import { accusing, scannedPage, upload } from '@daqidi/service-testing';
import { type IntakeWorld, openIntakeWorld, stateOf, submit, submitting, typesSaid } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const zhang = () => world.petitioner('zhang');
const clerk = () => world.officer('north-clerk');
const grid = () => world.officer('north-grid');
const answer = { outcome: 'ANSWERED', subject: '城乡建设/城市建设和市政管理', text: '路灯报修请拨打 12345,三日内修复。' };
const answers = (appealId: string, change: object = {}, who = clerk()) =>
  who.does('answerAtDesk', { appealId, ...answer, ...change });
const digestOf = async (id: string) => (await stateOf(world, id))?.deskAnswer?.digest ?? '';
const confirms = async (appealId: string, change: object = {}, who = zhang()) =>
  who.does('confirmDeskAnswer', { appealId, digest: await digestOf(appealId), satisfaction: 'SATISFIED', ...change });
const read =
  'query($id: ID!) { appeal(id: $id) { stage claimsConsultation deskAnswer { status text } timeline { textEn answer } } }';
const statusOf = async (id: string) =>
  ((await zhang().asks(read, { id })).data as { appeal: { deskAnswer: { status: string } | null } }).appeal.deskAnswer?.status;

it('a question is claimed when it is handed in, and never with anybody accused', async () => {
  const { id } = await submit(world, { consultation: true });
  expect(typesSaid(world, id)).toEqual(['AppealSubmitted', 'ConsultationClaimed']);
  expect(await submitting(world, { consultation: true, accusedUnitIds: ['u-south'] })).toMatchObject({
    rule: 'desk.accused',
    field: 'consultation',
  });
});

it('the petitioner reads the answer in his timeline, with and without signing in, and confirms exactly that', async () => {
  const { id, unifiedCode, queryCode } = await submit(world, { consultation: true });
  expect(await answers(id, {}, world.officer('south-1'))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await answers(id, {}, world.officer('north-1'))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await answers(id)).toMatchObject({ code: null });
  const offered = await digestOf(id);
  expect(await answers(id, { text: '请在小程序中报修。' })).toMatchObject({ code: null });
  expect((await zhang().asks(read, { id })).data).toMatchObject({
    appeal: { claimsConsultation: true, deskAnswer: { status: 'OFFERED', text: '请在小程序中报修。' } },
  });
  const byCode = 'query($u: String!, $q: String!) { timelineByCode(unifiedCode: $u, queryCode: $q) { answer } }';
  const { data } = await world.anybody().asks(byCode, { u: unifiedCode, q: queryCode });
  expect(JSON.stringify(data)).toContain('请在小程序中报修。');
  expect(await confirms(id, { digest: offered })).toMatchObject({ rule: 'desk.digest' });
  expect(await confirms(id)).toMatchObject({ code: null });
  expect(await confirms(id)).toMatchObject({ rule: 'desk.confirmed' });
  expect(await answers(id)).toMatchObject({ rule: 'desk.confirmed' });
  expect(await statusOf(id)).toBe('CONFIRMED');
  expect(world.said(id).at(-1)).toMatchObject({
    type: 'DeskAnswerSigned',
    data: {
      form: 'SIGNED',
      level: 'TOWNSHIP',
      unitId: 'u-north',
      answeredBy: { person: 'north-clerk', post: 'post.north-clerk' },
    },
  });
  expect(JSON.stringify(world.said(id))).not.toContain('报修');
});

it('without an account he enters his code himself; nobody who is in office confirms for him', async () => {
  const { id } = await submit(world, { consultation: true, petitioner: { name: '李四', telephone: '13812341234' } }, clerk());
  const [, queryCode] = /查询码:([0-9A-Z-]{19})/.exec(world.notices().at(-1)?.textZh ?? '') ?? [];
  await answers(id);
  const anybody = world.anybody();
  expect(await confirms(id, { queryCode }, clerk())).toMatchObject({ code: 'FORBIDDEN' });
  expect(await confirms(id, {}, anybody)).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await confirms(id, { queryCode: '0000-0000-0000-0000' }, anybody)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await confirms('x'.repeat(22), { queryCode, expectedVersion: 1 }, anybody)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await confirms(id, { queryCode }, anybody)).toMatchObject({ code: null });
  expect(world.said(id).at(-1)).toMatchObject({ data: { form: 'BY_CODE', confirmedBy: { post: null } } });
  expect(world.notices().at(-1)).toMatchObject({ telephone: '13812341234' });
});

it('on paper it is confirmed by a picture of what he signed, of which he is told, and by nothing that the worker says alone', async () => {
  const { id } = await submit(world, { consultation: true, petitioner: { name: '李四', telephone: '13812341234' } }, clerk());
  await answers(id);
  const sent = (content: Buffer, name: string) => upload(world.tools.files, 'north-clerk', content, name);
  const records = async (attachments: readonly string[], change: object = {}, who = clerk()) =>
    who.does('recordSignedSlip', {
      ...{ appealId: id, digest: await digestOf(id), satisfaction: 'SATISFIED', attachments },
      ...change,
    });
  const slip = await sent(scannedPage(), '签字单.pdf');
  expect(await records([])).toMatchObject({ rule: 'desk.slip' });
  expect(await records([await sent(Buffer.from('#!AMR\n1234567890'), '录音.amr')])).toMatchObject({ rule: 'desk.slip' });
  expect(await records([slip], { digest: 'sm3:another' })).toMatchObject({ rule: 'desk.digest' });
  expect(await records([slip], {}, world.officer('north-village-reviewer'))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await records([slip], {}, world.officer('south-1'))).toMatchObject({ code: 'NOT_FOUND' });
  expect((await stateOf(world, id))?.deskAnswer?.confirmed).toBeNull();
  expect(await records([slip])).toMatchObject({ code: null });
  expect(world.said(id).at(-1)).toMatchObject({
    type: 'DeskAnswerSigned',
    data: {
      form: 'PROXY',
      confirmedBy: { person: 'north-clerk', post: 'post.north-clerk' },
      attachments: [{ mediaType: 'application/pdf' }],
    },
  });
  expect(world.notices().at(-1)).toMatchObject({ telephone: '13812341234', textEn: expect.stringContaining('did not sign') });
  const shown = 'query($id: ID!) { appeal(id: $id) { deskAnswer { status form slip { name state } } } }';
  expect((await world.officer('north-village-reviewer').asks(shown, { id })).data).toMatchObject({
    appeal: { deskAnswer: { status: 'CONFIRMED', form: 'PROXY', slip: [{ name: '签字单.pdf' }] } },
  });
  expect(await records([await sent(scannedPage(), '又一张.pdf')])).toMatchObject({ rule: 'desk.confirmed' });
});

it('what the first review has gone on with, or has refused, is answered at no desk', async () => {
  const { id: gone } = await submit(world);
  await answers(gone);
  await world.hears('triage', 'ScreeningPassed', gone);
  expect(await confirms(gone)).toMatchObject({ rule: 'desk.late' });
  expect(await statusOf(gone)).toBe('OVERTAKEN');
  const { id: refused } = await submit(world);
  await answers(refused);
  await confirms(refused);
  await world.hears('triage', 'DeskAnswerRefused', refused, { digest: await digestOf(refused) });
  expect(await answers(refused)).toMatchObject({ rule: 'desk.late' });
  expect(await statusOf(refused)).toBe('REFUSED');
  const { id: accused } = await submit(world);
  await world.hears('supervision', 'ScopeStated', accused, accusing('u-south'));
  expect(await answers(accused, {}, world.officer('clerk'))).toMatchObject({ code: 'NOT_FOUND' });
});

it('only a village settles a micro-matter on contact, in its own name', async () => {
  const { id } = await submit(world, { anonymous: true }, grid());
  const settled = { outcome: 'SOLVED', text: '已当场更换路灯灯泡。' };
  expect(await answers(id, settled)).toMatchObject({ rule: 'desk.village' });
  expect(await answers(id, settled, grid())).toMatchObject({ code: null });
  expect((await stateOf(world, id))?.deskAnswer).toMatchObject({
    category: 'RESOLUTION',
    level: 'VILLAGE',
    unitId: 'u-north-village',
  });
});

it('a question that waits is the clerk’s turn, due the same day, and in the lists until it is closed', async () => {
  const { id } = await submit(world, { consultation: true });
  await world.hears('triage', 'AppealAccepted', id);
  await world.hears('triage', 'ConsultationPlaced', id);
  const list = 'query { cases(filter: { mine: true }, first: 100) { edges { node { id stage dueAt } } } }';
  const turns = async (who = clerk()) =>
    ((await who.asks(list)).data as { cases: { edges: { node: { id: string } }[] } }).cases.edges.map(({ node }) => node);
  expect(await turns()).toContainEqual({ id, stage: 'SCREENING', dueAt: '2026-03-02T15:59:59.999Z' });
  await world.hears('triage', 'DeskAnswerReceived', id);
  expect((await turns()).map((row) => row.id)).not.toContain(id);
  expect((await turns(world.officer('north-village-reviewer'))).map((row) => row.id)).toContain(id);
  await world.hears('triage', 'AppealAssessed', id, { category: 'CONSULTATION' });
  await world.hears('assignment', 'EntryOpened', id, { category: 'CONSULTATION' });
  await world.hears('assignment', 'EntryAssigned', id);
  await world.hears('assignment', 'DeskAnswerEntered', id);
  expect((await turns(world.officer('north-deputy'))).map((row) => row.id)).toContain(id);
  await world.hears('assignment', 'ResultRefused', id, { slot: 'LEADER_IN_CHARGE' });
  expect((await zhang().asks(read, { id })).data).toMatchObject({ appeal: { stage: 'ASSIGNED' } });
});
