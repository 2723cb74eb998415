// Promise: a principal is its kind and its subject: who signs in under another kind with the same subject is somebody else.
import { ListCasesDocument, SubmitAppealDocument, WhoAmIDocument } from '@daqidi/schemas/operations';
import { cast, Declined, demoPlace, type Person } from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

let world: EmbeddedWorld;
beforeAll(async () => {
  world = await openEmbeddedWorld();
});
afterAll(() => world.stop());

const as = (kind: Person['kind']): Person => ({ sub: cast.clerk.sub, kind });
const submit = (person: Person, text: string) =>
  world.ask(person, SubmitAppealDocument, {
    input: { requestId: 'one-and-the-same', channel: 'WINDOW', regionId: demoPlace.village, text, anonymous: true },
  });
const isForbidden = (error: unknown): boolean => error instanceof Declined && error.code === 'FORBIDDEN';

test('the same requestId of an officer and of a petitioner with the same subject are two appeals', async () => {
  const byClerk = (await submit(as('OFFICER'), '窗口代为登记的路灯诉求。')).submitAppeal;
  const byPetitioner = (await submit(as('PETITIONER'), '本人提交的另一件诉求。')).submitAppeal;
  expect(byPetitioner.appeal.id).not.toBe(byClerk.appeal.id);
  expect((await submit(as('OFFICER'), '窗口代为登记的路灯诉求。')).submitAppeal.appeal.id).toBe(byClerk.appeal.id);
  expect((await submit(as('PETITIONER'), '本人提交的另一件诉求。')).submitAppeal.appeal.id).toBe(byPetitioner.appeal.id);
});

test('a machine that is called like an officer has none of his posts', async () => {
  await world.settled();
  expect((await world.ask(as('OFFICER'), ListCasesDocument, { first: 5 })).cases.total > 0).toBe(true);
  await expect(world.ask(as('MACHINE'), ListCasesDocument, { first: 5 })).rejects.toSatisfy(isForbidden);
  await expect(submit(as('MACHINE'), '机器代为登记的诉求。')).rejects.toSatisfy(isForbidden);
});

test('everybody who signs in is told who he is: an officer with his posts, a petitioner and a machine by their own names', async () => {
  const me = async (kind: Person['kind']) => (await world.ask(as(kind), WhoAmIDocument, {})).me;
  const { sub } = cast.clerk;
  expect(await me('PETITIONER')).toStrictEqual({ id: sub, kind: 'PETITIONER', name: null, posts: [] });
  expect(await me('MACHINE')).toStrictEqual({ id: `machine:${sub}`, kind: 'MACHINE', name: null, posts: [] });
  expect(await me('OFFICER')).toMatchObject({ id: sub, kind: 'OFFICER', posts: [{ role: 'CENTRE_CLERK' }] });
  expect(await me('ANONYMOUS')).toBeNull();
});

test('an officer who signs in as a petitioner sees only what he brought himself', async () => {
  const { cases } = await world.ask(as('PETITIONER'), ListCasesDocument, { first: 5 });
  expect(cases.total).toBe(1);
});
