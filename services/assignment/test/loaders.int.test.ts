// Promise: whoever asks a loader for something itself, past every resolver, gets no more than he may see.
import type { BaseContext } from '@daqidi/subgraph';
import { invariant } from '@daqidi/testing';
import { createContext } from '../src/context.js';
import { handled, historyOf, type LedgerWorld, openLedgerWorld } from './support/ledger-world.js';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.stop());

const loadersOf = (person: string) => createContext(world.tools)({ scope: world.scopeOf(person) } as BaseContext);

it('a document and its texts are there for those who may see it, and for nobody else', async () => {
  const appealId = await handled(world);
  await world.officer('north-handler').does('recordProgress', { appealId, text: '已派人到现场查看。' });
  const [row] = await historyOf(world, appealId, 'ProgressRecorded');
  invariant(row?.data !== undefined && row.data !== null && 'text' in row.data);
  const { vaultId } = row.data.text;
  const both = async (person: string) => {
    const { entries, texts } = loadersOf(person);
    return [(await texts.load(vaultId)) !== null, (await entries.load(appealId)) !== null];
  };
  expect(await both('north-handler')).toEqual([true, true]);
  for (const person of ['south-1', 'south-handler', 'nobody'])
    expect([person, await both(person)]).toEqual([person, [false, false]]);
});

it('names of people in office are there for everybody, as the directory is', async () => {
  await world.tools.model.officers.insert({ _id: 'north-handler', name: '李处理' });
  expect(await loadersOf('nobody').officers.load('north-handler')).toMatchObject({ name: '李处理' });
});
