// Promise: whoever asks a loader for something itself, past every resolver, gets no more than he may see.

import type { TextReference } from '@daqidi/schemas';
import type { BaseContext } from '@daqidi/subgraph';
import { createContext } from '../src/context.js';
import { heard, openTriageWorld, type TriageWorld } from './support/triage-world.js';

let world: TriageWorld;
beforeAll(async () => {
  world = await openTriageWorld();
});
afterAll(() => world.stop());

const loadersOf = (person: string) => createContext(world.tools)({ scope: world.scopeOf(person) } as BaseContext);

it('a document and its texts are there for those who may see it, and for nobody else', async () => {
  const appealId = await heard(world);
  const vaultId = ((world.said(appealId).at(-1)?.data ?? {}) as { readonly text: TextReference }).text.vaultId;
  const both = async (person: string) => {
    const { cases, texts } = loadersOf(person);
    return [(await texts.load(vaultId)) !== null, (await cases.load(appealId)) !== null];
  };
  expect(await both('north-1')).toEqual([true, true]);
  for (const person of ['south-1', 'south-handler', 'nobody'])
    expect([person, await both(person)]).toEqual([person, [false, false]]);
});
