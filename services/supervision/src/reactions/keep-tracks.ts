import { deadlineFrom, withScope } from '@daqidi/kernel';
import type { Accusation } from '@daqidi/schemas';
import { type Heard, type Listener, on } from '@daqidi/service';
import { openTracks } from '../domain/tracks.js';
import type { Tools } from '../tools.js';

const accuses = ({ units, persons }: Accusation): boolean => units.length + persons.length > 0;

/** The two tracks open as soon as an appeal is claimed to be a complaint: it accuses somebody; or as soon as a panel finds it to be one. */
export const keepTracks = ({ model, directory }: Tools): readonly Listener[] => {
  const learning = (
    event: Heard<'supervision', 'ScopeStated'> | Heard<'triage', 'AppealAssessed'>,
    isComplaint: boolean,
  ): Promise<void> =>
    model.duals.react(event.data.appealId, event, {
      learn: (facts) => withScope(facts, event.data),
      decide: (state, _, now) =>
        isComplaint
          ? openTracks(
              state,
              event.data.appealId,
              deadlineFrom(directory, now, ({ trackWorkingDays }) => trackWorkingDays),
            )
          : [],
    });
  const withdrawn = (event: Heard<'triage', 'WithdrawalAccepted'> | Heard<'assignment', 'WithdrawalAccepted'>): Promise<void> =>
    model.duals.react(event.data.appealId, event, {
      learn: (facts) => ({ ...facts, withdrew: true }),
      decide: () => [],
    });
  return [
    on('triage', 'WithdrawalAccepted', withdrawn),
    on('assignment', 'WithdrawalAccepted', withdrawn),
    on('supervision', 'ScopeStated', (event) => learning(event, accuses(event.data.accused))),
    on('triage', 'AppealAssessed', async (event) => {
      if (event.data.category === 'COMPLAINT') await learning(event, true);
    }),
  ];
};
