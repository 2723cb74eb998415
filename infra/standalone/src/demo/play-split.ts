import { DecideSplitDocument, ReadSplitDocument, SplitAppealDocument } from '@daqidi/schemas/operations';
import { cast } from './cast.js';
import { beginComplaint, type ComplaintPlay, streetOffice } from './complaint-steps.js';
import type { World } from './world.js';

/** Both matters of an appeal that was split. */
export interface SplitPlay {
  readonly complaintId: string;
  readonly ordinaryId: string;
}

/**
 * An appeal that complains about the street office and about a street lamp: the letters office proposes two texts, the petitioner approves,
 * and the ordinary matter goes to the street office, which learns nothing of the other.
 */
export const playSplit = async (world: World, play: ComplaintPlay): Promise<SplitPlay> => {
  const { lettersOfficer, petitioner } = cast;
  const complaint = await beginComplaint(world, play, streetOffice('街道办事处工作人员收费不开票据;另外楼前路灯坏了半个月。'));
  const { appealId, requestId, tell } = complaint;
  const read = async () => (await world.ask(petitioner, ReadSplitDocument, { id: appealId })).appeal;
  const inIntake = async () => ({ requestId: requestId(), appealId, expectedVersion: (await read())?.version ?? 0 });
  await world.ask(lettersOfficer, SplitAppealDocument, {
    input: {
      ...(await inIntake()),
      complaintText: '街道办事处工作人员收费不开票据。',
      ordinaryText: '楼前路灯坏了半个月,请修复。',
    },
  });
  await tell(lettersOfficer, 'proposes to deal with it as two matters', '提出分案方案');
  await world.ask(petitioner, DecideSplitDocument, { input: { ...(await inIntake()), approves: true } });
  await world.until(async () => (await read())?.split?.ordinary != null);
  const ordinaryId = (await read())?.split?.ordinary?.id ?? '';
  await tell(petitioner, 'approves of both texts: the lamp is an appeal of its own', '同意分案,路灯一事另行编码办理');
  return { complaintId: appealId, ordinaryId };
};
