// Promise: a question asked at the desk is answered, confirmed, checked with those of the day and closed with four signatures; one whose
// answer does not stand is an ordinary appeal; and figures and lists know both. Whoever has no account does all that is his by his code.
import { createHash } from 'node:crypto';
import {
  CaseByCodeDocument,
  ListCasesDocument,
  SubmissionChallengeDocument,
  SubmitWithoutAccountDocument,
  SupplementAppealDocument,
  WholeAppealDocument,
  WithdrawAppealDocument,
} from '@daqidi/schemas/operations';
import { cast, demoPlace, type Person, playConsultation } from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

let world: EmbeddedWorld;
beforeAll(async () => {
  world = await openEmbeddedWorld();
});
afterAll(() => world.stop());

test('one question is closed the same day, the other goes on as an ordinary appeal', async () => {
  const { closedId, refusedId } = await playConsultation(world, { run: 'consultation', narrate: () => undefined });
  await world.settled();
  const read = async (id: string) =>
    (await world.ask(cast.lettersOfficer, WholeAppealDocument, { id, period: '2026-03' })).appeal;
  expect(await read(closedId)).toMatchObject({
    stage: 'CLOSED',
    ledgerEntry: {
      category: 'CONSULTATION',
      slots: [{ form: 'SIGNED' }, { form: 'SIGNED' }, { form: 'SIGNED' }, { form: 'SIGNED' }],
    },
    score: { onTime: true, satisfaction: 'VERY_SATISFIED' },
  });
  expect(await read(refusedId)).toMatchObject({ stage: 'SCREENING', ledgerEntry: null });
  const listed = await world.ask(cast.lettersOfficer, ListCasesDocument, { first: 10 });
  expect(listed.cases.edges.map(({ node }) => node.id).sort()).toEqual([closedId, refusedId].sort());
});

test('whoever has no account hands in against a proof of work, and reads, adds and withdraws by his code alone', async () => {
  const anybody: Person = { sub: 'anybody', kind: 'ANONYMOUS' };
  const { submissionChallenge } = await world.ask(anybody, SubmissionChallengeDocument, {});
  const { maxNumber, ...terms } = submissionChallenge;
  const hashOf = (number: number) => createHash('sha256').update(`${terms.salt}${number}`).digest('hex');
  let number = 0;
  while (number <= maxNumber && hashOf(number) !== terms.challenge) number += 1;
  const proof = Buffer.from(JSON.stringify({ ...terms, number })).toString('base64');
  const input = {
    requestId: 'no-account',
    channel: 'QR_CODE',
    regionId: demoPlace.village,
    text: '路灯坏了。',
    anonymous: true,
    proof,
  };
  const { receipt } = (await world.ask(anybody, SubmitWithoutAccountDocument, { input })).submitWithoutAccount;
  const codes = { unifiedCode: receipt.unifiedCode, queryCode: receipt.queryCode ?? '' };
  await world.settled();
  const read = async () => (await world.ask(anybody, CaseByCodeDocument, codes)).caseByCode;
  expect(await read()).toMatchObject({ stage: 'SCREENING', triageVersion: expect.any(Number), entryVersion: null, result: null });
  const mine = async () => {
    const seen = await read();
    return { appealId: seen?.id ?? '', expectedVersion: seen?.version ?? 0, queryCode: codes.queryCode };
  };
  const addition = { requestId: 'no-account-adds', ...(await mine()), text: '夜里更暗。' };
  await world.ask(anybody, SupplementAppealDocument, { input: addition });
  const wish = { requestId: 'no-account-withdraws', ...(await mine()), reason: '已修好。', setting: 'OWN_ACCORD' } as const;
  await world.ask(anybody, WithdrawAppealDocument, { input: wish });
  expect((await read())?.timeline.map(({ textEn }) => textEn).at(-1)).toContain('You have asked to withdraw');
  expect((await world.ask(anybody, CaseByCodeDocument, { ...codes, queryCode: '0000-0000-0000-0000' })).caseByCode).toBeNull();
});
