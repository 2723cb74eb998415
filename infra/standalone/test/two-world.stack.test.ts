// Proves: with the platform as processes on Kafka and MongoDB too, the accused unit, its people and everything under it get the
// same answers with and without the restricted appeal, from every field and every mutation of the schema. They are asked by
// turns, a third of them after each step, or that SHARE of a third; who begins, SEED says.
import { shareOf, useSeed } from '@daqidi/testing';
import { openStackWorld } from './support/stack/stack-world.js';
import { compareWorlds } from './support/two-worlds.js';

const seed = useSeed();
const third = 3;
const turns = Math.round(third * (100 / shareOf(100)));

test('the accused see the same world with and without the restricted appeal, on the stack', () =>
  compareWorlds(() => openStackWorld(), { turns, first: seed.below(turns) }));
