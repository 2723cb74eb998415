// A process that ended between saving its first directory and publishing it left a platform that, started again, said that it was
// ready and refused every appeal for want of a region, until sweeps had published the rest.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SubmitAppealDocument } from '@daqidi/schemas/operations';
import { cast, demoPlace } from '@daqidi/standalone';
import { openEmbeddedWorld } from './support/embedded-world.js';

for (const point of ['after-save-before-archive', 'after-archive-before-publish']) {
  test(`a directory that was cut off ${point} is whole as soon as the platform is ready again`, async () => {
    const directory = await mkdtemp(join(tmpdir(), 'daqidi-cut-off-'));
    try {
      const faults = (reached: string): void => {
        if (reached === point) throw new Error('cut off');
      };
      await (await openEmbeddedWorld({ directory, faults })).stop();
      const world = await openEmbeddedWorld({ directory });
      try {
        const input = { requestId: 'first-appeal', channel: 'WINDOW', regionId: demoPlace.village, text: '路灯不亮,请修理。' };
        const { errors } = await world.raw(cast.petitioner, SubmitAppealDocument.source, { input });
        expect(errors).toBeUndefined();
      } finally {
        await world.stop();
      }
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
}
