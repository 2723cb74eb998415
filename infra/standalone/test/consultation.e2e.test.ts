// Promise: a question asked at the desk is answered, confirmed, checked with those of the day and closed with four signatures; one whose
// answer does not stand is an ordinary appeal; and figures and lists know both.
import { ListCasesDocument, WholeAppealDocument } from '@daqidi/schemas/operations';
import { cast, playConsultation } from '@daqidi/standalone';
import { type EmbeddedWorld, openEmbeddedWorld } from './support/embedded-world.js';

let world: EmbeddedWorld;
beforeAll(async () => {
  world = await openEmbeddedWorld();
});
afterAll(() => world.stop());

test('one question is closed the same day, the other goes on as an ordinary appeal', async () => {
  const { closedId, refusedId } = await playConsultation(world, { run: 'consultation', narrate: () => undefined });
  await world.settled();
  const read = async (id: string) =>
    (await world.ask(cast.lettersOfficer, WholeAppealDocument, { id, period: '2026-03' })).appeal;
  expect(await read(closedId)).toMatchObject({
    stage: 'CLOSED',
    ledgerEntry: {
      category: 'CONSULTATION',
      slots: [{ form: 'SIGNED' }, { form: 'SIGNED' }, { form: 'SIGNED' }, { form: 'SIGNED' }],
    },
    score: { onTime: true, satisfaction: 'VERY_SATISFIED' },
  });
  expect(await read(refusedId)).toMatchObject({ stage: 'SCREENING', ledgerEntry: null });
  const listed = await world.ask(cast.lettersOfficer, ListCasesDocument, { first: 10 });
  expect(listed.cases.edges.map(({ node }) => node.id).sort()).toEqual([closedId, refusedId].sort());
});
