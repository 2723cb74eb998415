// Promise: whoever asks a loader for something itself, past every resolver, gets no more than he may see.
import type { BaseContext } from '@daqidi/subgraph';
import { createContext } from '../src/context.js';
import { receiptIdOf } from '../src/query-code.js';
import { type IntakeWorld, openIntakeWorld, stateOf, submit } from './support/intake-world.js';

let world: IntakeWorld;
beforeAll(async () => {
  world = await openIntakeWorld();
});
afterAll(() => world.stop());

const loadersOf = (person: string) => createContext(world.tools)({ scope: world.scopeOf(person) } as BaseContext);
const details = { name: '张三', telephone: '13812341234' };

it('an appeal, its row, its steps and its texts are there for those who may see it, and for nobody else', async () => {
  const { id } = await submit(world, { accusedUnitIds: ['u-north'], petitioner: details });
  const { content, personal } = (await stateOf(world, id))?.submitted ?? {};
  const all = async (person: string) => {
    const { appeals, caseRows, timelines, texts } = loadersOf(person);
    const found = [
      await timelines.load(id),
      await texts.load(content?.vaultId),
      await texts.load(personal?.vaultId),
      await caseRows.load(id),
      await appeals.load(id),
    ];
    return found.map((each) => each !== null);
  };
  expect(await all('letters-1')).toEqual([true, true, true, true, true]);
  for (const person of ['north-1', 'north-head', 'south-1', 'clerk', 'nobody'])
    expect([person, await all(person)]).toEqual([person, [false, false, false, false, false]]);
});

it('a receipt is found by who has its code, and is no text that a loader would show', async () => {
  const { id, unifiedCode, queryCode } = await submit(world);
  const receiptId = receiptIdOf(world.tools.lookupSecret, unifiedCode.slice(7, 15), queryCode);
  expect(await world.tools.store.vault.get(receiptId)).toBe(id);
  expect(await loadersOf('north-1').texts.load(receiptId), 'it says what its reader knows: the id of an appeal he sees').toEqual({
    id: receiptId,
    text: id,
  });
  expect(await loadersOf('south-1').texts.load(receiptId)).toBeNull();
});
