// Promise: as often as a petitioner's details are shown, so often it is recorded who saw them and why; what could not be recorded
// is not shown.

import { SubmitAppealDocument, ViewPetitionerDocument } from '@daqidi/schemas/operations';
import { cast, Declined, demoPlace } from '@daqidi/standalone';
import { invariant } from '@daqidi/testing';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

let world: EmbeddedWorld;
let appealId: string;
beforeAll(async () => {
  world = await openEmbeddedWorld();
  const input = {
    requestId: 'seen-by-whom',
    channel: 'WINDOW',
    regionId: demoPlace.village,
    text: '路灯坏了半个月没有人修。',
    petitioner: { name: '王小明', telephone: '13900001234', address: '北门社区三栋' },
  };
  appealId = (await world.ask(cast.clerk, SubmitAppealDocument, { input })).submitAppeal.appeal.id;
});
afterAll(() => world.stop());

const intakeStore = () => {
  const intake = world.embedded.platform.services.find(({ name }) => name === 'intake');
  invariant(intake !== undefined);
  return intake.store;
};

const recorded = async () => {
  const { archive, idle } = intakeStore();
  await idle();
  const events = await archive.ofCase(appealId);
  return events.filter(({ type }) => type === 'PetitionerViewed').map(({ actor, data }) => ({ actor, data }));
};

const view = (requestId: string, purpose = '电话核实情况') =>
  world.ask(cast.clerk, ViewPetitionerDocument, { input: { requestId, appealId, purpose } });

test('a view that is asked for again shows the details again, and is recorded again', async () => {
  const [first, second, third] = [await view('view-0001'), await view('view-0001'), await view('view-0001')];
  expect(first.viewPetitioner.details.telephone).toBe('13900001234');
  expect(second.viewPetitioner.details).toStrictEqual(first.viewPetitioner.details);
  expect(third.viewPetitioner.details).toStrictEqual(first.viewPetitioner.details);
  const views = await recorded();
  expect(views).toHaveLength(3);
  for (const each of views) expect(each, 'the same person, post and purpose').toStrictEqual(views[0]);
});

test('retries that cross are each recorded', async () => {
  const before = (await recorded()).length;
  const shown = await Promise.all(Array.from({ length: 6 }, () => view('view-0002')));
  expect(shown.every(({ viewPetitioner }) => viewPetitioner.details.name === '王小明')).toBe(true);
  expect(await recorded()).toHaveLength(before + 6);
});

test('another purpose under the same requestId shows nothing and records nothing', async () => {
  const before = (await recorded()).length;
  await expect(view('view-0001', '另一个事由')).rejects.toSatisfy(
    (error) => error instanceof Declined && error.code === 'CONFLICT',
  );
  expect(await recorded()).toHaveLength(before);
});

test('what cannot be recorded is not shown', async () => {
  const model = intakeStore().archive.collection.model.db.models.appeal;
  invariant(model !== undefined);
  const { collection } = model;
  const updateOne = collection.updateOne;
  const before = (await recorded()).length;
  collection.updateOne = (() => Promise.reject(new Error('the disk is gone'))) as unknown as typeof updateOne;
  try {
    await expect(view('view-0001')).rejects.toThrow(Declined);
    await expect(view('view-0003')).rejects.toThrow(Declined);
  } finally {
    collection.updateOne = updateOne;
  }
  expect(await recorded()).toHaveLength(before);
});
