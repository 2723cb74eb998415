// Proves: with the platform as processes on Kafka and MongoDB too, the accused unit, its people and everything under it get the
// same answers with and without the restricted appeal, from every field and every mutation of the schema. They are asked by
// turns.
import { openStackWorld } from './support/stack/stack-world.js';
import { compareWorlds } from './support/two-worlds.js';

test('the accused see the same world with and without the restricted appeal, on the stack', () =>
  compareWorlds(() => openStackWorld(), 3));
