import { silentLogger } from '@daqidi/runtime';
import { createWorld, post } from './toys.js';

const world = createWorld({ log: silentLogger });
const { url } = await world.gateway.start();
for (const query of [
  '{ who letters { author { name } } }',
  '{ fail(how: "x") }',
  '{',
  '{ nothing }',
  '{ __schema { types { name } } }',
]) {
  await post(url, { query });
}
await world.gateway.stop();
