// Promise: a claimed consultation goes past the panels to the desk of its place, due the same day; what the desk answered and the petitioner
// confirmed waits for the panel's daily batch, where each is decided by itself; what does not stand is an ordinary appeal from receipt.
import { accusing } from '@daqidi/service-testing';
import { accepted, openTriageWorld, screened, stateOf, type TriageWorld, typesSaid } from './support/triage-world.js';

let world: TriageWorld;
beforeAll(async () => {
  world = await openTriageWorld();
});
afterAll(() => world.stop());

const panel = () => world.officer('north-village-reviewer');
const clerk = () => world.officer('north-clerk');
const claimed = async (): Promise<string> => {
  const appealId = await accepted(world);
  await world.hears('intake', 'ConsultationClaimed', appealId);
  return appealId;
};
const confirmed = async (change?: object): Promise<string> => {
  const appealId = await claimed();
  await world.hears('intake', 'DeskAnswerSigned', appealId, { ...change });
  return appealId;
};
const result = 'results { appealId position triageCase { stage } refusal { code rule messageZh } }';
interface Result {
  readonly appealId: string;
  readonly triageCase: { readonly stage: string } | null;
  readonly position: string | null;
  readonly refusal: { readonly code: string; readonly rule: string | null } | null;
}
const versionOf = async (id: string) => (await world.tools.model.cases.collection.byId(id))?.version ?? 0;
const decides = async (ids: readonly string[], change: object = {}, request: object = {}, who = panel()) => {
  const items = await Promise.all(
    ids.map(async (appealId) => ({
      appealId,
      expectedVersion: await versionOf(appealId),
      digest: 'sm3:digest',
      accepts: true,
      ...change,
    })),
  );
  const query = `mutation($input: DecideDeskAnswersInput!) { decideDeskAnswers(input: $input) { ${result} } }`;
  const answer = await who.asks(query, { input: { requestId: `batch-${ids.join('.').slice(0, 40)}`, items, ...request } });
  await world.settled();
  return { ...answer, results: (answer.data as { decideDeskAnswers: { results: Result[] } } | null)?.decideDeskAnswers.results };
};

it('a claimed consultation waits at the desk of its place until the end of the day, and the panel leaves it alone', async () => {
  const appealId = await claimed();
  expect(await stateOf(world, appealId)).toMatchObject({
    stage: 'SCREENING',
    consultingUnitId: 'u-north',
    clock: { startedOn: '2026-03-02', dueAt: '2026-03-02T15:59:59.999Z' },
  });
  expect(await panel().does('passScreening', { appealId })).toMatchObject({ rule: 'desk.waiting' });
  const own = await openTriageWorld();
  const late = await accepted(own);
  await own.hears('intake', 'ConsultationClaimed', late);
  await own.until('2026-03-03T02:00:00.000Z');
  expect(own.said(late).at(-1)).toMatchObject({ type: 'ClockOverdue', data: { unitId: 'u-north' } });
  await own.stop();
});

it('what turns out to be none goes to the first review, and does not come back', async () => {
  const appealId = await claimed();
  const request = { appealId, reason: '该事项需要实地核查。' };
  expect(await panel().does('returnConsultation', request)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await clerk().does('returnConsultation', request)).toMatchObject({ code: null });
  expect(await clerk().does('returnConsultation', request)).toMatchObject({ rule: 'desk.none' });
  expect(await stateOf(world, appealId)).toMatchObject({ consultingUnitId: null, clock: { workingDays: 2 } });
  expect(await panel().does('passScreening', { appealId })).toMatchObject({ code: null });
});

it('where somebody turns out to be accused, no desk keeps it', async () => {
  for (const appealId of [await claimed(), await confirmed()]) {
    await world.hears('supervision', 'ScopeStated', appealId, accusing('u-south'));
    expect(await stateOf(world, appealId)).toMatchObject({ consultingUnitId: null, deskAnswer: null, desk: 'LETTERS' });
  }
});

it('a batch decides each by itself, says of each what became of it, and a retry says the same', async () => {
  const [stands, falls, unknown, ordinary] = [
    await confirmed(),
    await confirmed(),
    await confirmed({ subject: 'no/such' }),
    await accepted(world),
  ];
  const { results } = await decides([stands, unknown, ordinary, 'x'.repeat(22)]);
  expect(results).toMatchObject([
    { appealId: stands, triageCase: { stage: 'ASSESSED' }, refusal: null },
    { triageCase: null, position: null, refusal: { code: 'RULE_VIOLATION', rule: 'triage.subject' } },
    { refusal: { rule: 'desk.none' } },
    { refusal: { code: 'NOT_FOUND', rule: null } },
  ]);
  expect(world.said(stands).slice(-2)).toMatchObject([
    { type: 'DeskAnswerAccepted' },
    { type: 'AppealAssessed', data: { category: 'CONSULTATION', level: 'TOWNSHIP', proposedUnitId: 'u-north', grade: 'D1' } },
  ]);
  const requestId = 'batch-once-more';
  const alone = await decides([falls], { accepts: false, reason: '未附办理依据。' }, { requestId });
  expect(alone.results).toMatchObject([{ triageCase: { stage: 'SCREENING' }, refusal: null }]);
  const repeated = await decides(
    [falls],
    { accepts: false, reason: '未附办理依据。', expectedVersion: (await versionOf(falls)) - 1 },
    { requestId },
  );
  expect(repeated.results?.[0]?.position).toBe(alone.results?.[0]?.position);
  expect(await stateOf(world, falls)).toMatchObject({ deskAnswer: null, clock: { startedOn: '2026-03-02', workingDays: 2 } });
  expect(JSON.stringify(world.said(falls))).not.toContain('未附办理依据');
  expect(await panel().does('passScreening', { appealId: falls })).toMatchObject({ code: null });
});

it('a batch names each case once, and what was read of it; a refusal says why', async () => {
  const appealId = await confirmed();
  expect(await decides([])).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await decides([appealId, appealId])).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect((await decides([appealId], { digest: 'sm3:another' })).results).toMatchObject([{ refusal: { rule: 'desk.digest' } }]);
  expect((await decides([appealId], { accepts: false }, { requestId: 'batch-no-reason' })).results).toMatchObject([
    { refusal: { rule: 'desk.reason' } },
  ]);
  expect(await decides([appealId], {}, {}, world.officer('auditor'))).toMatchObject({
    results: [{ refusal: { code: 'FORBIDDEN' } }],
  });
});

it('whoever answered it does not decide on it: the next panel up has the batch', async () => {
  const appealId = await accepted(world);
  const answeredBy = { person: 'north-village-reviewer', post: 'post.north-grid' };
  await world.hears('intake', 'DeskAnswerSigned', appealId, { answeredBy });
  expect((await decides([appealId])).results).toMatchObject([{ refusal: { rule: 'triage.panel' } }]);
  const { results } = await decides([appealId], {}, {}, world.officer('north-1'));
  expect(results).toMatchObject([{ triageCase: { stage: 'ASSESSED' } }]);
});

it('an answer that comes after the review has gone on has no effect', async () => {
  const appealId = await screened(world);
  await world.hears('intake', 'DeskAnswerSigned', appealId);
  expect(typesSaid(world, appealId)).toEqual(['AppealAccepted', 'ScreeningPassed']);
});
