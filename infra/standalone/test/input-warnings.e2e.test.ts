// Promise: an identity number that looks wrong costs nobody his appeal: it is kept as it was said, and whoever typed it is warned, clerk
// and petitioner alike, in both languages, and again by a retry.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SubmitAppealDocument, ViewPetitionerDocument } from '@daqidi/schemas/operations';
import { cast, demoPlace, type Person } from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

let world: EmbeddedWorld;
before(async () => {
  world = await openEmbeddedWorld();
});
after(() => world.stop());

const submit = async (person: Person, requestId: string, identityNumber: string) => {
  const petitioner = { name: '王小明', identityNumber };
  const input = { requestId, channel: 'WINDOW', regionId: demoPlace.village, text: '路灯坏了半个月没有人修。', petitioner };
  return (await world.ask(person, SubmitAppealDocument, { input })).submitAppeal;
};

const kept = async (appealId: string) => {
  const input = { requestId: `look-at-${appealId.slice(-8)}`, appealId, purpose: '核对证件' };
  return (await world.ask(cast.clerk, ViewPetitionerDocument, { input })).viewPetitioner.details.identityNumber;
};

/** What intake recognises repeats by. */
const lookupHashOf = async (appealId: string): Promise<unknown> => {
  const intake = world.embedded.platform.services.find(({ name }) => name === 'intake');
  await intake?.store.idle();
  const events = (await intake?.store.archive.ofCase(appealId)) ?? [];
  const [submitted] = events.filter(({ type }) => type === 'AppealSubmitted');
  assert.ok(submitted !== undefined);
  return (submitted.data as { readonly petitioner: { readonly lookupHash: unknown } }).petitioner.lookupHash;
};

for (const [who, person] of [
  ['a clerk', cast.clerk],
  ['a petitioner', cast.petitioner],
] as const) {
  test(`${who} is warned of a wrong identity number, which is kept`, async () => {
    const first = await submit(person, 'wrong-number', '１１０１０５１９４９１２３１００２1');
    assert.deepEqual(
      first.warnings?.map(({ field, code }) => [field, code]),
      [['petitioner.identityNumber', 'IDENTITY_NUMBER_CHECK']],
    );
    assert.match(String(first.warnings?.[0]?.textZh), /校验码/);
    assert.match(String(first.warnings?.[0]?.textEn), /check character/);
    assert.equal(await kept(first.appeal.id), '110105194912310021');
    const again = await submit(person, 'wrong-number', '１１０１０５１９４９１２３１００２1');
    assert.equal(again.appeal.id, first.appeal.id);
    assert.deepEqual(again.warnings, first.warnings);
  });
}

test('a right number is kept in its one form, without a warning', async () => {
  const { appeal, warnings } = await submit(cast.clerk, 'right-number', '110105 19491231 002x');
  assert.equal(warnings, null);
  assert.equal(await kept(appeal.id), '11010519491231002X');
});

test('repeats are found by right numbers however they are typed, and never by one that fills the place', async () => {
  const hashOf = async (requestId: string, number: string) =>
    lookupHashOf((await submit(cast.clerk, requestId, number)).appeal.id);
  const right = await hashOf('repeat-one', '11010519491231002X');
  assert.equal(typeof right, 'string');
  assert.equal(await hashOf('repeat-two', '１１０１０５１９４９１２３１００２ｘ'), right);
  assert.equal(await hashOf('filled-one', '000000000000000000'), null);
});
