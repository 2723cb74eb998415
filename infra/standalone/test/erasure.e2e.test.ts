// Promise: with the key of a case goes every text about it in every service, whoever wrote it, and what its petitioner was recognised
// by; other cases of the same people stay readable, and every chain verifies.
import { checkPlatform, type Services } from '@daqidi/ops';
import { SubmitAppealDocument, WholeAppealDocument } from '@daqidi/schemas/operations';
import { cast, demoPlace, type Person, playAppeal } from '@daqidi/standalone';
import { ownerOfCase } from '@daqidi/store';
import { invariant } from '@daqidi/testing';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

/** An officer of the case who is a petitioner too, under the very same name. */
const handlerAtHome: Person = { sub: cast.handler.sub, kind: 'PETITIONER' };

let world: EmbeddedWorld;
let erased: string;
let others: readonly { readonly id: string; readonly person: Person; readonly text: string }[];
beforeAll(async () => {
  world = await openEmbeddedWorld();
  erased = await playAppeal(world, { run: 'erased', narrate: () => undefined, overdueAt: '2026-04-15T02:00:00.000Z' });
  const submit = async (person: Person, text: string) => {
    const input = { requestId: `other-${person.sub}`, channel: 'MINI_PROGRAM', regionId: demoPlace.village, text };
    return { id: (await world.ask(person, SubmitAppealDocument, { input })).submitAppeal.appeal.id, person, text };
  };
  others = [await submit(cast.petitioner, '楼道的灯也坏了。'), await submit(handlerAtHome, '我家门口的井盖松动。')];
  await world.settled();
});
afterAll(() => world.stop());

const services = (): Services =>
  Object.fromEntries(world.embedded.platform.services.map((each) => [each.name, each])) as unknown as Services;

const read = async (person: Person, id: string) =>
  (await world.ask(person, WholeAppealDocument, { id, period: '2026-04' })).appeal;

interface KeptText {
  readonly _id: string;
  readonly owner: string;
}

/** Texts about the case by service, and how many of them still open. */
const textsOf = async (caseId: string) =>
  Promise.all(
    world.embedded.platform.services.map(async ({ name, store }) => {
      const { db } = store.archive.collection.model;
      const rows = await db.model<KeptText>('vault').find({}).lean();
      const own = rows.filter(({ owner }) => owner === ownerOfCase(caseId));
      const open = await store.vault.getMany(own.map(({ _id }) => _id));
      const lookups = await db
        .model('lookups')
        .find({ owner: ownerOfCase(caseId) })
        .lean();
      return {
        name,
        kept: own.length,
        foreign: rows.filter(({ owner }) => !owner.startsWith('case:')).length,
        open: open.size,
        lookups: lookups.length,
      };
    }),
  );

test('every text lies under the key of its case, those of officers too', async () => {
  const kept = await textsOf(erased);
  expect(kept.map(({ name, kept: some }) => [name, some > 0])).toStrictEqual([
    ['intake', true],
    ['triage', true],
    ['assignment', true],
    ['supervision', true],
    ['scoring', false],
  ]);
  expect(kept.every(({ foreign, kept: all, open }) => foreign === 0 && open === all)).toBe(true);
  expect(kept.find(({ name }) => name === 'intake')?.lookups).toBe(3);
});

test('erasing the petitioner of a case leaves no text of it, and all of the others', async () => {
  const before = await read(cast.lettersOfficer, erased);
  invariant(before?.content !== null && before?.ledgerEntry?.result?.text !== null);
  for (const { store } of world.embedded.platform.services) await store.vault.erase(ownerOfCase(erased));
  for (const { open, lookups } of await textsOf(erased)) expect([open, lookups]).toStrictEqual([0, 0]);

  const after = await read(cast.lettersOfficer, erased);
  const said = ['水管', '二楼', '维修', '合理', '三日内', '办得好'];
  const shown = JSON.stringify({ ...after, timeline: null });
  expect(said.filter((word) => shown.includes(word))).toStrictEqual([]);
  expect(after?.petitioner).toMatchObject({ name: null, telephone: null, identityNumber: null, address: null });
  expect([after?.stage, after?.ledgerEntry?.slots.length]).toStrictEqual([before?.stage, 4]);

  for (const { id, person, text } of others) expect((await read(person, id))?.content).toBe(text);
});

test('the chains of what was erased verify', async () => {
  expect(await checkPlatform(services())).toStrictEqual([]);
});
