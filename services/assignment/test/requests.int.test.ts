// Promise: a request is accepted once, whatever its client does; what was refused leaves nothing; what is kept is what was accepted.
import {
  assigned,
  handled,
  historyOf,
  type LedgerWorld,
  openLedgerWorld,
  result,
  stateOf,
  typesSaid,
} from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const handler = () => world.officer('north-handler');

describe('a repeated request', () => {
  it('gets the first outcome and changes nothing', async () => {
    const appealId = await handled(world);
    const request = { appealId, requestId: 'progress-once', text: '已到现场', expectedVersion: 2 };
    const first = await handler().does('recordProgress', request);
    const kept = await world.keptTexts();
    expect(await handler().does('recordProgress', request)).toEqual(first);
    expect(typesSaid(world, appealId).filter((type) => type === 'ProgressRecorded')).toHaveLength(1);
    expect(await world.keptTexts()).toBe(kept);
  });

  it('is recognised after others have moved the version on', async () => {
    const appealId = await assigned(world);
    const request = { appealId, requestId: 'accept-once', expectedVersion: 1 };
    await handler().does('acceptEntry', request);
    await handler().does('recordProgress', { appealId, text: '已到现场' });
    expect(await handler().does('acceptEntry', request)).toMatchObject({ code: null, data: { ledgerEntry: { version: 3 } } });
  });

  it('with other input is a CONFLICT', async () => {
    const appealId = await handled(world);
    const request = { appealId, requestId: 'progress-two', text: '已到现场', expectedVersion: 2 };
    await handler().does('recordProgress', request);
    expect(await handler().does('recordProgress', { ...request, text: '另一件事' })).toMatchObject({ code: 'CONFLICT' });
  });

  it('made twice at once is accepted once', async () => {
    const appealId = await handled(world);
    const request = { appealId, requestId: 'progress-race', text: '已到现场', expectedVersion: 2 };
    const before = await world.keptTexts();
    const answers = await Promise.all([1, 2, 3].map(() => handler().does('recordProgress', request)));
    expect(answers.map(({ code }) => code)).toEqual([null, null, null]);
    expect((await stateOf(world, appealId))?.counts).toMatchObject({ ProgressRecorded: 1 });
    const recorded = await historyOf(world, appealId, 'ProgressRecorded');
    expect(recorded.map(({ data }) => data)).toEqual([{ appealId, text: expect.anything() }]);
    expect(await world.keptTexts()).toBe(before + 1);
  });

  it('of another person is another request', async () => {
    const appealId = await handled(world);
    await handler().does('proposeResult', { appealId, ...result });
    const attempt = { appealId, requestId: 'attempt-both', means: 'VISIT', expectedVersion: 3 };
    expect(await world.officer('clerk').does('recordContactAttempt', attempt)).toMatchObject({ code: null });
    const other = await world.officer('north-clerk').does('recordContactAttempt', { ...attempt, expectedVersion: 4 });
    expect(other).toMatchObject({ code: null });
    const attempts = await historyOf(world, appealId, 'ContactAttempted');
    expect(attempts.map(({ by }) => by?.person)).toEqual(['north-clerk', 'clerk']);
  });
});

describe('a refused request', () => {
  it('leaves its id free, and a corrected retry under it keeps and signs what was corrected', async () => {
    const appealId = await handled(world);
    const request = { appealId, requestId: 'result-corrected' };
    const wrong = await handler().does('proposeResult', { ...request, outcome: 'ADOPTED', text: '这是第一次写错的文本内容。' });
    expect(wrong).toMatchObject({ code: 'RULE_VIOLATION', rule: 'entry.outcome' });
    expect(await handler().does('proposeResult', { ...request, ...result })).toMatchObject({ code: null });
    const stated = (await stateOf(world, appealId))?.result;
    expect(await world.texts([stated?.text.vaultId ?? ''])).toEqual([result.text]);
  });

  it('keeps no text', async () => {
    const appealId = await handled(world);
    const before = await world.keptTexts();
    await handler().does('proposeResult', { appealId, ...result, outcome: 'ADOPTED' });
    await world.officer('auditor').does('proposeResult', { appealId, ...result });
    await handler().does('proposeResult', { appealId, ...result, expectedVersion: 1 });
    expect(await world.keptTexts()).toBe(before);
  });

  it('is a CONFLICT where somebody was faster, who may see it; NOT_FOUND where he may not', async () => {
    const appealId = await handled(world);
    const late = { appealId, expectedVersion: 1, text: '已到现场' };
    expect(await handler().does('recordProgress', late)).toMatchObject({ code: 'CONFLICT' });
    expect(await world.officer('south-handler').does('recordProgress', late)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['too short', 'short'],
    ['of other characters', 'with space'],
  ])('says which field is wrong: a requestId %s', async (_, requestId) => {
    const appealId = await handled(world);
    const answer = await handler().does('recordProgress', { appealId, text: '已到现场', requestId });
    expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', field: 'requestId' });
  });
});

it('two commands at once on one entry are both decided, one after the other', async () => {
  const appealId = await handled(world);
  const answers = await Promise.all(
    ['一', '二'].map((text) => handler().does('recordProgress', { appealId, text, expectedVersion: 2 })),
  );
  expect(answers.map(({ code }) => code).sort()).toEqual(['CONFLICT', null]);
  expect((await stateOf(world, appealId))?.counts).toMatchObject({ ProgressRecorded: 1 });
});

it('the moment of a command is the moment of its events', async () => {
  const appealId = await handled(world);
  world.clock.set('2026-03-02T03:04:05.678Z');
  await handler().does('proposeResult', { appealId, ...result });
  expect(
    world
      .said(appealId)
      .slice(-2)
      .map(({ time }) => time),
  ).toEqual(Array(2).fill('2026-03-02T03:04:05.678Z'));
  expect((await stateOf(world, appealId))?.result?.at).toBe('2026-03-02T03:04:05.678Z');
});
