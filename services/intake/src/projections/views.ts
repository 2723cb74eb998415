import { dayInShanghai, hourInShanghai } from '@daqidi/calendar';
import { officeKey } from '@daqidi/identity';
import { type Listener, on } from '@daqidi/service';
import { barViews } from '../shared/bar-views.js';
import { overseerOf } from '../shared/overseers.js';
import type { Tools } from '../tools.js';

/** Whether the office was closed at this moment, in milliseconds since the epoch. */
const isOffHours = ({ directory }: Pick<Tools, 'directory'>, moment: number): boolean => {
  const { officeStartsAtHour, officeEndsAtHour } = directory.policy(moment);
  const hour = hourInShanghai(moment);
  return hour < officeStartsAtHour || hour >= officeEndsAtHour || !directory.calendar().isWorkingDay(dayInShanghai(moment));
};

/** One row a view of a petitioner: the auditor's, and of the auditor the discipline commission's. */
export const projectViews = (tools: Tools): Listener =>
  on('intake', 'PetitionerViewed', async (event) => {
    const { model, directory } = tools;
    const { id, time, actor, data } = event;
    const moment = Date.parse(time);
    const [viewer, day] = [actor.person, dayInShanghai(moment)];
    const row = await model.cases.collection.byId(data.appealId);
    await model.views.apply(id, event, () => ({
      appealId: data.appealId,
      viewer,
      order: `${time}|${id}`,
      day,
      viewerDay: `${viewer}|${day}`,
      purposeId: data.purpose.vaultId,
      outside: !data.own,
      offHours: isOffHours(tools, moment),
      seenBy: [officeKey(overseerOf(directory.posts(), viewer))],
      barred: [...(row?.barred ?? [])],
    }));
    await barViews(model, data.appealId);
  });
