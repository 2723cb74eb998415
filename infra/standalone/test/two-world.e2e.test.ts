// Proves: the accused unit, its people and everything under it get the same answers with and without the restricted appeal,
// from every field and every mutation of the schema, at every stage of the appeal.
import { compareWorlds } from './support/two-worlds.js';

test('the accused see the same world with and without the restricted appeal', () => compareWorlds(undefined, { turns: 2 }));
