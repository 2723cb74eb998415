// Promise: the receipt's two codes show the timeline to whoever types them, and whoever lacks the query code learns nothing: a wrong
// code of a case that exists, of a hidden one and of none get the same answer for the same work.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SubmitAppealDocument, TimelineByCodeDocument } from '@daqidi/schemas/operations';
import { cast, demoPlace, type Person } from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

const anybody: Person = { sub: 'anybody', kind: 'ANONYMOUS' };
interface Receipt {
  readonly unifiedCode: string;
  readonly queryCode: string;
}

let world: EmbeddedWorld;
let ordinary: Receipt;
let other: Receipt;
let hidden: Receipt;
before(async () => {
  world = await openEmbeddedWorld();
  const submit = async (requestId: string, accusedUnitIds: string[] = []): Promise<Receipt> => {
    const input = { requestId, channel: 'WINDOW', regionId: demoPlace.village, text: '路灯坏了半个月没有人修。', accusedUnitIds };
    const { submitAppeal } = await world.ask(cast.petitioner, SubmitAppealDocument, { input });
    return submitAppeal.receipt;
  };
  ordinary = await submit('ordinary-one');
  other = await submit('ordinary-two');
  hidden = await submit('restricted-one', [`u-${demoPlace.township}`]);
  await world.settled();
});
after(() => world.stop());

const ask = async (unifiedCode: string, queryCode: string) =>
  (await world.ask(anybody, TimelineByCodeDocument, { unifiedCode, queryCode })).timelineByCode;

/** What intake's collections are asked for meanwhile: which collection, and by which fields. */
const readsOf = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
  const intake = world.embedded.platform.services.find(({ name }) => name === 'intake');
  const models = Object.entries(intake?.store.archive.collection.model.db.models ?? {});
  const reads: string[] = [];
  const restore = models.map(([name, { collection }]) => {
    const find = collection.find;
    collection.find = ((...args: unknown[]) => {
      const fields = Object.keys((args[0] ?? {}) as object);
      // The sweeper looks for what is due and pending meanwhile.
      if (!fields.some((field) => field === 'nextDueAt' || field === 'pendingAt')) reads.push(`${name}: ${fields.join(', ')}`);
      return (find as (...all: unknown[]) => unknown).apply(collection, args);
    }) as typeof find;
    return () => {
      collection.find = find;
    };
  });
  try {
    await act();
  } finally {
    for (const put of restore) put();
  }
  return reads;
};

test('both codes show the timeline, a restricted one too, however they are typed', async () => {
  for (const { unifiedCode, queryCode } of [ordinary, hidden]) {
    const shown = await ask(unifiedCode, queryCode);
    assert.ok(shown !== null && shown.length > 0);
    const wide = [...queryCode].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('');
    assert.deepEqual(await ask(unifiedCode.replaceAll('-', ''), queryCode.toLowerCase().replaceAll('-', ' ')), shown);
    assert.deepEqual(await ask(unifiedCode, wide), shown);
  }
});

test('the query code of one receipt does not open another', async () => {
  assert.equal(await ask(ordinary.unifiedCode, other.queryCode), null);
  assert.equal(await ask(hidden.unifiedCode, ordinary.queryCode), null);
});

test('a wrong query code costs the same reads whether the case exists, is hidden or never was', async () => {
  const wrong = '0000-0000-0000-0000';
  // The check character of ISO 7064 for this number, which nobody drew.
  const missing = '511902-20260302-0000000-Y';
  const answers: unknown[] = [];
  const reads: (readonly string[])[] = [];
  for (const unifiedCode of [ordinary.unifiedCode, hidden.unifiedCode, missing])
    reads.push(await readsOf(async () => answers.push(await ask(unifiedCode, wrong))));
  assert.deepEqual(answers, [null, null, null]);
  assert.deepEqual(reads[0], ['vault: _id']);
  assert.deepEqual(reads[1], reads[0]);
  assert.deepEqual(reads[2], reads[0]);
});
