import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoPlace } from '@daqidi/standalone';
import { invariant } from '@daqidi/testing';
import { people } from '../model/people.js';
import { photograph, upload } from '../uploads.js';
import type { Kitchen, Recipes } from './kitchen.js';

interface Submitted {
  readonly appeal: {
    readonly id: string;
    readonly unifiedCode: string;
    readonly attachments: readonly { readonly id: string }[];
  };
}

/** What is uploaded and opened, and what becomes of what was sent. */
export const paperRecipes = ({ world, next, does }: Kitchen): Recipes => {
  const { petitioner, anybody } = people;
  const submitted = async (change: object): Promise<Submitted['appeal']> => {
    const input = { channel: 'MINI_PROGRAM', regionId: demoPlace.village, text: `第 ${next()} 处下水道堵塞。`, ...change };
    const selection = 'appeal { id unifiedCode attachments { id } }';
    return ((await does(petitioner, 'submitAppeal', input, selection)) as Submitted).appeal;
  };
  const receiptOf = async (unifiedCode: string): Promise<string> => {
    const folder = join(world.directory, 'notices', 'telephone');
    const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
    const found = texts.find((text) => text.includes(unifiedCode));
    invariant(found !== undefined, `nothing was sent about ${unifiedCode}`);
    return (JSON.parse(found) as { readonly receipt: string }).receipt;
  };

  return {
    openAttachment: async () => {
      const uploaded = await upload(world, petitioner, await photograph(), { filename: '下水道.jpg' });
      const { id: appealId, attachments } = await submitted({ attachments: [uploaded] });
      return { who: petitioner, input: { appealId, attachmentId: attachments[0]?.id } };
    },
    reportNotice: async () => {
      const { unifiedCode } = await submitted({ petitioner: { name: '周小云', telephone: '13900007788' } });
      return { who: anybody, input: { receipt: await receiptOf(unifiedCode), what: 'DELIVERED' } };
    },
  };
};
