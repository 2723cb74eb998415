// Promise: with the platform as processes on Kafka and MongoDB, a complaint goes the same way as in one process, and whoever it accuses
// learns nothing of it.
import { ListCasesDocument, ReadComplaintDocument } from '@daqidi/schemas/operations';
import { cast, demoPlace, playComplaint } from '@daqidi/standalone';
import { openStackWorld } from './support/stack/stack-world.js';

test('a complaint that one track did not want refused closes with both conclusions, on the stack', async () => {
  const world = await openStackWorld();
  try {
    const appealId = await playComplaint(world, { run: 'complaint', narrate: () => undefined });
    const { appeal } = await world.ask(cast.inspector, ReadComplaintDocument, { id: appealId });
    expect(appeal).toMatchObject({
      stage: 'CLOSED',
      supervision: {
        dual: {
          tracks: [
            { name: 'DISCIPLINE', conclusion: { finding: 'PARTLY_SUBSTANTIATED' }, notes: { total: 1 } },
            { name: 'LETTERS', conclusion: { finding: 'PARTLY_SUBSTANTIATED' }, notes: null },
          ],
          asked: null,
          disagreement: null,
          decided: { about: 'DECISION', agreed: false },
        },
      },
    });
    const accused = { sub: `${demoPlace.township}.head`, kind: 'OFFICER' } as const;
    expect((await world.ask(accused, ReadComplaintDocument, { id: appealId })).appeal).toBeNull();
    expect((await world.ask(accused, ListCasesDocument, { first: 5 })).cases.total).toBe(0);
  } finally {
    await world.stop();
  }
});
