// Promise: a principal is its kind and its subject: who signs in under another kind with the same subject is somebody else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ListCasesDocument, SubmitAppealDocument, WhoAmIDocument } from '@daqidi/schemas/operations';
import { cast, Declined, demoPlace, type Person } from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

let world: EmbeddedWorld;
before(async () => {
  world = await openEmbeddedWorld();
});
after(() => world.stop());

const as = (kind: Person['kind']): Person => ({ sub: cast.clerk.sub, kind });
const submit = (person: Person, text: string) =>
  world.ask(person, SubmitAppealDocument, {
    input: { requestId: 'one-and-the-same', channel: 'WINDOW', regionId: demoPlace.village, text },
  });
const isForbidden = (error: unknown): boolean => error instanceof Declined && error.code === 'FORBIDDEN';

test('the same requestId of an officer and of a petitioner with the same subject are two appeals', async () => {
  const byClerk = (await submit(as('OFFICER'), '窗口代为登记的路灯诉求。')).submitAppeal;
  const byPetitioner = (await submit(as('PETITIONER'), '本人提交的另一件诉求。')).submitAppeal;
  assert.notEqual(byPetitioner.appeal.id, byClerk.appeal.id);
  assert.equal((await submit(as('OFFICER'), '窗口代为登记的路灯诉求。')).submitAppeal.appeal.id, byClerk.appeal.id);
  assert.equal((await submit(as('PETITIONER'), '本人提交的另一件诉求。')).submitAppeal.appeal.id, byPetitioner.appeal.id);
});

test('a machine that is called like an officer has none of his posts', async () => {
  await world.settled();
  assert.ok((await world.ask(as('OFFICER'), ListCasesDocument, { first: 5 })).cases.total > 0);
  await assert.rejects(world.ask(as('MACHINE'), ListCasesDocument, { first: 5 }), isForbidden);
  await assert.rejects(submit(as('MACHINE'), '机器代为登记的诉求。'), isForbidden);
  assert.equal((await world.ask(as('MACHINE'), WhoAmIDocument, {})).me, null);
});

test('an officer who signs in as a petitioner sees only what he brought himself', async () => {
  const { cases } = await world.ask(as('PETITIONER'), ListCasesDocument, { first: 5 });
  assert.equal(cases.total, 1);
});
