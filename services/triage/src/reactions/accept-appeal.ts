import { competentDesk, deadlineFrom, withScope } from '@daqidi/kernel';
import { type Listener, on } from '@daqidi/service';
import { accept } from '../domain/accept.js';
import { exceptIn } from '../domain/panel.js';
import { withAccused } from '../domain/withdrawal.js';
import type { Tools } from '../tools.js';

/** Triage takes custody of every appeal that was handed in. */
export const acceptAppeal = ({ model, directory }: Tools): Listener =>
  on('intake', 'AppealSubmitted', (event) =>
    model.cases.react(event.data.appealId, event, {
      learn: (facts) => {
        const takenInBy = event.actor.post === null ? null : event.actor.person;
        return withScope({ ...withAccused(facts, event.data.accused), submitted: event.data, takenInBy }, event.data);
      },
      decide: (state, facts, now) => {
        const scope = facts.scope ?? event.data;
        return accept(
          state,
          facts,
          competentDesk(directory, 'VILLAGE', { scope, now, except: exceptIn(state, facts) }),
          deadlineFrom(directory, now, ({ screeningWorkingDays }) => screeningWorkingDays),
        );
      },
    }),
  );
