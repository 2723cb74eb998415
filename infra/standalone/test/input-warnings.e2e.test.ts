// Promise: an identity number that looks wrong costs nobody his appeal: it is kept as it was said, and whoever typed it is warned, clerk
// and petitioner alike, in both languages, and again by a retry.

import { SubmitAppealDocument, ViewPetitionerDocument } from '@daqidi/schemas/operations';
import { cast, demoPlace, type Person } from '@daqidi/standalone';
import { ownerOfCase } from '@daqidi/store';
import { invariant } from '@daqidi/testing';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

let world: EmbeddedWorld;
beforeAll(async () => {
  world = await openEmbeddedWorld();
});
afterAll(() => world.stop());

const submit = async (person: Person, requestId: string, identityNumber: string) => {
  const petitioner = { identityNumber };
  const input = { requestId, channel: 'WINDOW', regionId: demoPlace.village, text: '路灯坏了半个月没有人修。', petitioner };
  return (await world.ask(person, SubmitAppealDocument, { input })).submitAppeal;
};

const kept = async (appealId: string) => {
  const input = { requestId: `look-at-${appealId.slice(-8)}`, appealId, purpose: '核对证件' };
  return (await world.ask(cast.clerk, ViewPetitionerDocument, { input })).viewPetitioner.details.identityNumber;
};

/** What intake recognises and finds him by, together; null where it is nothing. */
const lookupHashOf = async (appealId: string): Promise<string | null> => {
  const intake = world.embedded.platform.services.find(({ name }) => name === 'intake');
  invariant(intake !== undefined);
  const rows = intake.store.archive.collection.model.db.model<{ readonly hash: string; readonly owner: string }>('lookups');
  const hashes = (await rows.find({ owner: ownerOfCase(appealId) }).lean()).map(({ hash }) => hash);
  return hashes.length === 0 ? null : hashes.sort().join(' ');
};

for (const [who, person] of [
  ['a clerk', cast.clerk],
  ['a petitioner', cast.petitioner],
] as const) {
  test(`${who} is warned of a wrong identity number, which is kept`, async () => {
    const first = await submit(person, 'wrong-number', '１１０１０５１９４９１２３１００２1');
    expect(first.warnings?.map(({ field, code }) => [field, code])).toStrictEqual([
      ['petitioner.identityNumber', 'IDENTITY_NUMBER_CHECK'],
    ]);
    expect(String(first.warnings?.[0]?.textZh)).toMatch(/校验码/);
    expect(String(first.warnings?.[0]?.textEn)).toMatch(/check character/);
    expect(await kept(first.appeal.id)).toBe('110105194912310021');
    const again = await submit(person, 'wrong-number', '１１０１０５１９４９１２３１００２1');
    expect(again.appeal.id).toBe(first.appeal.id);
    expect(again.warnings).toStrictEqual(first.warnings);
  });
}

test('a right number is kept in its one form, without a warning', async () => {
  const { appeal, warnings } = await submit(cast.clerk, 'right-number', '110105 19491231 002x');
  expect(warnings).toBeNull();
  expect(await kept(appeal.id)).toBe('11010519491231002X');
});

test('repeats are found by right numbers however they are typed, and never by one that fills the place', async () => {
  const hashOf = async (requestId: string, number: string) =>
    lookupHashOf((await submit(cast.clerk, requestId, number)).appeal.id);
  const right = await hashOf('repeat-one', '11010519491231002X');
  expect(typeof right).toBe('string');
  expect(await hashOf('repeat-two', '１１０１０５１９４９１２３１００２ｘ')).toBe(right);
  expect(await hashOf('filled-one', '000000000000000000')).toBeNull();
});
