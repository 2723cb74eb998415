import { deadlineFrom, withScope } from '@daqidi/kernel';
import { type Heard, type Listener, on } from '@daqidi/service';
import { askConsent } from '../domain/joint-decision.js';
import { accuses } from '../domain/oversight.js';
import { openTracks } from '../domain/tracks.js';
import { consentClock } from '../dual-command.js';
import type { Tools } from '../tools.js';

/** The two tracks open as soon as an appeal is claimed to be a complaint: it accuses somebody; or as soon as a panel finds it to be one. */
export const keepTracks = (tools: Tools): readonly Listener[] => {
  const { model, directory } = tools;
  const learning = (
    event: Heard<'supervision', 'ScopeStated'> | Heard<'triage', 'AppealAssessed'>,
    isComplaint: boolean,
  ): Promise<void> =>
    model.duals.react(event.data.appealId, event, {
      learn: (facts) => withScope(facts, event.data),
      decide: (state, facts, now) => {
        if (!isComplaint) return [];
        const { appealId } = event.data;
        const opened = openTracks(
          state,
          appealId,
          deadlineFrom(directory, now, ({ trackWorkingDays }) => trackWorkingDays),
        );
        // What was proposed before there were tracks has waited for them.
        return [...opened, ...askConsent({ ...state, appealId }, facts, consentClock(tools, now))];
      },
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
