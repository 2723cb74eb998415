// Promise: the receipt's two codes show the timeline to whoever types them, and whoever lacks the query code learns nothing: a wrong
// code of a case that exists, of a hidden one and of none get the same answer for the same work.

import {
  DismissAppealDocument,
  FollowOwnAppealDocument,
  SubmitAppealDocument,
  TimelineByCodeDocument,
  VersionsDocument,
} from '@daqidi/schemas/operations';
import { cast, demoPlace, type Person } from '@daqidi/standalone';
import { invariant } from '@daqidi/testing';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

const anybody: Person = { sub: 'anybody', kind: 'ANONYMOUS' };
interface Receipt {
  readonly unifiedCode: string;
  readonly queryCode: string;
}

/** As a petitioner keeps it, who handed it in himself. */
const held = ({ unifiedCode, queryCode }: { readonly unifiedCode: string; readonly queryCode: string | null }): Receipt => {
  invariant(queryCode !== null);
  return { unifiedCode, queryCode };
};

let world: EmbeddedWorld;
let ordinary: Receipt;
let other: Receipt;
let hidden: Receipt;
beforeAll(async () => {
  world = await openEmbeddedWorld();
  const submit = async (requestId: string, accusedUnitIds: string[] = []): Promise<Receipt> => {
    const input = { requestId, channel: 'WINDOW', regionId: demoPlace.village, text: '路灯坏了半个月没有人修。', accusedUnitIds };
    const { submitAppeal } = await world.ask(cast.petitioner, SubmitAppealDocument, { input });
    return held(submitAppeal.receipt);
  };
  ordinary = await submit('ordinary-one');
  other = await submit('ordinary-two');
  hidden = await submit('restricted-one', [`u-${demoPlace.township}`]);
  await world.settled();
});
afterAll(() => world.stop());

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
      // The sweeper looks for what is due, pending or named by nothing meanwhile.
      const sweeps =
        name === 'sweep_positions' || fields.some((field) => ['nextDueAt', 'pendingAt', 'order', 'keys.waiting'].includes(field));
      if (!sweeps) reads.push(`${name}: ${fields.join(', ')}`);
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
    invariant(shown !== null && shown.length > 0);
    const wide = [...queryCode].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('');
    expect(await ask(unifiedCode.replaceAll('-', ''), queryCode.toLowerCase().replaceAll('-', ' '))).toStrictEqual(shown);
    expect(await ask(unifiedCode, wide)).toStrictEqual(shown);
  }
});

test('the query code of one receipt does not open another', async () => {
  expect(await ask(ordinary.unifiedCode, other.queryCode)).toBeNull();
  expect(await ask(hidden.unifiedCode, ordinary.queryCode)).toBeNull();
});

test('a wrong query code costs the same reads whether the case exists, is hidden or never was', async () => {
  const wrong = '0000-0000-0000-0000';
  // The check character of ISO 7064 for this number, which nobody drew.
  const missing = '511902-20260302-0000000-Y';
  const answers: unknown[] = [];
  const reads: (readonly string[])[] = [];
  for (const unifiedCode of [ordinary.unifiedCode, hidden.unifiedCode, missing])
    reads.push(await readsOf(async () => answers.push(await ask(unifiedCode, wrong))));
  expect(answers).toStrictEqual([null, null, null]);
  expect(reads[0]).toStrictEqual(['vault: _id']);
  expect(reads[1]).toStrictEqual(reads[0]);
  expect(reads[2]).toStrictEqual(reads[0]);
});

test('the explanation of a refusal is shown at its step, by both codes and to the petitioner himself, and to nobody without them', async () => {
  const input = { requestId: 'refused-one', channel: 'WINDOW', regionId: demoPlace.village, text: '希望每天放烟花。' };
  const { appeal, receipt: shown } = (await world.ask(cast.petitioner, SubmitAppealDocument, { input })).submitAppeal;
  const receipt = held(shown);
  await world.settled();
  const version = (await world.ask(cast.villageReviewer, VersionsDocument, { id: appeal.id })).appeal?.triage?.version ?? 0;
  const explanation = '燃放烟花须经公安机关许可,已当面说明。';
  await world.ask(cast.villageReviewer, DismissAppealDocument, {
    input: { requestId: 'refuse-it', appealId: appeal.id, expectedVersion: version, ground: 'OUT_OF_SCOPE', explanation },
  });
  await world.settled();
  const explained = [null, null, explanation];
  const byCode = await ask(receipt.unifiedCode, receipt.queryCode);
  expect(byCode?.map((step) => step.explanation)).toStrictEqual(explained);
  const byAccount = (await world.ask(cast.petitioner, FollowOwnAppealDocument, { id: appeal.id })).appeal;
  expect(byAccount?.timeline.map((step) => step.explanation)).toStrictEqual(explained);
  expect(byAccount?.triage?.screening?.explanation).toBe(explanation);
  // An auditor sees the steps, and no text.
  const auditor: Person = { sub: 'leading-group.auditor', kind: 'OFFICER' };
  const audited = (await world.ask(auditor, FollowOwnAppealDocument, { id: appeal.id })).appeal;
  expect(audited?.timeline.map((step) => step.explanation)).toStrictEqual([null, null, null]);
  expect(await ask(receipt.unifiedCode, other.queryCode)).toBeNull();
});
