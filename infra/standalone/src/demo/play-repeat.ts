import { DecideRepeatDocument, ReadPossibleRepeatsDocument, SubmitAppealDocument } from '@daqidi/schemas/operations';
import { requestIdsOf } from './case-inputs.js';
import { usualTroupe } from './cast.js';
import type { Play } from './play-appeal.js';
import type { Person, World } from './world.js';

/** Somebody without an account comes twice about one matter, to two people: the centre links the later to the earlier. Answers both ids. */
export const playRepeat = async (world: World, { run, narrate, troupe = usualTroupe }: Play): Promise<readonly string[]> => {
  const requestId = requestIdsOf(run);
  const { cast, village } = troupe;
  const { clerk } = cast;
  // Of this play alone: whoever plays it again is another petitioner.
  const telephone = `139${String(Number.parseInt(Buffer.from(run).toString('hex').slice(-8), 16))
    .slice(-8)
    .padStart(8, '0')}`;
  const bring = async (text: string): Promise<string> => {
    const input = {
      requestId: requestId(),
      channel: 'WINDOW',
      regionId: village,
      text,
      petitioner: { name: '冯九州', telephone },
    };
    const { appeal } = (await world.ask(clerk, SubmitAppealDocument, { input })).submitAppeal;
    return appeal.id;
  };
  const tell = (who: Person, en: string, zh: string): void => narrate({ who, en, zh, stage: 'SUBMITTED' });

  const earlierId = await bring('三号楼门口的自来水管漏水,一直没有人来修。');
  tell(clerk, 'takes an appeal in at the window', '窗口登记诉求');
  const appealId = await bring('三号楼门口水管还在漏水,报修后一直没有人来。');
  tell(clerk, 'takes another in from the same petitioner', '同一诉求人再次来访登记');
  const seen = async () => (await world.ask(clerk, ReadPossibleRepeatsDocument, { id: appealId })).appeal;
  await world.until(async () => ((await seen())?.possibleRepeats.length ?? 0) > 0);
  tell(clerk, 'is shown what may be the same matter', '系统提示疑似重复');
  const input = { requestId: requestId(), appealId, expectedVersion: (await seen())?.version ?? 0, earlierId, isRepeat: true };
  await world.ask(clerk, DecideRepeatDocument, { input });
  tell(clerk, 'confirms it: the later is linked to the earlier', '确认同一事项,后件关联前件');
  return [earlierId, appealId];
};
