// Promise: a member of the panel reminds the others whose opinion is missing, once a day, each of them but himself; nobody else does, and not where
// nobody is missing.
import { accepted, openTriageWorld, type TriageWorld } from './support/triage-world.js';

let world: TriageWorld;
let appealId: string;
beforeEach(async () => {
  world = await openTriageWorld();
  appealId = await accepted(world);
  expect(await world.officer('north-village-reviewer').does('passScreening', { appealId })).toMatchObject({ code: null });
});
afterEach(() => world.stop());

const reminds = (person: string) => world.officer(person).does('remindPanel', { appealId });
const reminded = () =>
  world
    .said(appealId)
    .filter(({ type }) => type === 'OpinionsAwaited')
    .map(({ data }) => (data as { personIds: readonly string[] }).personIds);

it('each of them but himself, once a day', async () => {
  expect(await reminds('north-1')).toMatchObject({ code: null });
  expect(reminded()).toStrictEqual([['north-2', 'north-3']]);
  expect(await reminds('north-2')).toMatchObject({ code: 'RULE_VIOLATION', rule: 'triage.reminded' });
  await world.officer('north-2').does('recordOpinion', { appealId, reasonableness: 'REASONABLE', text: '属实。' });
  await world.until('2026-03-03T02:00:00.000Z');
  expect(await reminds('north-2')).toMatchObject({ code: null });
  expect(reminded().at(-1)).toStrictEqual(['north-1', 'north-3']);
});

it('members of the panel alone, and only where somebody else is missing', async () => {
  expect(await reminds('north-village-reviewer')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await reminds('south-1')).toMatchObject({ code: 'NOT_FOUND' });
  for (const person of ['north-2', 'north-3'])
    await world.officer(person).does('recordOpinion', { appealId, reasonableness: 'REASONABLE', text: '属实。' });
  expect(await reminds('north-1')).toMatchObject({ rule: 'triage.awaited' });
  expect(await reminds('north-2')).toMatchObject({ code: null });
});
